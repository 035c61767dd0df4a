import { describe, expect, test } from 'vitest';
import { cursorLabels, epochTicks, lossDomain, references } from '../paint/curves.ts';
import { cellAt, matrixGrid, matrixSize, paintMatrix } from '../paint/matrixPainter.ts';
import { createPicture, divergingTable, fillRect, mix, tableIndex } from '../paint/pixels.ts';
import { clippedCount, intensity, symmetricScale, ticks } from '../paint/scale.ts';
import { Series } from '../paint/series.ts';

const BLACK = 0xff000000;
const WHITE = 0xffffffff;

describe('the symmetric scale', () => {
  test.each([
    [0.2, 0.5],
    [0.5, 0.5],
    [1.41, 1.5],
    [1.5, 1.5],
    [1.500001, 2],
    [9.7, 10],
    [10.1, 20],
    [140, 200],
  ])('of a largest parameter %d is ±%d', (largest, scale) => {
    expect(symmetricScale(largest, 100)).toBe(scale);
  });

  test('clips a run that explodes at 16 times its first scale', () => {
    expect(symmetricScale(3.9e154, 0.97)).toBe(16);
    expect(clippedCount(Float64Array.of(16, -16.1, 1e9, 0), 16)).toBe(2);
  });

  test('gives what is not finite no colour', () => {
    expect([intensity(-0.75, 1.5), intensity(9, 1.5), intensity(NaN, 1.5), intensity(-Infinity, 1)]).toEqual([
      0.5, 1, 0, 0,
    ]);
  });
});

test('ticks are round numbers inside the range', () => {
  expect(ticks(0.35, 1.25, 5)).toEqual([0.4, 0.6, 0.8, 1, 1.2]);
  expect(ticks(0, 2600, 3)).toEqual([0, 1000, 2000]);
  expect(ticks(3, 3, 4)).toEqual([3]);
});

describe('curves', () => {
  test('the loss axis holds all values and references', () => {
    const { minimum, maximum } = lossDomain([1.2, 0.4, NaN, Infinity, 1.0986], 300);
    expect(minimum).toBeLessThan(0.4);
    expect(maximum).toBeGreaterThan(1.2);
    expect(lossDomain([], 300).ticks).toEqual([0, 0.5, 1]);
  });

  test('the last epoch is always written, and no round one touches it', () => {
    expect(epochTicks(2600, 260)).toEqual([0, 1000, 2000, 2600]);
    expect(epochTicks(2100, 260)).toEqual([0, 1000, 2100]);
    expect(epochTicks(0, 260)).toEqual([0]);
  });

  test('the tutorial’s mark is shown with the tutorial’s classes, and with no other three', () => {
    const iris = { classes: ['setosa', 'versicolor', 'virginica'] };
    expect(references(iris).map(({ value }) => value)).toEqual([Math.log(3), -Math.log10(1 / 3)]);
    expect(references({ classes: ['a', 'b', 'c'] }).map(({ labels }) => labels[0])).toEqual([
      'guessing, ln 3 = 1.099',
    ]);
  });

  test('the cursor’s labels never touch each other or leave the area', () => {
    const area = { left: 0, top: 0, right: 200, bottom: 100 };
    for (let x = 0; x <= 200; x += 10) {
      for (let y = 0; y <= 100; y += 10) {
        for (let other = 0; other <= 100; other += 10) {
          const { train, test: second } = cursorLabels(x, y, other, area);
          expect(Math.abs(train.y - second!.y)).toBeGreaterThanOrEqual(14);
          expect(Math.min(train.y, second!.y)).toBeGreaterThanOrEqual(-6);
          expect(train.align).toBe(x < 120 ? 'left' : 'right');
        }
      }
    }
  });
});

