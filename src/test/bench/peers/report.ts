import { HELPED_KERNEL, PRODUCT_ENGINE } from '../engines.ts';
import type { Section } from '../options.ts';
import { shapeName } from '../shapes.ts';
import { tabulate } from '../tabulate.ts';
import { contestantNames, paceOf, timeOf } from './measured.ts';
import type { Machine, Measured, Race } from './measured.ts';

/** BENCHMARKS.md, written from what was measured. Nothing in it is typed by hand but words. */
export function reportMarkdown({ machine, races, own }: Measured): string {
  return [
    '# Benchmarks',
    `Written by \`npm run bench:peers -- --write\` on ${machine.day}. Measured on ${machineSentence(machine)}`,
    METHOD,
    '## One epoch',
    `Forward, loss, backward and update over all training rows. Shapes are rows x features-hidden units-classes; the first is the tutorial’s. Medians, and in brackets what the middle half of the blocks lay between; the dashes were not measured. Blocks of each contestant: ${blockWords(races)}.`,
    table(['', ...races.map(({ shape }) => shapeName(shape))], timeRows(races)),
    `How many times as long as ours (\`${PRODUCT_ENGINE}\`) each takes, by the medians. Where the brackets above overlap, the difference is none that was measured:`,
    table(['', ...races.map(({ shape }) => shapeName(shape))], ratioRows(races)),
    '![Cost of a multiplication against the size of an epoch, for every contestant](media/benchmarks.svg)',
    '### Where we lose',
    ...lossSentences(races),
    '### Who is who',
    table(['', 'version', 'difference of its loss from ours, at most', 'not measured'], versionRows(races)),
    ...Object.entries(own ?? {}).flatMap(([name, figures]) => sectionParts(name as Section, figures)),
  ]
    .join('\n\n')
    .concat('\n');
}

const METHOD = `## Method

Every contestant is a process of its own that gets the same data and the same initial parameters, trains blocks of epochs when asked, and measures them itself. The blocks of all contestants alternate, one at a time, each some 20 ms or one epoch long, after a warm-up; the figures are medians over up to 101 blocks, so what disturbs the machine disturbs everybody, and those with two threads on two processors most. One thread each unless the name says otherwise. Float64 unless the name says otherwise. Before it is measured, each contestant must have our loss after four epochs: within 1e-9 of it in Float64, 1e-7 where the library adds nothing to a probability before its logarithm, 1e-6 in Float32. brain.js trains by another algorithm (row by row, squared error) and has no such check.

NumPy is written as the tutorial writes it; scikit-learn is \`MLPClassifier.fit\` with full batches and no momentum; PyTorch is eager with autograd; TensorFlow.js has its WebAssembly backend with SIMD and the gradients written out. The C programs are no peers but marks to measure against: plain loops as one writes them down, and the same network blocked by hand for vectors of 128 bit without fused multiply-add, which is what WebAssembly has, and for AVX-512 with it. They are our best attempt and no bound: their exp and log have longer series, and the kernel, whose tiles are other ones, may be faster.`;

