import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { History } from '#engine/history';
import { recordLength } from '#engine/keyEpochs';

const SIZES = [2, 3, 2];
const EPOCHS = 4;
const STRIDE = recordLength(SIZES); // 17 parameters and 4 scores

const numbers = Float64Array.from({ length: (EPOCHS + 1) * STRIDE }, (_, i) => i + 0.5);

function wholeHistory(): History {
  const history = new History(SIZES, EPOCHS);
  history.append(0, numbers);
  return history;
}

test('a record is the parameters of an epoch, then its four scores', () => {
  const history = wholeHistory();
  expect([STRIDE, history.length]).toEqual([21, 5]);
  expect(history.parameterValues(1)).toEqual(numbers.subarray(21, 38));
  const scores = (['trainLoss', 'testLoss', 'trainCorrect', 'testCorrect'] as const).map((score) =>
    history.score(1, score),
  );
  expect(scores).toEqual([38.5, 39.5, 40.5, 41.5]);
  expect([...history.scores('testLoss')]).toEqual([0, 1, 2, 3, 4].map((epoch) => epoch * 21 + 18.5));
  expect(history.parameters(2).layers[1]?.biases).toEqual(numbers.subarray(42 + 15, 42 + 17));
});

test('pieces of any length make the same history, and an epoch can be read as soon as it is whole', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 30 }), (lengths) => {
      const history = new History(SIZES, EPOCHS);
      for (const length of [...lengths, numbers.length]) {
        const piece = numbers.subarray(history.filled, history.filled + length);
        history.append(history.filled, piece);
        expect(history.length).toBe(Math.floor(history.filled / STRIDE));
      }
      expect(history.data).toEqual(wholeHistory().data);
    }),
  );
});

describe('what does not follow is refused and changes nothing', () => {
  test.each([
    ['a gap', 30, 10],
    ['a piece that came twice', 0, 25],
    ['an overlap', 20, 10],
    ['a negative place', -1, 10],
    ['more than fits', 25, 105],
  ])('%s', (_, offset, length) => {
    const history = new History(SIZES, EPOCHS);
    history.append(0, numbers.subarray(0, 25));
    const before = history.data.slice();
    expect(() => history.append(offset, new Float64Array(length).fill(9))).toThrow(RangeError);
    expect([history.filled, history.length]).toEqual([25, 1]);
    expect(history.data).toEqual(before);
  });
});

test.each([-1, 1, 5, 0.5, NaN])('epoch %d of a history of one is refused', (epoch) => {
  const history = new History(SIZES, EPOCHS);
  history.append(0, numbers.subarray(0, 25));
  expect(() => history.parameters(epoch)).toThrow(`epoch must be from 0 to 0, got ${epoch}`);
  expect(() => history.score(epoch, 'trainLoss')).toThrow(RangeError);
});

test('what is appended is copied: the piece may be used again', () => {
  const piece = numbers.slice(0, STRIDE);
  const history = new History(SIZES, EPOCHS);
  history.append(0, piece);
  piece.fill(0);
  expect(history.parameterValues(0)[0]).toBe(0.5);
});

test('the largest parameter leaves scores aside', () => {
  const history = new History([1, 2], 1);
  history.append(0, Float64Array.of(1, -7, 2, 0, 100, 100, 100, 100, 3, 4, 5, 6, 200, 200, 200, 200));
  expect([history.largestParameter(), history.largestParameter(1)]).toEqual([7, 6]);
});
