import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { inProject } from '../../dev/project.ts';
import { PRODUCT_ENGINE } from './engines.ts';
import { parsePeerOptions, SECTIONS } from './options.ts';
import { contestants } from './peers/contestants.ts';
import { timeOf } from './peers/measured.ts';
import type { Machine, Measured, Race } from './peers/measured.ts';
import { plotSvg } from './peers/plot.ts';
import { duration, reportMarkdown } from './peers/report.ts';
import { runRace } from './peers/runRace.ts';
import { SERIES, shapeName } from './shapes.ts';

/** What was measured the last time, for `--rewrite`. */
const KEPT = inProject('dist', 'bench', 'measured.json');

/**
 * `npm run bench:peers` measures an epoch of ours and of everybody else on this machine, in turn; `-- --shapes=…` some
 * shapes, `--seconds=…` how long each, `--json` prints one JSON object. `--write` measures the rest too and writes
 * BENCHMARKS.md and its picture; `--rewrite` writes them again without measuring.
 */
async function main(): Promise<void> {
  const options = parsePeerOptions(process.argv.slice(2));
  if (options.write === 'again') {
    await write(JSON.parse(readFileSync(KEPT, 'utf8')) as Measured);
    return;
  }
  const before = machine();
  const entries = contestants(SERIES[0]!);
  const races: Race[] = [];
  for (const shape of options.shapes) {
    const race = await runRace(entries, shape, options.seconds);
    races.push(race);
    if (!options.json) print(race);
  }
  const own = options.write === 'yes' ? await measureOwn() : null;
  const measured = { machine: before, races, own };
  if (options.json) console.log(JSON.stringify(measured));
  if (options.write === 'no') return;
  writeFileSync(KEPT, JSON.stringify(measured));
  await write(measured);
}

function print(race: Race): void {
  const ours = timeOf(race, PRODUCT_ENGINE);
  console.log(`\n${shapeName(race.shape)}`);
  console.table(
    Object.fromEntries(
      race.results.map(({ name, version, pace, lossError }) => {
        if ('skipped' in pace) return [name, { epoch: pace.skipped }];
        const { medianMicroseconds: time, blocks, epochsPerBlock } = pace;
        const timesOurs = ours === undefined ? '–' : Number((time / ours).toPrecision(3));
        return [name, { epoch: duration(time), timesOurs, blocks, epochsPerBlock, lossError, version }];
      }),
    ),
  );
}

/** All sections that the race has not measured already, by the other program, in a process that has done nothing else. */
async function measureOwn(): Promise<Readonly<Record<string, object>>> {
  const rest = SECTIONS.filter((section) => section !== 'epoch');
  const args = [inProject('dist', 'bench', 'main.mjs'), '--json', `--only=${rest.join(',')}`];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (part: Buffer) => (text += part.toString()));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`npm run bench ended with code ${code}`);
  return JSON.parse(text) as Record<string, object>;
}

function machine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
    load: Number((loadavg()[0] ?? NaN).toFixed(1)),
    day: new Date().toISOString().slice(0, 10),
  };
}

async function write(measured: Measured): Promise<void> {
  const file = inProject('BENCHMARKS.md');
  const style = await resolveConfig(file);
  writeFileSync(file, await format(reportMarkdown(measured), { ...style, parser: 'markdown' }));
  writeFileSync(inProject('media', 'benchmarks.svg'), plotSvg(measured.races));
}

await main();