function machineSentence(machine: Machine): string {
  const { processor, cores, memoryGigabytes, system, node, load } = machine;
  return `${processor} (${cores} cores, ${memoryGigabytes} GB), ${system}, Node ${node}, on which ${load} programs were busy on average before it began.`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function timeRows(races: readonly Race[]): readonly (readonly string[])[] {
  return contestantNames(races).map((name) => [name, ...races.map((race) => timeCell(race, name))]);
}

function timeCell(race: Race, name: string): string {
  const pace = paceOf(race, name);
  if (!pace) return duration(undefined);
  const [value, unit] = inUnit(pace.medianMicroseconds);
  const scale = value / pace.medianMicroseconds;
  const [lower, upper] = [pace.lowerQuartile, pace.upperQuartile].map((time) => digits(time * scale, 2));
  return `${digits(value, 3)} ${unit} (${lower}–${upper})`;
}

function blockWords(races: readonly Race[]): string {
  return races
    .map((race) => `${paceOf(race, PRODUCT_ENGINE)?.blocks ?? 0} at ${shapeName(race.shape)}`)
    .join(', ');
}

function digits(value: number, n: number): string {
  return String(Number(value.toPrecision(n)));
}

/** Microseconds in the unit that a person would take. */
export function duration(microseconds: number | undefined): string {
  if (microseconds === undefined) return '–';
  const [value, unit] = inUnit(microseconds);
  return `${digits(value, 3)} ${unit}`;
}

function inUnit(microseconds: number): readonly [value: number, unit: string] {
  if (microseconds < 1000) return [microseconds, 'µs'];
  return microseconds < 1e6 ? [microseconds / 1000, 'ms'] : [microseconds / 1e6, 's'];
}

/** How many times as long as ours somebody takes; undefined where one of the two was not measured. */
function ratioOf(race: Race, name: string, our = PRODUCT_ENGINE as string): number | undefined {
  const time = timeOf(race, name);
  const ours = timeOf(race, our);
  return time === undefined || ours === undefined ? undefined : time / ours;
}

function ratioRows(races: readonly Race[]): readonly (readonly string[])[] {
  const cell = (ratio: number | undefined) => (ratio === undefined ? '–' : digits(ratio, 3));
  return contestantNames(races)
    .filter((name) => name !== PRODUCT_ENGINE)
    .map((name) => [name, ...races.map((race) => cell(ratioOf(race, name)))]);
}

function lossSentences(races: readonly Race[]): readonly string[] {
  const sentences = races.flatMap((race) => {
    const faster = race.results
      .filter(({ kind }) => kind === 'peer')
      .map(({ name }) => ({ name, ratio: ratioOf(race, name, likeFor(race, name)) ?? 1 }))
      .filter(({ ratio }) => ratio < 1)
      .sort((a, b) => a.ratio - b.ratio)
      .map(({ name, ratio }) => `${name} (${digits(ratio, 2)} of our time)`);
    const shape = shapeName(race.shape);
    if (timeOf(race, PRODUCT_ENGINE) === undefined) return [`- ${shape}: ours was not measured.`];
    return faster.length === 0 ? [] : [`- ${shape}: ${faster.join(', ')}.`];
  });
  return [sentences.length === 0 ? 'Nowhere among these.' : sentences.join('\n'), WHY_WE_LOSE];
}

/** Ours with as many threads: who has two is set against our two. */
function likeFor(race: Race, name: string): string {
  return name.endsWith(', 2 threads') && timeOf(race, HELPED_KERNEL) !== undefined
    ? HELPED_KERNEL
    : PRODUCT_ENGINE;
}

const WHY_WE_LOSE =
  'One thread is set against one, two against two. Where the matrix products are nearly all of the work, a library whose products use the widest vectors of the processor wins: WebAssembly has two doubles in one and no fused multiply-add, AVX-512 has eight and fuses, as the C for it shows. NumPy 2 brings an OpenBLAS of its own that does so; Debian’s packages use the OpenBLAS of Debian. Float32 halves the work once more and is another arithmetic. A second thread of ours costs more than it brings where an epoch takes less than half a millisecond, so the product starts one from about a millisecond on.';

function versionRows(races: readonly Race[]): readonly (readonly string[])[] {
  return contestantNames(races).map((name) => {
    const results = races.flatMap((race) =>
      race.results.filter((result) => result.name === name).map((result) => ({ race, result })),
    );
    const errors = results.flatMap(({ result }) => (result.lossError === null ? [] : [result.lossError]));
    const skipped = results.flatMap(({ race, result }) =>
      'skipped' in result.pace ? [`${shapeName(race.shape)}: ${result.pace.skipped}`] : [],
    );
    return [
      name,
      results.find(({ result }) => result.version !== '')?.result.version ?? '',
      errors.length === 0 ? '' : Math.max(...errors).toExponential(0),
      skipped.join('; '),
    ];
  });
}

/** What the sections of `npm run bench` are, in words. */
const SECTION_WORDS: Readonly<Record<Section, readonly [title: string, words: string]>> = {
  epoch: ['Epochs in one process', 'Microseconds per epoch of bare training, by shape and engine.'],
  run: [
    'Whole runs',
    'The tutorial’s run with every state kept and the test rows scored, in milliseconds: cold in a fresh worker from its first breath on, and warm, beside the same number of epochs of bare training. Then runs by their number of epochs (iris) and rows (four features, three classes), each in a fresh process, the worker’s start included; `processMegabytes` is what the process grew by.',
  ],
  streaming: [
    'Streaming',
    'States from a worker to its owner: pieces without any training, a run of 100,000 epochs, and how large a piece is as it is encoded.',
  ],
  memory: [
    'Memory',
    'Bytes of the states that are kept, of the process around them (median of five), and what an epoch leaves to be collected.',
  ],
  start: [
    'Start',
    'Sizes of a production build in bytes, minified and compressed; milliseconds until a worker breathes, until it answers, until the extension’s program is loaded, and until the kernel is compiled and there is one. `web/extension.js` is what activation loads, in Node through `extension.cjs`. Threads: `worker.cjs` trains, `tableWorker.cjs` reads a CSV file, `sampleWorker.cjs` draws the rows that are shown of many, `exportWorker.cjs` writes exports. `cli.mjs` is the command line. Pages: `webview/toolkit` (controls, preact, signals, messages) is loaded first by each, then `inspector`, `configuration` (the form) or `preview` (of a table); `replay` goes into an exported page. The kernel stands inside `worker.cjs` and `cli.mjs`, its build for two threads inside `worker.cjs`; everything else derives with the plain engine.',
  ],
  reading: [
    'Reading large tables',
    'A CSV file of the largest tables, read in a thread of its own as the extension does, and the rows drawn that are shown: milliseconds, what the process grew by meanwhile, how late a timer of 5 ms came in the thread of the host, and how long cancelling took.',
  ],
  workbench: [
    'In a real VS Code',
    'Milliseconds that a person waits, and how late a timer of 10 ms comes in the extension host. Activation is that of the host at rest, by another extension. `visible…` begins when the panel has its place in the window, `page…` when VS Code has made its page; `emptyShownAgain` is a panel whose page is one word: what VS Code itself takes.',
  ],
  largest: [
    'The largest table in a real VS Code',
    'A CSV file of 100,000 rows and 64 features, trained with 256 units and every state kept: seconds until the first state is shown and for each epoch, and how late a timer of 10 ms comes in the extension host, in milliseconds, at rest, while the table is read and while it trains.',
  ],
  scrubbing: [
    'Scrubbing',
    'Milliseconds from a seek to its paint, and from frame to frame while epochs play.',
  ],
  playing: [
    'Playing',
    'Milliseconds from frame to frame while epochs play at one per frame, by network, tab and array.',
  ],
  live: [
    'Live retraining and sweeps',
    'In a real VS Code, in milliseconds: from the last movement of a slider to the new curve being painted, a sweep over 50 seeds, and from cancelling one to its end.',
  ],
};

function sectionParts(name: Section, figures: object): readonly string[] {
  const [title, words] = SECTION_WORDS[name];
  const rows = Object.entries(tabulate(figures));
  const columnsOf = (row: object) => Object.keys(row).join();
  const groups: (typeof rows)[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last && columnsOf(last[0]![1]) === columnsOf(row[1])) last.push(row);
    else groups.push([row]);
  }
  const tables = groups.map((group) => {
    const columns = Object.keys(group[0]![1]);
    return table(
      ['', ...columns],
      group.map(([path, row]) => [path, ...columns.map((column) => String(row[column]))]),
    );
  });
  return [`## ${title}`, words, ...tables];
}
