import { describe, expect, test } from 'vitest';
import { floorOf, layoutLanes, paintLanes } from '../paint/outputLanes.ts';
import { createPicture } from '../paint/pixels.ts';
import { barsPath, levelsPath, linePath, stepPath, valueAtX, xOf, yOf } from '../paint/plot.ts';
import type { Plot } from '../paint/plot.ts';
import { classBlocks, columnOf, drawnRow, drawnRows, layoutRowAxis, rowAtColumn } from '../paint/rowAxis.ts';
import { bandAt, layoutBands, paintSlopes } from '../paint/slopePainter.ts';

const PLOT: Plot = {
  area: { left: 10, top: 0, right: 110, bottom: 50 },
  x: { minimum: 0, maximum: 10 },
  y: { minimum: 0, maximum: 5 },
};

describe('a plot', () => {
  test('places values, and finds them again', () => {
    expect([xOf(PLOT, 0), xOf(PLOT, 10), yOf(PLOT, 0), yOf(PLOT, 5)]).toEqual([10, 110, 50, 0]);
    expect(valueAtX(PLOT, xOf(PLOT, 3.7))).toBeCloseTo(3.7, 12);
  });

  test('draws a line from point to point, and steps that are held', () => {
    const points = [
      { x: 0, y: 5 },
      { x: 2, y: 4 },
      { x: 3, y: 1 },
    ];
    expect(linePath(PLOT, points)).toBe('M10 0L30 10L40 40');
    expect(stepPath(PLOT, points, 1)).toBe('M10 0H30V10H40V40H50');
    expect([linePath(PLOT, []), stepPath(PLOT, [], 1)]).toEqual(['', '']);
  });

  test('stands a bar on its bin, none where nothing is, and cuts one that is fuller than the axis', () => {
    const edges = Float64Array.of(0, 2, 4, 6);
    expect(barsPath(PLOT, edges, Int32Array.of(3, 0, 99))).toBe('M10.5 50v-30h19v30zM50.5 50v-50h19v50z');
    expect(barsPath({ ...PLOT, y: { minimum: 0, maximum: 1000 } }, edges, Int32Array.of(1, 0, 0))).toContain(
      'v-1h',
    );
  });

  test('lays a bar on its level', () => {
    expect(levelsPath(PLOT, 2, 1, Int32Array.of(4, 0, 1))).toBe('M10 25h40v9.5h-40zM10 5h10v9.5h-10z');
    expect(levelsPath(PLOT, 0, 0.01, Int32Array.of(1))).toContain('v0.5h');
  });
});

describe('the row axis', () => {
  test('gives every row the same whole number of pixels', () => {
    for (const ratio of [1, 1.25, 2]) {
      const axis = layoutRowAxis(150, 500, ratio);
      expect([axis.every, Number.isInteger(axis.pitch)]).toEqual([1, true]);
      expect(axis.width).toBeLessThanOrEqual(500 * ratio);
      for (let row = 0; row < 150; row++) {
        expect(rowAtColumn(axis, columnOf(axis, row))).toBe(row);
        expect(rowAtColumn(axis, columnOf(axis, row) + axis.pitch - 1)).toBe(row);
      }
      expect([rowAtColumn(axis, -1), rowAtColumn(axis, axis.width)]).toEqual([undefined, undefined]);
    }
    expect(layoutRowAxis(2, 500, 1).pitch).toBe(8);
  });

  test('of more rows than pixels takes every class, whatever order the classes come in', () => {
    for (const period of [2, 3, 4, 5, 10]) {
      const axis = layoutRowAxis(2000, 420, 1);
      expect([axis.every, axis.pitch]).toEqual([5, 1]);
      const labels = Array.from({ length: drawnRows(axis) }, (_, i) => drawnRow(axis, i) % period);
      expect(new Set(labels).size).toBe(period);
      for (let i = 0; i < drawnRows(axis); i++) {
        expect(columnOf(axis, drawnRow(axis, i))).toBe(i * axis.pitch);
        expect(drawnRow(axis, i)).toBeLessThan(2000);
      }
    }
  });

  test('knows the blocks of the data', () => {
    expect(classBlocks(Int32Array.of(0, 0, 2, 1, 1))).toEqual([
      { label: 0, first: 0, last: 1 },
      { label: 2, first: 2, last: 2 },
      { label: 1, first: 3, last: 4 },
    ]);
    expect(classBlocks(new Int32Array(0))).toEqual([]);
  });
});

const [PAPER, TRACK, GRID, WRONG, STRONG, WEAK] = [1, 2, 3, 4, 5, 6].map((n) => (0xff000000 + n) >>> 0) as [
  number,
  number,
  number,
  number,
  number,
  number,
];
const CLASS_0 = 0xff0000aa;
const CLASS_1 = 0xff00bb00;

