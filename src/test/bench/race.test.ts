import { expect, test } from 'vitest';
import { race } from './race.ts';
import type { RaceOptions } from './race.ts';

const OPTIONS: RaceOptions = {
  seconds: 1,
  blockMilliseconds: 20,
  warmUpMilliseconds: 100,
  fewestBlocks: 3,
  mostBlocks: 20,
  longestEpochSeconds: 10,
};

/** Somebody whose epochs take so many microseconds by a clock of his own. */
function runner(name: string, microseconds: number, log: string[] = []) {
  return {
    name,
    run: (nEpochs: number) => {
      log.push(`${name} ${nEpochs}`);
      return nEpochs * microseconds * 1000;
    },
  };
}

test('each contestant gets blocks of the same length and the pace of one epoch', async () => {
  expect(await race([runner('quick', 10), runner('slow', 4000)], OPTIONS)).toEqual({
    quick: { medianMicroseconds: 10, lowerQuartile: 10, upperQuartile: 10, blocks: 20, epochsPerBlock: 2000 },
    slow: {
      medianMicroseconds: 4000,
      lowerQuartile: 4000,
      upperQuartile: 4000,
      blocks: 20,
      epochsPerBlock: 5,
    },
  });
});

test('after the warm-up the blocks alternate', async () => {
  const log: string[] = [];
  await race([runner('a', 20_000, log), runner('b', 20_000, log)], { ...OPTIONS, mostBlocks: 3 });
  expect(log.slice(-6)).toEqual(['a 1', 'b 1', 'a 1', 'b 1', 'a 1', 'b 1']);
});

test('the time bounds the number of blocks, which is never below the fewest', async () => {
  const blocks = async (microseconds: number) => (await race([runner('one', microseconds)], OPTIONS))['one'];
  expect(await blocks(100_000)).toMatchObject({ blocks: 10 });
  expect(await blocks(5e6)).toMatchObject({ blocks: 3, epochsPerBlock: 1 });
});

test('who takes too long for one epoch is left out after it, and the reason is told', async () => {
  const log: string[] = [];
  const paces = await race([runner('endless', 12.3e6, log), runner('quick', 10)], OPTIONS);
  expect(paces['endless']).toEqual({ skipped: 'an epoch takes 12.3 s, more than 10 s' });
  expect(paces['quick']).toMatchObject({ medianMicroseconds: 10 });
  expect(log).toEqual(['endless 1']);
});
