import { parseArgs } from 'node:util';
import { round } from './fuzz.ts';
import { TARGET_NAMES } from './targets.ts';

/** How long one target is tried with one seed. */
const SLICE_MS = 20_000;

/**
 * `npm run fuzz -- --minutes=30`: tries generated tables, experiment files and messages in both directions until the time is
 * over. `--seed=1` begins with that seed, the next round takes the next. Exit code 1 when anything was found.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { minutes: { type: 'string', default: '2' }, seed: { type: 'string' } },
  });
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new RangeError(`--minutes must be a number above 0, got ${values.minutes}`);
  let seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
  const until = performance.now() + minutes * 60_000;
  const slice = Math.min(SLICE_MS, (minutes * 60_000) / TARGET_NAMES.length);
  let [cases, found, slowest] = [0, 0, 0];
  for (; performance.now() + slice < until; seed++) {
    for (const outcome of await round(seed, slice)) {
      cases += outcome.cases;
      slowest = Math.max(slowest, outcome.slowest);
      const { target, failure } = outcome;
      console.log(
        `${target}, seed ${seed}: ${outcome.cases} cases, slowest ${outcome.slowest.toFixed(0)} ms${failure === null ? '' : `\n${failure}`}`,
      );
      if (failure !== null) found++;
    }
  }
  console.log(`${cases} cases, slowest ${slowest.toFixed(0)} ms, ${found} found`);
  return found === 0 ? 0 : 1;
}

process.exitCode = await main();
