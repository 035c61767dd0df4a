import { expect, test } from 'vitest';
import { hashesOf } from './hashes.ts';
import { PINNED_HASHES, pinnedJobs } from './runs.ts';

test('ten runs have the bits that they have everywhere, by both engines', async () => {
  expect(await hashesOf(pinnedJobs())).toEqual(PINNED_HASHES);
});
