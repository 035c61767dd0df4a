import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localExtrema } from '#engine/extrema';
import { randomRuns } from '../../src/test/randomRuns.ts';
import { cursorWishes } from '../charts/cursorOverlay.ts';
import { logDomain, epochTicks, placeReferences, references } from '../paint/curves.ts';
import { columnOf, decimate } from '../paint/decimate.ts';
import { binAt, bars, countTop, xOfValue } from '../paint/histogram.ts';
import { lifeColumns, paintLives } from '../paint/lives.ts';
import { createPicture } from '../paint/pixels.ts';
import { markAt, paintMarks, placeMarks } from '../paint/valueMarks.ts';
import type { MarkLanes } from '../paint/valueMarks.ts';
import { visibleEpochs, zoomBetween } from '../zoom.ts';

describe('a decimated curve', () => {
  const window = fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 90 }));
  const values = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 500 });

  test('keeps first, lowest, highest and last of every column of pixels', () => {
    fc.assert(
      fc.property(values, window, (list, [from, length, nColumns]) => {
        const to = from + length;
        const points = decimate(Float64Array.from(list), from, to, nColumns);
        const drawn = list.map((y, x) => ({ x, y })).filter(({ x }) => x >= from && x <= to);
        for (let column = 0; column < nColumns; column++) {
          const of = (one: readonly { x: number; y: number }[]) =>
            one.filter(({ x }) => columnOf(x, from, to, nColumns) === column);
          const [all, kept] = [of(drawn), of(points)];
          expect(kept.length).toBeLessThanOrEqual(4);
          if (all.length === 0) continue;
          const ys = (one: readonly { y: number }[]) => one.map(({ y }) => y);
          expect(kept[0]).toEqual(all[0]);
          expect(kept.at(-1)).toEqual(all.at(-1));
          expect(Math.min(...ys(kept))).toBe(Math.min(...ys(all)));
          expect(Math.max(...ys(kept))).toBe(Math.max(...ys(all)));
        }
        expect(points.every(({ x }, i) => i === 0 || x > points[i - 1]!.x)).toBe(true);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  test.each([1, 2, 10, 137, 700, 2600])('has a spike of one epoch at any zoom: 1/%d of the run', (zoom) => {
    const [nEpochs, spike] = [100_000, 61_234];
    const curve = Float64Array.from({ length: nEpochs + 1 }, (_, epoch) =>
      epoch === spike ? 3 : 1 / (1 + epoch / 1000),
    );
    const half = Math.ceil(nEpochs / zoom / 2);
    const [from, to] = [Math.max(0, spike - half), Math.min(nEpochs, spike + half)];
    for (const nColumns of [1, 30, 700, 1400]) {
      const points = decimate(curve, from, to, nColumns);
      expect(points).toContainEqual({ x: spike, y: 3 });
      expect(points.length).toBeLessThanOrEqual(4 * nColumns);
    }
  });

  test('has every local extremum that is alone in its column, in 20 random runs', () => {
    let nAlone = 0;
    for (const { history } of randomRuns(20)) {
      for (const score of ['trainLoss', 'testLoss'] as const) {
        const scores = history.scores(score);
        for (const nColumns of [5, 20, 64]) {
          const [from, to] = [0, scores.length - 1];
          const extrema = localExtrema(scores);
          const kept = new Set(decimate(scores, from, to, nColumns).map(({ x }) => x));
          const columns = extrema.map(({ epoch }) => columnOf(epoch, from, to, nColumns));
          extrema.forEach(({ epoch }, i) => {
            const alone = columns.filter((column) => column === columns[i]).length === 1;
            if (!alone) return;
            nAlone++;
            expect(kept.has(epoch)).toBe(true);
          });
        }
      }
    }
    expect(nAlone).toBeGreaterThan(100);
  });

  test('breaks where a value is not finite, and joins nothing across', () => {
    const points = decimate(Float64Array.of(1, 2, NaN, Infinity, 4, 5, NaN), 0, 6, 2);
    expect(points).toEqual([
      { x: 0, y: 1 },
      { x: 1, y: 2 },
      { x: 2, y: NaN },
      { x: 4, y: 4 },
      { x: 5, y: 5 },
      { x: 6, y: NaN },
    ]);
  });
});

describe('axes', () => {
  test('a logarithmic loss axis leaves out what is not above 0', () => {
    const domain = logDomain([0.01, 1, 10, 0, -1, NaN], 300);
    expect(domain.scale).toBe('log');
    expect(domain.minimum).toBeGreaterThan(0);
    expect(domain.minimum).toBeLessThan(0.01);
    expect(domain.maximum).toBeGreaterThan(10);
    expect(domain.ticks).toEqual([0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10]);
    expect(logDomain([0.478, 0.4801], 300).ticks.length).toBeGreaterThanOrEqual(3);
    expect(logDomain([0, NaN], 300).ticks).toEqual([0.1, 1, 10]);
  });

  test('a zoomed epoch axis names both of its ends', () => {
    expect(epochTicks(900, 700, 405)).toEqual([405, 450, 500, 550, 600, 650, 700, 750, 800, 850, 900]);
    expect(epochTicks(412, 700, 411)).toEqual([411, 412]);
  });

  test('a reference beyond the axis is named at its edge', () => {
    const area = { left: 0, top: 10, right: 100, bottom: 110 };
    const placed = placeReferences(
      references({ classes: ['setosa', 'versicolor', 'virginica'] }),
      area,
      (value) => (value > 1 ? -50 : 400),
    );
    expect(placed.map(({ y, side, labels }) => [y, side, labels.at(-1)])).toEqual([
      [10, 'above', '↑ ln 3 = 1.099'],
      [110, 'below', '↓ −log₁₀(1/3) = 0.477'],
    ]);
  });
});

describe('a zoom', () => {
  test('is put in order, and is none where it shows all', () => {
    expect(zoomBetween(900, 400, 2600)).toEqual({ from: 400, to: 900 });
    expect(zoomBetween(0, 2600, 2600)).toBeNull();
    expect(zoomBetween(0, 99999, 2600)).toBeNull();
    expect(zoomBetween(7, 7, 2600)).toBeNull();
    expect(zoomBetween(2500, 9999, 2600)).toEqual({ from: 2500, to: 2600 });
  });

  test('shows what the run has', () => {
    expect(visibleEpochs(null, 2600)).toEqual({ from: 0, to: 2600 });
    expect(visibleEpochs(null, 0)).toEqual({ from: 0, to: 1 });
    expect(visibleEpochs({ from: 400, to: 900 }, 600)).toEqual({ from: 400, to: 600 });
    expect(visibleEpochs({ from: 400, to: 900 }, 10)).toEqual({ from: 9, to: 10 });
  });
});

describe('units’ lives', () => {
  test('every column holds the fewest and most of its epochs', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(9), { minLength: 1, maxLength: 300 }),
        fc.nat(50),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 80 }),
        (counts, from, length, nColumns) => {
          const to = from + length;
          const made = lifeColumns((epoch) => counts[epoch]!, counts.length, from, to, nColumns);
          for (let column = 0; column < nColumns; column++) {
            const own = counts.filter(
              (_, epoch) => epoch >= from && epoch <= to && columnOf(epoch, from, to, nColumns) === column,
            );
            if (own.length === 0) continue;
            expect([made.fewest[column], made.most[column]]).toEqual([Math.min(...own), Math.max(...own)]);
          }
        },
      ),
      { seed: 6, numRuns: 300 },
    );
  });

  test('a column between two epochs shows the earlier one; what is not read stays open', () => {
    const made = lifeColumns((epoch) => [4, 7][epoch]!, 2, 0, 4, 8);
    expect([...made.fewest]).toEqual([4, 4, 7, 7, -1, -1, -1, -1]);
  });

  const [PAPER, FIRES, SILENT, WRONG] = [0xff000001, 0xff0000ff, 0xff000000, 0xff00ff00];
  const colours = { paper: PAPER, fires: FIRES, silent: SILENT, wrong: WRONG };
  const column = (fewest: number, most: number) => {
    const picture = createPicture(1, 10);
    const one = { fewest: Int32Array.of(fewest), most: Int32Array.of(most) };
    paintLives(picture, [one], { pitch: 10, gap: 2, unit: 1 }, 8, colours);
    return [...picture.pixels]
      .map((pixel) => ({ [PAPER]: ' ', [FIRES]: '#', [SILENT]: '.', [WRONG]: '!' })[pixel] ?? '+')
      .join('');
  };

  test('a bar is full to the fewest and half to the most', () => {
    expect(column(3, 5)).toBe('  ...++###');
    expect(column(8, 8)).toBe('  ########');
  });

  test('a dead column is crossed out, one with a dead epoch is marked at its foot', () => {
    expect(column(0, 0)).toBe('  ...!!...');
    expect(column(0, 4)).toBe('  ....+++!');
    expect(column(-1, -1)).toBe('          ');
  });

  test('one row of many is still seen', () => {
    const picture = createPicture(1, 10);
    const one = { fewest: Int32Array.of(1), most: Int32Array.of(1) };
    paintLives(picture, [one], { pitch: 10, gap: 2, unit: 1 }, 1600, colours);
    expect(picture.pixels[9]).toBe(FIRES);
  });
});

