import { quantile } from './statistics.ts';

/** Somebody who can train some epochs and say how long it took. */
export interface Contestant {
  readonly name: string;
  /** Nanoseconds for `nEpochs` epochs, measured as near to the work as can be. */
  run(nEpochs: number): number | Promise<number>;
}

/** Why somebody was not measured. */
export interface Skipped {
  readonly skipped: string;
}

/** Microseconds per epoch, over blocks of many epochs. */
export interface Pace {
  readonly medianMicroseconds: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  readonly blocks: number;
  readonly epochsPerBlock: number;
}

export interface RaceOptions {
  /** For all contestants together, without their warm-up. */
  readonly seconds: number;
  readonly blockMilliseconds: number;
  readonly warmUpMilliseconds: number;
  readonly fewestBlocks: number;
  readonly mostBlocks: number;
  /** A contestant whose epoch takes longer than this is left out. */
  readonly longestEpochSeconds: number;
}

export const RACE: RaceOptions = {
  seconds: 10,
  blockMilliseconds: 20,
  warmUpMilliseconds: 300,
  fewestBlocks: 5,
  mostBlocks: 101,
  longestEpochSeconds: 20,
};

/**
 * Lets the contestants train block by block in turn, so that whatever disturbs the machine disturbs all of them alike.
 * Each has been warmed up before, and its blocks hold as many epochs as fill `blockMilliseconds`.
 */
export async function race(
  contestants: readonly Contestant[],
  options: RaceOptions = RACE,
): Promise<Record<string, Pace | Skipped>> {
  const results: Record<string, Pace | Skipped> = {};
  const runners: Runner[] = [];
  for (const contestant of contestants) {
    const runner = await warmUp(contestant, options);
    if ('skipped' in runner) results[contestant.name] = runner;
    else runners.push(runner);
  }
  const { seconds, fewestBlocks, mostBlocks } = options;
  let spent = 0;
  for (let round = 0; round < fewestBlocks || (round < mostBlocks && spent < seconds * 1e9); round++) {
    for (const { contestant, nEpochs, times } of runners) {
      const nanoseconds = await contestant.run(nEpochs);
      times.push(nanoseconds);
      spent += nanoseconds;
    }
  }
  for (const { contestant, nEpochs, times } of runners) results[contestant.name] = paceOf(nEpochs, times);
  return results;
}

interface Runner {
  readonly contestant: Contestant;
  readonly nEpochs: number; // per block
  readonly times: number[]; // nanoseconds of each block
}

/** Longer and longer blocks until one is long enough and the warm-up has lasted. */
async function warmUp(contestant: Contestant, options: RaceOptions): Promise<Runner | Skipped> {
  const wanted = options.blockMilliseconds * 1e6;
  let nEpochs = 1;
  let blockNanoseconds = Math.max(1, await contestant.run(nEpochs));
  const seconds = blockNanoseconds / 1e9;
  if (seconds > options.longestEpochSeconds) {
    return { skipped: `an epoch takes ${seconds.toFixed(1)} s, more than ${options.longestEpochSeconds} s` };
  }
  for (let spent = blockNanoseconds; spent < options.warmUpMilliseconds * 1e6; spent += blockNanoseconds) {
    nEpochs = Math.ceil(nEpochs * Math.min(2, wanted / blockNanoseconds));
    blockNanoseconds = Math.max(1, await contestant.run(nEpochs));
  }
  return { contestant, nEpochs, times: [] };
}

function paceOf(epochsPerBlock: number, times: readonly number[]): Pace {
  const at = (share: number) => Number((quantile(times, share) / epochsPerBlock / 1000).toPrecision(4));
  return {
    medianMicroseconds: at(0.5),
    lowerQuartile: at(0.25),
    upperQuartile: at(0.75),
    blocks: times.length,
    epochsPerBlock,
  };
}
