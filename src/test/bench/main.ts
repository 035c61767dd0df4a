import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { findChromium } from '../../dev/findChromium.ts';
import { live } from './live.ts';
import { playing } from './playing.ts';
import { scrubbing } from './scrubbing.ts';
import { workbench } from './workbench.ts';

/** The sections of the benchmark, in their order. */
const SECTIONS = { workbench, scrubbing, playing, live } as const satisfies Readonly<
  Record<string, () => Promise<object>>
>;
type Section = keyof typeof SECTIONS;

/**
 * `npm run bench` measures everything; `-- --only=scrubbing` some of it; `--json` prints one JSON object and nothing else.
 * Times are milliseconds. Nothing here passes or fails: a quiet machine is for the person to see to.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'boolean' } } });
  const names = Object.keys(SECTIONS) as Section[];
  const chosen = names.filter((name) => values.only?.split(',').includes(name) ?? true);
  process.env['CHROMIUM_PATH'] = findChromium();
  const figures: Record<string, object> = {};
  for (const name of chosen) figures[name] = await SECTIONS[name]();
  if (values.json) console.log(JSON.stringify(figures));
  else {
    console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}; milliseconds`);
    for (const [name, figure] of Object.entries(figures)) {
      console.log(`\n${name}`);
      console.table(figure);
    }
  }
}

await main();