describe('the lanes of the outputs', () => {
  const colours = {
    paper: PAPER,
    track: TRACK,
    grid: GRID,
    wrong: WRONG,
    strong: STRONG,
    weak: WEAK,
    classes: [CLASS_0, CLASS_1],
  };
  const axis = { nRows: 2, every: 1, pitch: 4, width: 8 };
  const layout = layoutLanes(axis, 2, -2, 1);
  const [first, second] = layout.lanes as [(typeof layout.lanes)[0], (typeof layout.lanes)[0]];
  const paint = (probabilities: readonly number[], predicted: readonly number[]) => {
    const picture = createPicture(axis.width, layout.height);
    const outputs = {
      labels: Int32Array.of(0, 1),
      probabilities: Float64Array.from(probabilities),
      predicted: Int32Array.from(predicted),
    };
    paintLanes(picture, layout, outputs, colours, 1);
    return (x: number, y: number) => picture.pixels[y * axis.width + x];
  };

  test('lie below one another, half for P and half for its logarithm', () => {
    expect([first.top, first.zero, first.bottom]).toEqual([0, 44, 88]);
    expect(second.top).toBe(88 + 18);
    expect(layout.height).toBeGreaterThan(layout.verdictTop);
  });

  test('fill the track of a row’s own class as far as P', () => {
    const at = paint([0.75, 0.25, 0.25, 0.75], [0, 1]);
    const top = first.zero - 33; // 0.75 of 44
    expect(at(1, top - 1)).toBe(TRACK);
    expect([PAPER, TRACK, STRONG, WEAK]).not.toContain(at(1, top));
    expect(at(5, first.zero - 12)).toBe(PAPER); // P 0.25 of a row of the other class: no track
    expect(at(5, second.top + 2)).toBe(TRACK);
    expect(at(1, second.top + 2)).toBe(PAPER);
  });

  test('hang the logarithm below the line, strong for the own class, and hold it at the floor', () => {
    const at = paint([0.1, 0.9, 1e-30, 1], [1, 1]);
    expect(at(1, first.zero + 22)).toBe(STRONG); // log₁₀ 0.1 = −1 of a floor of −2
    expect(at(5, first.bottom)).toBe(WEAK);
    expect(at(5, second.zero)).toBe(STRONG); // log₁₀ 1 = 0
  });

  test('mark rows that are read wrong, below all lanes', () => {
    const at = paint([0.1, 0.9, 0.1, 0.9], [1, 1]);
    expect([at(0, layout.verdictTop), at(4, layout.verdictTop)]).toEqual([WRONG, PAPER]);
  });

  test('hatch what is not finite, and are empty before there is anything', () => {
    const at = paint([NaN, NaN, 0.5, 0.5], [0, 1]);
    const column = Array.from({ length: 40 }, (_, y) => at(0, y));
    expect(column.filter((pixel) => pixel === WRONG).length).toBe(10);
    const picture = createPicture(axis.width, layout.height);
    paintLanes(picture, layout, null, colours, 1);
    expect(new Set(picture.pixels)).toEqual(new Set([PAPER, WEAK]));
  });

  test.each([
    [0.2, -1],
    [0.0123, -2],
    [1e-5, -5],
    [9e-6, -6],
    [0, -9],
    [1e-40, -9],
    [Infinity, -1],
    [NaN, -1],
  ])('go down to a whole power of ten: P %d to %d', (smallest, floor) => {
    expect(floorOf(smallest)).toBe(floor);
  });
});

describe('the slopes of all rows and units', () => {
  const colours = { paper: PAPER, fires: 0xffffffff, silent: 0xff000000, wrong: WRONG };
  const axis = { nRows: 3, every: 1, pitch: 2, width: 6 };

  test('are a band for each unit, from silent to firing', () => {
    const bands = layoutBands(axis, 2, 1);
    const picture = createPicture(axis.width, bands.height);
    paintSlopes(picture, bands, Float64Array.of(0, 0.25, 0.25, 0, 0.125, 0), 0.25, colours);
    const line = (unit: number) => [0, 2, 4].map((x) => picture.pixels[unit * bands.pitch * axis.width + x]);
    expect(line(0)).toEqual([0xff000000, 0xffffffff, 0xff808080]);
    expect(line(1)).toEqual([0xffffffff, 0xff000000, 0xff000000]);
    expect(picture.pixels[bands.bandHeight * axis.width]).toBe(PAPER);
  });

  test('are hatched where they are not finite, and silent before there is anything', () => {
    const bands = layoutBands(axis, 1, 1);
    const picture = createPicture(axis.width, bands.height);
    paintSlopes(picture, bands, Float64Array.of(NaN, 0, 0), 1, colours);
    expect(picture.pixels[0]).toBe(WRONG);
    paintSlopes(picture, bands, null, 1, colours);
    expect(new Set(picture.pixels)).toEqual(new Set([0xff000000]));
  });

  test('have bands for 256 units too, and a point finds its unit', () => {
    for (const nUnits of [1, 5, 16, 64, 256]) {
      const bands = layoutBands(axis, nUnits, 1.5);
      expect(bands.height).toBeLessThan(1600);
      expect(bandAt(bands, (nUnits - 1) * bands.pitch)).toBe(nUnits - 1);
      expect([bandAt(bands, -1), bandAt(bands, nUnits * bands.pitch)]).toEqual([undefined, undefined]);
    }
  });
});
