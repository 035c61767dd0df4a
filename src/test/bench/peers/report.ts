import { PRODUCT_ENGINE } from '../engines.ts';
import type { Section } from '../options.ts';
import { shapeName } from '../shapes.ts';
import { tabulate } from '../tabulate.ts';
import { contestantNames, timeOf } from './measured.ts';
import type { Machine, Measured, Race } from './measured.ts';

/** BENCHMARKS.md, written from what was measured. Nothing in it is typed by hand but words. */
export function reportMarkdown({ machine, races, own }: Measured): string {
  return [
    '# Benchmarks',
    `Written by \`npm run bench:peers -- --write\` on ${machine.day}. Measured on ${machineSentence(machine)}`,
    METHOD,
    '## One epoch',
    'Forward, loss, backward and update over all training rows. Shapes are rows x features-hidden units-classes; the first is the tutorial’s. Medians; the dashes were not measured.',
    table(['', ...races.map(({ shape }) => shapeName(shape))], timeRows(races)),
    `How many times as long as ours (\`${PRODUCT_ENGINE}\`) each takes:`,
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

Every contestant is a process of its own that gets the same data and the same initial parameters, trains blocks of epochs when asked, and measures them itself. The blocks of all contestants alternate, one at a time, each some 20 ms or one epoch long, after a warm-up; the figures are medians over up to 101 blocks, so what disturbs the machine disturbs everybody. One thread each unless the name says otherwise. Float64 unless the name says otherwise. Before it is measured, each contestant must have our loss after four epochs: within 1e-9 of it in Float64, 1e-7 where the library adds nothing to a probability before its logarithm, 1e-6 in Float32. brain.js trains by another algorithm (row by row, squared error) and has no such check.

NumPy is written as the tutorial writes it; scikit-learn is \`MLPClassifier.fit\` with full batches and no momentum; PyTorch is eager with autograd; TensorFlow.js has its WebAssembly backend with SIMD and the gradients written out. The C programs are no peers but limits: plain loops as one writes them down, and the same arithmetic blocked by hand for vectors of 128 bit without fused multiply-add, which is what WebAssembly has, and for AVX-512 with it.`;

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
  return contestantNames(races).map((name) => [name, ...races.map((race) => duration(timeOf(race, name)))]);
}

/** Microseconds in the unit that a person would take. */
export function duration(microseconds: number | undefined): string {
  if (microseconds === undefined) return '–';
  const [value, unit] =
    microseconds < 1000
      ? [microseconds, 'µs']
      : microseconds < 1e6
        ? [microseconds / 1000, 'ms']
        : [microseconds / 1e6, 's'];
  return `${Number(value.toPrecision(3))} ${unit}`;
}

/** How many times as long as ours somebody takes; undefined where one of the two was not measured. */
function ratioOf(race: Race, name: string): number | undefined {
  const time = timeOf(race, name);
  const ours = timeOf(race, PRODUCT_ENGINE);
  return time === undefined || ours === undefined ? undefined : time / ours;
}

function ratioRows(races: readonly Race[]): readonly (readonly string[])[] {
  const cell = (ratio: number | undefined) =>
    ratio === undefined ? '–' : String(Number(ratio.toPrecision(3)));
  return contestantNames(races)
    .filter((name) => name !== PRODUCT_ENGINE)
    .map((name) => [name, ...races.map((race) => cell(ratioOf(race, name)))]);
}

function lossSentences(races: readonly Race[]): readonly string[] {
  const sentences = races.flatMap((race) => {
    const faster = race.results
      .filter(({ kind }) => kind === 'peer')
      .map(({ name }) => ({ name, ratio: ratioOf(race, name) ?? 1 }))
      .filter(({ ratio }) => ratio < 1)
      .sort((a, b) => a.ratio - b.ratio)
      .map(({ name, ratio }) => `${name} (${Number(ratio.toPrecision(2))} of our time)`);
    const shape = shapeName(race.shape);
    if (timeOf(race, PRODUCT_ENGINE) === undefined) return [`- ${shape}: ours was not measured.`];
    return faster.length === 0 ? [] : [`- ${shape}: ${faster.join(', ')}.`];
  });
  return [sentences.length === 0 ? 'Nowhere among these.' : sentences.join('\n'), WHY_WE_LOSE];
}

const WHY_WE_LOSE =
  'Where the matrix products are nearly all of the work, the width of a vector decides: WebAssembly has two doubles in one and no fused multiply-add, AVX-512 has eight and fuses. Float32 halves the work once more and is another arithmetic; two threads are twice the processor. How far the limits in C are stands in the table.';

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
    'Sizes of a production build in bytes, minified and compressed; milliseconds until a worker breathes, until it answers, until the extension’s program is loaded, and until the kernel is compiled and there is one. `web/extension.js` is what activation loads, in Node through `extension.cjs`, `worker.cjs` trains, `cli.mjs` is the command line, `webview/inspector` the inspector’s page, `webview/configuration` the form’s, `webview/toolkit` the form’s controls; the kernel stands inside whatever trains or derives, its build for two threads inside the worker.',
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
