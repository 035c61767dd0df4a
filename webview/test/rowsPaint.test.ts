import { describe, expect, test } from 'vitest';
import { createPicture } from '../paint/pixels.ts';
import { layoutColumns } from '../paint/rowsColumns.ts';
import { layoutRows, MOST_LINES, neighbour, rowAt } from '../paint/rowsLayout.ts';
import { paintMasks, paintOutputs } from '../paint/rowsPainter.ts';

const LABELS = Int32Array.of(0, 1, 0, 1, 0);
const SPLIT = { train: Int32Array.of(4, 1, 0), test: Int32Array.of(3, 2) };
const MASKS = { paper: 0, fires: 1, silent: 2, wrong: 3 };

describe('the lines of the rows', () => {
  const layout = layoutRows(LABELS, SPLIT, 2, 1000, 1);

  test('stand by block and class, in data order', () => {
    expect(layout.groups.map(({ block, label, rows }) => [block, label, ...rows])).toEqual([
      ['train', 0, 0, 4],
      ['train', 1, 1],
      ['test', 0, 2],
      ['test', 1, 3],
    ]);
    expect(layout.pitch).toBe(4);
    expect(layout.divider).not.toBeNull();
  });

  test('a point finds its row, and a row its line', () => {
    for (const [row, top] of layout.lineOf) {
      expect(rowAt(layout, top)).toBe(row);
      expect(rowAt(layout, top + 3)).toBe(row);
    }
    expect(rowAt(layout, layout.lineOf.get(4)! + 4)).toBeUndefined();
    expect(rowAt(layout, -1)).toBeUndefined();
  });

  test('arrows walk along the lines and stop at the ends', () => {
    expect([
      neighbour(layout, 0, 1),
      neighbour(layout, 4, 1),
      neighbour(layout, 3, 1),
      neighbour(layout, 0, -1),
    ]).toEqual([4, 1, 3, 0]);
  });

  test('without a split there is one block', () => {
    const all = Int32Array.of(0, 1, 2, 3, 4);
    const one = layoutRows(LABELS, { train: all, test: all }, 2, 1000, 1);
    expect(one.groups.map(({ block, nRows }) => [block, nRows])).toEqual([
      ['all', 3],
      ['all', 2],
    ]);
    expect(one.divider).toBeNull();
  });

  test('the pitch is a whole number of device pixels', () => {
    for (const ratio of [1, 1.25, 1.5, 2, 3]) {
      for (const room of [0, 300, 700]) {
        expect(Number.isInteger(layoutRows(LABELS, SPLIT, 2, room, ratio).pitch)).toBe(true);
      }
    }
  });

  test('many rows are sampled, and it is known how many', () => {
    const labels = new Int32Array(1797).map((_, row) => row % 10);
    const all = Int32Array.from(labels, (_, row) => row);
    const many = layoutRows(labels, { train: all, test: all }, 10, 500, 1);
    expect(many.every).toBe(3);
    expect(many.lineOf.size).toBeLessThanOrEqual(MOST_LINES + 10);
    expect(many.groups.reduce((sum, { nRows }) => sum + nRows, 0)).toBe(1797);
  });
});

