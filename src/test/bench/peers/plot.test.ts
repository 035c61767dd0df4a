import { expect, test } from 'vitest';
import { PRODUCT_ENGINE } from '../engines.ts';
import { SERIES } from '../shapes.ts';
import type { Race } from './measured.ts';
import { logScale, plotSvg, spreadLabels } from './plot.ts';

test('a decade is as long everywhere', () => {
  const scale = logScale([1, 10_000], 100, 500);
  expect([1, 10, 100, 10_000].map(scale)).toEqual([100, 200, 300, 500]);
});

test('one value alone has its place at the start', () => {
  expect(logScale([7], 100, 500)(7)).toBe(100);
});

test('labels that have room stay, others move apart around their middle and keep their order', () => {
  expect(spreadLabels([100, 50], 10)).toEqual([100, 50]);
  expect(spreadLabels([100, 100], 10)).toEqual([95, 105]);
  expect(spreadLabels([104, 100, 50], 10)).toEqual([107, 97, 50]);
  expect(spreadLabels([], 10)).toEqual([]);
});

test('labels that are pushed onto their neighbours take these along', () => {
  const placed = spreadLabels([100, 101, 102, 88], 10);
  const sorted = [...placed].sort((a, b) => a - b);
  for (let i = 1; i < sorted.length; i++)
    expect(sorted[i]! - sorted[i - 1]!).toBeGreaterThanOrEqual(10 - 1e-9);
});

const pace = (medianMicroseconds: number) => ({
  medianMicroseconds,
  lowerQuartile: 0,
  upperQuartile: 0,
  blocks: 1,
  epochsPerBlock: 1,
});
const race = (shape: number, ours: number, c: number): Race => ({
  shape: SERIES[shape]!,
  results: [
    { name: PRODUCT_ENGINE, kind: 'ours', version: '', pace: pace(ours), lossError: null },
    { name: 'C', kind: 'limit', version: '', pace: pace(c), lossError: 0 },
    { name: 'none', kind: 'peer', version: '', pace: { skipped: 'missing' }, lossError: null },
  ],
});

test('a contestant is a line over the shapes that it was measured at, ours marked, C dashed', () => {
  const svg = plotSvg([race(0, 20, 1), race(1, 60, 3), race(2, 3000, 100)]);
  const groups = svg.split('\n').filter((line) => line.startsWith('<g '));
  expect(groups.map((group) => /class="(\w+) /.exec(group)?.[1])).toEqual(['limit', 'ours']); // ours above
  expect(groups[1]).toContain(`${PRODUCT_ENGINE} (ours)</text>`);
  for (const group of groups) {
    const points = /points="([^"]*)"/.exec(group)?.[1]?.split(' ') ?? [];
    expect(points).toHaveLength(3);
    const xs = points.map((point) => Number(point.split(',')[0]));
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
  }
  expect(svg).toContain('prefers-color-scheme: dark');
  expect(svg).not.toContain('NaN');
});
