import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { promisify } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { inProject } from '../../dev/project.ts';
import { PRODUCT_ENGINE } from './engines.ts';
import { parsePeerOptions, SECTIONS } from './options.ts';
import type { Section } from './options.ts';
import { contestants } from './peers/contestants.ts';
import { timeOf } from './peers/measured.ts';
import type { Machine, Measured, Race } from './peers/measured.ts';
import { plotSvg } from './peers/plot.ts';
import { duration, reportMarkdown } from './peers/report.ts';
import { runRace } from './peers/runRace.ts';
import { runProgram } from './program.ts';
import { SERIES, shapeName } from './shapes.ts';

/** What was measured the last time, for `--rewrite`. */
const KEPT = inProject('dist', 'bench', 'measured.json');

/**
 * `npm run bench:peers` measures an epoch of ours and of everybody else on this machine, in turn; `-- --shapes=…` some
 * shapes, `--seconds=…` how long each, `--json` prints one JSON object. `--write` measures the rest too and writes
 * BENCHMARKS.md and its picture; `--rewrite` writes them again, and measures only what `--only=…` names.
 */
async function main(): Promise<void> {
  const options = parsePeerOptions(process.argv.slice(2));
  if (options.write === 'again') {
    if (!existsSync(KEPT)) throw new RangeError('nothing has been measured here yet: --write does it');
    const kept = JSON.parse(readFileSync(KEPT, 'utf8')) as Measured;
    await keepAndWrite({ ...kept, own: { ...kept.own, ...(await measureOwn(options.sections)) } });
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
  const measured: Measured = { machine: before, races, own: null };
  if (options.json) console.log(JSON.stringify(measured));
  if (options.write === 'no') return;
  writeFileSync(KEPT, JSON.stringify(measured)); // already now, because the races took the longest
  // every section that the race has not measured already
  const sections = SECTIONS.filter((section) => section !== 'epoch');
  await keepAndWrite({ ...measured, own: await measureOwn(sections) });
}

async function keepAndWrite(measured: Measured): Promise<void> {
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

/** Each section by the other program, in a process that has done nothing else. */
async function measureOwn(sections: readonly Section[]): Promise<Readonly<Record<string, object>>> {
  const figures: Record<string, object> = {};
  for (const section of sections) figures[section] = await measureSection(section);
  return figures;
}

/** More than the longest of them takes. */
const SECTION_MS = 15 * 60_000;

/** A section that fails says so in its place: the others took long enough. */
async function measureSection(section: Section): Promise<object> {
  const args = [inProject('dist', 'bench', 'main.mjs'), '--json', `--only=${section}`];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: SECTION_MS });
    return (JSON.parse(stdout) as Record<Section, object>)[section];
  } catch (error) {
    console.error(error);
    return { notMeasured: `npm run bench -- --only=${section} fails` };
  }
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

await runProgram(main);
