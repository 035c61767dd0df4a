import { cpus } from 'node:os';
import { findChromium } from '../../dev/findChromium.ts';
import { epoch } from './epoch.ts';
import { largest } from './largest.ts';
import { live } from './live.ts';
import { memory } from './memory.ts';
import { parseOptions } from './options.ts';
import type { Options, Section } from './options.ts';
import { playing } from './playing.ts';
import { runProgram } from './program.ts';
import { reading } from './reading.ts';
import { run } from './run.ts';
import { scrubbing } from './scrubbing.ts';
import { start } from './start.ts';
import { streaming } from './streaming.ts';
import { tabulate } from './tabulate.ts';
import { workbench } from './workbench.ts';

const MEASURE = {
  epoch: ({ shapes, seconds }) => epoch(shapes, seconds),
  run,
  streaming,
  memory,
  start,
  reading,
  workbench,
  largest,
  scrubbing,
  playing,
  live,
} as const satisfies Readonly<Record<Section, (options: Options) => Promise<object>>>;

const IN_A_BROWSER: readonly Section[] = ['workbench', 'largest', 'scrubbing', 'playing', 'live'];

/**
 * `npm run bench` measures everything; `-- --only=scrubbing` some of it; `--json` prints one JSON object and nothing else.
 * `--shapes` and `--seconds` say which epochs are measured and how long. Nothing here passes or fails: a quiet machine is
 * for the person to see to.
 */
async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (!options.json)
    console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`);
  const figures: Record<string, object> = {};
  for (const section of options.sections) {
    figures[section] = await measured(section, options);
    if (options.json) continue;
    console.log(`\n${section}`);
    console.table(tabulate(figures[section]));
  }
  if (options.json) console.log(JSON.stringify(figures));
}

/** A section that fails says so in its place: what the others took time for stays. */
async function measured(section: Section, options: Options): Promise<object> {
  try {
    if (IN_A_BROWSER.includes(section)) process.env['CHROMIUM_PATH'] ??= findChromium();
    return await MEASURE[section](options);
  } catch (error) {
    console.error(`${section}:`, error);
    process.exitCode = 1;
    return { notMeasured: error instanceof Error ? error.message : String(error) };
  }
}

await runProgram(main);