describe('the columns', () => {
  test('share the width of the three-column page', () => {
    const { masks, outputs, maskRoom, labelsLeft } = layoutColumns([4, 5, 3], 408, 82, 0);
    expect(masks.units.map(({ left }) => left)).toEqual([0, 21, 42, 63, 84]);
    expect(maskRoom).toBe(masks.width);
    expect(outputs.lefts).toHaveLength(3);
    expect(labelsLeft).toBeLessThanOrEqual(408 - 82);
  });

  test('of several layers stand in groups where they fit, else the chosen layer stands alone', () => {
    expect(layoutColumns([4, 8, 6, 4, 3], 408, 82, 2).masks.layers).toEqual([0, 1, 2]);
    const crowded = layoutColumns([4, 60, 8, 3], 408, 82, 1);
    expect([crowded.masks.layers, crowded.masks.units.length]).toEqual([[1], 8]);
  });

  test('of 64 units are 6 px wide and scroll in their own box', () => {
    const { masks, maskRoom, outputs } = layoutColumns([4, 64, 3], 408, 82, 0);
    expect(masks.unitWidth).toBe(6);
    expect(masks.width).toBeGreaterThan(maskRoom);
    expect(outputs.barWidth).toBe(34);
  });

  test.each([408, 374])('of 200 classes scroll in their own box, and all stays within %i px', (width) => {
    const { masks, maskRoom, outputs, outputRoom, outputsLeft, labelsLeft } = layoutColumns(
      [4, 5, 200],
      width,
      82,
      0,
    );
    expect(outputs.width).toBeGreaterThan(outputRoom);
    expect(outputsLeft).toBeGreaterThan(maskRoom);
    expect(labelsLeft).toBeGreaterThan(outputsLeft + outputRoom);
    expect(labelsLeft + 82).toBeLessThanOrEqual(width);
    expect(maskRoom).toBe(masks.width); // no unit has to be scrolled for while there is nothing to be gained by it
  });

  test('without a hidden layer there are only outputs', () => {
    const { masks, outputs } = layoutColumns([4, 3], 408, 82, 0);
    expect([masks.units.length, masks.width]).toEqual([0, 0]);
    expect(outputs.barWidth).toBeGreaterThan(80);
  });
});

test('masks are filled where a unit fires', () => {
  const layout = layoutRows(
    Int32Array.of(0, 0),
    { train: Int32Array.of(0), test: Int32Array.of(1) },
    1,
    0,
    1,
  );
  const columns = layoutColumns([1, 2, 1], 400, 80, 0).masks;
  const picture = createPicture(columns.width, layout.height);
  paintMasks(picture, layout, columns, 1, [Float64Array.of(1, 0, -0.5, 2)], [2], MASKS);
  const at = (unit: number, row: number) =>
    picture.pixels[layout.lineOf.get(row)! * picture.width + columns.units[unit]!.left];
  expect([at(0, 0), at(1, 0), at(0, 1), at(1, 1)]).toEqual([1, 2, 2, 1]);
  paintMasks(picture, layout, columns, 1, [], [2], MASKS);
  expect(at(0, 0)).toBe(2);
});

describe('outputs', () => {
  const BLACK = 0xff000000;
  const TRACK = 0xff202020;
  const WRONG = 0xff0000ff;
  const colours = {
    paper: BLACK,
    track: TRACK,
    grid: 0xff404040,
    wrong: WRONG,
    classes: [0xffffffff, 0xffffffff],
  };
  const layout = layoutRows(
    Int32Array.of(0, 1),
    { train: Int32Array.of(0), test: Int32Array.of(1) },
    2,
    0,
    1,
  );
  const { outputs } = layoutColumns([1, 2], 300, 80, 0);
  const picture = createPicture(outputs.width + 8, layout.height);
  const line = (row: number) => {
    const start = layout.lineOf.get(row)! * picture.width;
    return picture.pixels.subarray(start, start + picture.width);
  };
  paintOutputs(
    picture,
    layout,
    outputs,
    1,
    Float64Array.of(0.25, 0.75, 0.5, 0.5),
    Int32Array.of(1, 1),
    colours,
  );

  test('the target is a full track in the actual class’s column only', () => {
    const [first, second] = outputs.lefts as [number, number];
    expect(line(0)[first + outputs.barWidth - 1]).toBe(TRACK);
    expect(line(0)[second + outputs.barWidth - 1]).toBe(BLACK);
    expect(line(1)[second + outputs.barWidth - 1]).toBe(TRACK);
  });

  test('a bar is as long as its probability', () => {
    const start = outputs.lefts[0]!;
    const end = start + Math.round(outputs.barWidth * 0.25);
    expect(line(0)[end - 1]).not.toBe(TRACK);
    expect(line(0)[end]).toBe(TRACK);
  });

  test('the second class is hatched, not only coloured', () => {
    const start = outputs.lefts[1]!;
    expect(new Set(line(0).subarray(start, start + 14)).size).toBe(2);
  });

  test('only a wrong row is marked', () => {
    expect([...line(0)].includes(WRONG)).toBe(true);
    expect([...line(1)].includes(WRONG)).toBe(false);
  });
});
