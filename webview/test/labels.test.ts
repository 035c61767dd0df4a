import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeLabels } from '../paint/labels.ts';
import type { LabelWish } from '../paint/labels.ts';

const BOUNDS = { left: 0, top: 0, right: 200, bottom: 100 };
/** Ten pixels a letter. */
const measure = (text: string) => text.length * 10;
const at = (x: number, y: number, align: 'left' | 'right' = 'left') => ({ x, y, align });

function wish(
  texts: readonly string[],
  places: LabelWish['places'],
  need: LabelWish['need'] = 'may',
): LabelWish {
  return { texts, places, need, weight: 'plain' };
}

describe('labels', () => {
  test('stand at their best place where nothing is in the way', () => {
    expect(placeLabels([wish(['abc', 'a'], [at(10, 50)])], BOUNDS, [], measure)).toEqual([
      { text: 'abc', ...at(10, 50) },
    ]);
  });

  test('go to their next place where a more important one stands, then get shorter, then are left out', () => {
    const first = wish(['first'], [at(10, 50)]);
    const place = (second: LabelWish) => placeLabels([first, second], BOUNDS, [], measure)[1];
    expect(place(wish(['second'], [at(20, 55), at(190, 80, 'right')]))).toEqual({
      text: 'second',
      ...at(190, 80, 'right'),
    });
    expect(place(wish(['a longer second', 'short'], [at(70, 50)]))).toEqual({ text: 'short', ...at(70, 50) });
    expect(place(wish(['second'], [at(20, 55)]))).toBeNull();
  });

  test('that must be said stand at their first place where none is free', () => {
    const wishes = [wish(['first'], [at(10, 50)]), wish(['second'], [at(20, 55), at(30, 52)], 'must')];
    expect(placeLabels(wishes, BOUNDS, [], measure)[1]).toEqual({ text: 'second', ...at(20, 55) });
  });

  test('keep off the cursor and inside the chart', () => {
    const cursor = { left: 49, right: 51, top: 0, bottom: 100 };
    expect(placeLabels([wish(['abcdef'], [at(4, 50), at(56, 50)])], BOUNDS, [cursor], measure)).toEqual([
      { text: 'abcdef', ...at(56, 50) },
    ]);
    expect(
      placeLabels([wish(['abcdef'], [at(150, 50), at(10, 5), at(10, 99)])], BOUNDS, [], measure),
    ).toEqual([null]);
  });

  test('never touch each other, wherever they want to be', () => {
    const place = fc.record({
      x: fc.integer({ min: 0, max: 200 }),
      y: fc.integer({ min: 0, max: 100 }),
      align: fc.constantFrom('left' as const, 'right' as const),
    });
    const some = fc.record({
      texts: fc.constantFrom(['abcdefgh', 'abc'], ['ab'], ['abcdefghijkl', 'abcdef', 'a']),
      places: fc.array(place, { minLength: 1, maxLength: 4 }),
      need: fc.constant('may' as const),
      weight: fc.constantFrom('plain' as const, 'bold' as const),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 6 }), (wishes) => {
        const placed = placeLabels(wishes, BOUNDS, [], measure).filter((label) => label !== null);
        const boxes = placed.map(({ text, x, y, align }) => {
          const left = align === 'left' ? x : x - measure(text);
          return { left, right: left + measure(text), y };
        });
        boxes.forEach((one, i) => {
          for (const other of boxes.slice(i + 1)) {
            const apart = one.right < other.left || other.right < one.left;
            expect(apart || Math.abs(one.y - other.y) >= 15).toBe(true);
          }
        });
      }),
      { seed: 9 },
    );
  });
});
