import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bars,
  chainEvents,
  diamonds,
  epochX,
  groupEvents,
  markAt,
  reachOf,
  THUMB,
  triangles,
} from '../paint/eventMarks.ts';

const at = (...epochs: readonly number[]) => epochs.map((epoch) => ({ epoch }));

test('the ends of the time axis lie half a thumb inside', () => {
  expect(epochX(0, 2600, 700)).toBe(THUMB / 2);
  expect(epochX(2600, 2600, 700)).toBe(700 - THUMB / 2);
  expect(epochX(0, 0, 700)).toBe(THUMB / 2); // a run of one state
});

describe('marks', () => {
  // 100 epochs on 100 pixels between the ends: epoch e lies at 6.5 + e, drawn at 7 + e
  const width = 100 + THUMB;

  test('of events far apart stand for one each', () => {
    expect(groupEvents(at(0, 50, 100), 100, width, 3)).toEqual([
      { x: 7, end: 7, events: at(0) },
      { x: 57, end: 57, events: at(50) },
      { x: 107, end: 107, events: at(100) },
    ]);
  });

  test('of events at one epoch, or closer than the pitch to the first of them, are one', () => {
    expect(groupEvents(at(10, 10, 11, 12, 13, 15, 16), 100, width, 3)).toEqual([
      { x: 17, end: 17, events: at(10, 10, 11, 12) },
      { x: 20, end: 20, events: at(13, 15) },
      { x: 23, end: 23, events: at(16) },
    ]);
  });

  test('of nothing are none', () => {
    expect(groupEvents([], 100, width, 3)).toEqual([]);
  });

  test('hold every event once, in order, a pitch apart, where its epoch lies', () => {
    const epochs = fc.array(fc.nat({ max: 2600 }), { maxLength: 300 });
    fc.assert(
      fc.property(
        epochs,
        fc.integer({ min: 30, max: 1600 }),
        fc.integer({ min: 1, max: 9 }),
        (list, w, pitch) => {
          const events = at(...list.sort((a, b) => a - b));
          const marks = groupEvents(events, 2600, w, pitch);
          expect(marks.flatMap((mark) => mark.events)).toEqual(events);
          marks.forEach((mark, i) => {
            const next = marks[i + 1];
            if (next) expect(next.x - mark.x).toBeGreaterThanOrEqual(pitch);
            for (const { epoch } of mark.events) {
              expect(Math.abs(epochX(epoch, 2600, w) - mark.x)).toBeLessThanOrEqual(pitch);
            }
          });
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });

  test('of a run that goes back and forth at every epoch are as few as there is room for', () => {
    const events = Array.from({ length: 250_000 }, (_, i) => ({ epoch: Math.floor(i / 100) }));
    expect(groupEvents(events, 2500, 700, 3).length).toBeLessThanOrEqual(234);
  });
});

describe('marks that would touch', () => {
  const width = 100 + THUMB;

  test('are one, as wide as they lie apart', () => {
    expect(chainEvents(at(10, 12, 14, 16, 30, 33), 100, width, 3)).toEqual([
      { x: 17, end: 23, events: at(10, 12, 14, 16) },
      { x: 37, end: 37, events: at(30) },
      { x: 40, end: 40, events: at(33) },
    ]);
    expect(chainEvents([], 100, width, 3)).toEqual([]);
  });

  test('hold every event once, and no two of them touch', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 2600 }), { maxLength: 300 }),
        fc.integer({ min: 30, max: 1600 }),
        fc.integer({ min: 1, max: 9 }),
        (list, w, pitch) => {
          const events = at(...list.sort((a, b) => a - b));
          const marks = chainEvents(events, 2600, w, pitch);
          expect(marks.flatMap((mark) => mark.events)).toEqual(events);
          marks.forEach(({ x, end, events: its }, i) => {
            expect([x, end]).toEqual(
              [its[0]!, its.at(-1)!].map(({ epoch }) => Math.round(epochX(epoch, 2600, w))),
            );
            const next = marks[i + 1];
            if (next) expect(next.x - end).toBeGreaterThanOrEqual(pitch);
          });
        },
      ),
      { seed: 4, numRuns: 200 },
    );
  });

  test('are found anywhere between their ends', () => {
    const marks = chainEvents(at(10, 12, 14, 40), 100, width, 3);
    expect([13, 17, 19, 21, 25, 26].map((x) => markAt(marks, x, 4)?.x)).toEqual([
      17,
      17,
      17,
      17,
      17,
      undefined,
    ]);
  });
});

describe('the mark under the pointer', () => {
  const marks = [10, 13, 40].map((x) => ({ x, end: x, events: at(x) }));
  test.each([
    [10, 10],
    [11, 10],
    [11.5, 10], // the left one of two
    [12, 13],
    [6, 10],
    [44, 40],
    [44.5, undefined],
    [20, undefined],
    [0, undefined],
  ])('at %d is that at %s', (x, expected) => {
    expect(markAt(marks, x, 4)?.x).toBe(expected);
  });

  test('is none where there are none', () => {
    expect(markAt([], 5, 4)).toBeUndefined();
  });
});

test('marks are drawn as one path', () => {
  const [ten, twenty] = [10, 20].map((x) => ({ x, end: x }));
  expect(diamonds([ten!, twenty!], 6, 3)).toBe('M10.5 3l3 3l-3 3l-3 -3zM20.5 3l3 3l-3 3l-3 -3z');
  expect(bars([10, 20], 30, 1, 5)).toBe('M10 30h1v5h-1zM20 30h1v5h-1z');
  expect(bars([10], 0, 9, 12)).toBe('M6 0h9v12h-9z');
  expect(bars([], 0, 9, 12)).toBe('');
  expect(diamonds([{ x: 10, end: 30 }], 6, 3)).toBe('M10.5 3h20l3 3l-3 3h-20l-3 -3z');
  expect(triangles([ten!], 6, 3)).toBe('M10.5 3l3 6h-6z');
  expect(reachOf([{ x: 10, end: 30 }], 4, 0, 12)).toBe('M6 0h29v12h-29z');
});