describe('a histogram', () => {
  const scale = {
    edges: Float64Array.of(-1, 0, 1, 2),
    top: 10,
    area: { left: 10, top: 0, right: 310, bottom: 100 },
  };

  test('has a bar from edge to edge for each bin', () => {
    expect(bars(scale, Int32Array.of(0, 5, 10))).toEqual([
      { left: 10, right: 110, y: 100 },
      { left: 110, right: 210, y: 50 },
      { left: 210, right: 310, y: 0 },
    ]);
    expect(xOfValue(scale, 0.5)).toBe(160);
  });

  test('finds the bin under a point', () => {
    expect([9, 10, 109, 110, 309, 310].map((x) => binAt(scale, x))).toEqual([
      undefined,
      0,
      0,
      1,
      2,
      undefined,
    ]);
  });

  test('its count axis is round and only grows', () => {
    expect(countTop(3, 0)).toBe(5);
    expect(countTop(151, 0)).toBe(160);
    expect(countTop(151, 400)).toBe(400);
    fc.assert(
      fc.property(fc.nat(1e6), (largest) => {
        expect(countTop(largest, 0)).toBeGreaterThanOrEqual(largest);
      }),
      { seed: 7 },
    );
  });
});

describe('marks of values', () => {
  const lanes: MarkLanes = {
    nUnits: 2,
    firstUnit: 0,
    nLanes: 2,
    laneHeight: 7,
    gap: 1,
    size: 2,
    width: 20,
  };

  test('stand at their values in the lane of their unit and are stacked, so that none hides another', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { maxLength: 60 }), (list) => {
        const values = Float64Array.from(list);
        const { x, y, nHidden, nBeyond } = placeMarks(values, 0, 10, lanes);
        const places = new Set<string>();
        let nPlaced = 0;
        list.forEach((value, i) => {
          expect(Math.abs(x[i]! - value * 2)).toBeLessThanOrEqual(2);
          if (y[i]! < 0) return;
          nPlaced++;
          places.add(`${x[i]} ${y[i]}`);
          expect(Math.floor(y[i]! / 7)).toBe(i % 2);
          expect(y[i]! % 7).toBeGreaterThanOrEqual(1);
        });
        expect(places.size).toBe(nPlaced);
        expect(nPlaced + nHidden + nBeyond).toBe(list.length);
      }),
      { seed: 8 },
    );
  });

  test('what lies beyond the edges, is not finite or finds its stack full is counted', () => {
    const values = Float64Array.of(-1, NaN, 11, Infinity, 5, 1, 5, 1, 5, 1, 5, 1);
    const { y, nHidden, nBeyond } = placeMarks(values, 0, 10, lanes);
    expect([nBeyond, nHidden]).toEqual([4, 2]);
    expect([...y].slice(4)).toEqual([5, 12, 3, 10, 1, 8, -1, -1]);
  });

  test('are found again under the pointer', () => {
    const places = placeMarks(Float64Array.of(5, 1, 5, 1), 0, 10, lanes);
    expect(markAt(places, 2, 10, 6)).toBe(0);
    expect(markAt(places, 2, 11, 4)).toBe(2);
    expect(markAt(places, 2, 2, 12)).toBe(1);
    expect(markAt(places, 2, 15, 6)).toBeUndefined();
  });

  test('those chosen are as high as their lane, also where their stack is full', () => {
    const picture = createPicture(20, 14);
    const places = placeMarks(Float64Array.of(5, 1, 5, 1, 5, 1, 5, 1), 0, 10, lanes);
    paintMarks(picture, places, lanes, (index) => index === 6, { paper: 0, lane: 1, mark: 2, chosen: 3 });
    const at = (x: number) => Array.from({ length: 14 }, (_, y) => picture.pixels[y * 20 + x]);
    expect(at(10)).toEqual([0, 3, 3, 3, 3, 3, 3, 0, 1, 1, 1, 1, 1, 1]);
    expect(at(2)).toEqual([0, 1, 1, 1, 1, 1, 1, 0, 2, 2, 2, 2, 2, 2]);
  });
});

describe('the losses at the cursor', () => {
  const loss = { left: 0, top: 0, right: 300, bottom: 200 };
  const wishesOf = (train: number | null, test: number | null) =>
    cursorWishes({
      ...{ x: 200, outside: null, brush: null, loss },
      train: { y: train, label: 'train' },
      test: { y: test, label: 'test' },
    }).map(({ texts: [text], places: [place] }) => [text, place?.y]);

  test('that are not finite stand together, away from both curves’ ends', () => {
    expect(wishesOf(null, null)).toEqual([['train, test', 195]]);
    expect(wishesOf(null, 30)).toEqual([
      ['test', 24],
      ['train', 195],
    ]);
  });

  test('that are finite stand at their curves', () => {
    expect(wishesOf(80, 20).map(([text]) => text)).toEqual(['train', 'test']);
  });
});
