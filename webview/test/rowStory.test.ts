import { describe, expect, test } from 'vitest';
import { storyMarks } from '../paint/rowStory.ts';
import type { Story } from '../paint/rowStory.ts';

/** Two classes over epochs 0 … 100: one falls from 1 to 0, the other rises. */
const STORY: Story = {
  epoch: 40,
  last: 100,
  flips: [{ epoch: 50, to: 1 }],
  nClasses: 2,
  probability: (epoch, k) => (k === 0 ? 1 - epoch / 100 : epoch / 100),
  xOf: (epoch) => 30 + epoch,
  yOf: (value) => 110 - 100 * value,
};

describe('the marks of a row’s chart', () => {
  test('stand on the curves: at each flip, at the end and at the epoch shown', () => {
    expect(storyMarks(STORY)).toEqual([
      { kind: 'flip', label: 1, x: 80, y: 60 },
      { kind: 'end', label: 0, x: 130, y: 110 },
      { kind: 'end', label: 1, x: 130, y: 10 },
      { kind: 'here', label: 0, x: 70, y: 50 },
      { kind: 'here', label: 1, x: 70, y: 70 },
    ]);
  });

  test('are not doubled where the epoch shown is near the end', () => {
    const kinds = storyMarks({ ...STORY, epoch: 90 }).map(({ kind }) => kind);
    expect(kinds).toEqual(['flip', 'here', 'here']);
  });

  test('of a class that changes at every epoch are as many as there are pixels', () => {
    const flips = Array.from({ length: 100_000 }, (_, epoch) => ({ epoch: epoch + 1, to: epoch % 2 }));
    const xOf = (epoch: number) => 30 + epoch / 1000;
    const marks = storyMarks({ ...STORY, last: 100_000, flips, xOf });
    const xs = marks.filter(({ kind }) => kind === 'flip').map(({ x }) => x);
    expect(xs.length).toBe(100);
    expect(xs.every((x, i) => i === 0 || x - xs[i - 1]! >= 1)).toBe(true);
  });

  test('leave out what has not been read and what is not finite', () => {
    const young = storyMarks({ ...STORY, last: 30 });
    expect(young.map(({ kind, x }) => [kind, x])).toEqual([
      ['end', 60],
      ['end', 60],
    ]);
    expect(storyMarks({ ...STORY, probability: () => NaN })).toEqual([]);
    expect(storyMarks({ ...STORY, epoch: null, last: -1 })).toEqual([]);
  });
});