describe('a series', () => {
  function series(values: Iterable<number>): Series {
    const made = new Series();
    for (const value of values) made.push(value);
    return made;
  }

  test('keeps every point while there are few', () => {
    const made = series([3, 1, 2]);
    expect(made.points()).toEqual([
      { x: 0, y: 3 },
      { x: 1, y: 1 },
      { x: 2, y: 2 },
    ]);
  });

  test('of a million epochs stays small and keeps its extremes and its end', () => {
    const made = new Series();
    for (let epoch = 0; epoch < 1_000_000; epoch++)
      made.push(epoch === 654_321 ? -5 : epoch === 77 ? 9 : 1 / (epoch + 1));
    const points = made.points();
    expect(points.length).toBeLessThanOrEqual(2 * Series.MAX_BUCKETS + 1);
    expect(points).toContainEqual({ x: 654_321, y: -5 });
    expect(points).toContainEqual({ x: 77, y: 9 });
    expect(points.at(-1)?.x).toBe(999_999);
    expect(points.every(({ x }, i) => i === 0 || x > points[i - 1]!.x)).toBe(true);
  });

  test('leaves out what is not finite', () => {
    const made = series([1, NaN, Infinity, 2, NaN]);
    expect(made.points()).toEqual([
      { x: 0, y: 1 },
      { x: 3, y: 2 },
    ]);
    expect([made.last, made.length, made.maximum]).toEqual([{ x: 3, y: 2 }, 5, 2]);
  });
});

describe('pixels', () => {
  test('a rectangle is cut at the edges of the picture', () => {
    const picture = createPicture(3, 2);
    fillRect(picture, 1, -5, 99, 1, WHITE);
    expect([...picture.pixels]).toEqual([0, WHITE, WHITE, 0, 0, 0]);
  });

  test('mixing goes channel by channel', () => {
    expect(mix(WHITE, BLACK, 0.5)).toBe(0xff808080);
    expect(mix(0xff0000ff, 0xffff0000, 1)).toBe(0xff0000ff);
  });

  test('the table runs from negative over zero to positive', () => {
    const table = divergingTable(0xff0000ff, BLACK, 0xffff0000);
    expect([table[0], table[255]]).toEqual([0xff0000ff, 0xffff0000]);
    expect(table[127]).toBe(0xff000001);
    expect([-9, -1.5, 0, 1.5, 9].map((value) => tableIndex(value, 1.5))).toEqual([0, 0, 128, 255, 255]);
  });
});

describe('a painted matrix', () => {
  const colours = {
    table: divergingTable(0xff0000ff, BLACK, 0xffff0000),
    notFinite: 0xff00ff00,
    paper: WHITE,
  };

  test('has one rectangle per weight and the biases below a gap', () => {
    const grid = { nInputs: 2, nUnits: 2, cellWidth: 1, cellHeight: 1, gap: 1 };
    const picture = createPicture(2, 4);
    paintMatrix(picture, grid, Float64Array.of(1, -1, 2, -2), Float64Array.of(1, -1), 1, colours);
    const blue = 0xffff0000;
    const red = 0xff0000ff;
    expect([...picture.pixels]).toEqual([blue, red, blue, red, WHITE, WHITE, blue, red]);
  });

  test('hatches what is not finite', () => {
    const grid = { nInputs: 0, nUnits: 1, cellWidth: 4, cellHeight: 4, gap: 0 };
    const picture = createPicture(4, 4);
    paintMatrix(picture, grid, new Float64Array(0), Float64Array.of(NaN), 1, colours);
    const lines = [...picture.pixels].map((pixel) => (pixel === colours.notFinite ? '/' : '.')).join('');
    expect(lines.match(/.{4}/g)).toEqual(['/...', '.../', '../.', './..']);
  });

  test('finds the cell under a point', () => {
    const grid = matrixGrid(20, 100, 300, 1);
    expect([grid.cellWidth, grid.cellHeight]).toEqual([3, 12]);
    expect(matrixSize(grid)).toEqual({ width: 300, height: 21 * 12 + 4 });
    expect(cellAt(grid, 299, 0)).toEqual({ input: 0, unit: 99 });
    expect(cellAt(grid, 4, 245)).toEqual({ input: 20, unit: 1 });
    expect(cellAt(grid, 0, 241)).toBeUndefined();
    expect(cellAt(grid, 300, 0)).toBeUndefined();
  });
});
