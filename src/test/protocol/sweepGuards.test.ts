import { expect, test } from 'vitest';
import { checkSeed, checkSweep } from '#protocol/sweepGuards';

const RESULT = { trainLoss: 0.4, testLoss: 0.5, testCorrect: 29, nTest: 30, nDead: 1 };
const OUTCOMES = [
  { seed: 4294967295, status: { state: 'completed' }, result: RESULT },
  { seed: 0, status: { state: 'diverged', epoch: 7, where: 'Z1' }, result: RESULT },
  { seed: 2, status: { state: 'failed', message: 'no thread' }, result: null },
];
const SWEEP = {
  id: 'a',
  name: 'Tutorial',
  seeds: [4294967295, 0, 1, 2],
  outcomes: OUTCOMES,
  state: 'running',
  isNew: true,
};
const withOutcome = (part: object) => ({ ...SWEEP, outcomes: [{ ...OUTCOMES[0], ...part }] });
const withResult = (part: object) => withOutcome({ result: { ...RESULT, ...part } });

test('a well-formed sweep comes through as it is, and so does none', () => {
  expect(checkSweep(SWEEP)).toEqual(SWEEP);
  expect(checkSweep({ ...SWEEP, secret: 1 })).toEqual(SWEEP);
  expect(checkSweep(null)).toBeNull();
});

test('a loss that was not finite on the other side of the channel is not finite here', () => {
  expect(checkSweep(withResult({ trainLoss: null }))?.outcomes[0]?.result?.trainLoss).toBeNaN();
});

test.each([
  ['nothing', undefined],
  ['an unknown state', { ...SWEEP, state: 'paused' }],
  ['seeds that are no list', { ...SWEEP, seeds: '1, 2' }],
  ['too many seeds', { ...SWEEP, seeds: Array.from({ length: 1001 }, (_, i) => i) }],
  ['a seed beyond 32 bits', { ...SWEEP, seeds: [2 ** 32] }],
  ['an outcome of a seed that is not swept', withOutcome({ seed: 77 })],
  ['outcomes out of order', { ...SWEEP, outcomes: [...OUTCOMES].reverse() }],
  ['an outcome twice', { ...SWEEP, outcomes: [OUTCOMES[0], OUTCOMES[0]] }],
  ['an outcome that still trains', withOutcome({ status: { state: 'running' } })],
  ['a completed seed without a result', withOutcome({ result: null })],
  ['a failed seed with one', withOutcome({ status: { state: 'failed', message: '' } })],
  ['more right than there are rows', withResult({ testCorrect: 31 })],
  ['a fraction of a dead unit', withResult({ nDead: 0.5 })],
  ['a loss in words', withResult({ testLoss: 'low' })],
])('%s is refused', (_, value) => {
  expect(() => checkSweep(value)).toThrow(TypeError);
});

test.each([-1, 0.5, 2 ** 32, NaN, '1', null])('%s is no seed', (value) => {
  expect(() => checkSeed(value)).toThrow(TypeError);
});
