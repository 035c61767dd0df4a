import { expect, test } from 'vitest';
import { edgeWidth, layoutGraph, MOST_NODES, thickestEdge, touches } from '../paint/graphLayout.ts';

const SIZE = { width: 498, height: 400 };
const NOTHING = { layer: 1, unit: null };

test.each([[[4, 3]], [[4, 5, 3]], [[4, 8, 6, 4, 3]], [[4, 2, 2, 2, 2, 2, 2, 2, 2, 3]], [[13, 64, 3]]])(
  'the nodes of %j lie inside the picture and do not touch',
  (sizes) => {
    const { layers } = layoutGraph(sizes, SIZE, NOTHING);
    layers.forEach(({ nodes, radius, x }, layer) => {
      expect(nodes).toHaveLength(sizes[layer]!);
      expect(x).toBeLessThan(SIZE.width - 60);
      nodes.forEach((node, i) => {
        expect(node.y - radius).toBeGreaterThanOrEqual(16);
        expect(node.y + radius).toBeLessThanOrEqual(SIZE.height);
        for (const other of nodes.slice(0, i)) {
          expect(Math.hypot(node.x - other.x, node.y - other.y)).toBeGreaterThanOrEqual(2 * radius);
        }
      });
    });
  },
);

test('64 units stand in columns, so that each can be seen and hit', () => {
  const [, hidden] = layoutGraph([4, 64, 3], SIZE, NOTHING).layers;
  expect(new Set(hidden?.nodes.map(({ x }) => x)).size).toBeGreaterThan(1);
  expect(hidden?.radius).toBeGreaterThanOrEqual(4.5);
  for (const { x } of hidden?.nodes ?? []) {
    expect(Math.abs(x - hidden!.x) + hidden!.radius).toBeLessThanOrEqual(hidden!.halfWidth + 1e-9);
  }
});

test.each([
  [5, true],
  [12, false],
  [64, false],
])('%d units in 220 px have their values below them: %s', (nUnits, expected) => {
  const [, hidden] = layoutGraph([4, nUnits, 3], { width: 330, height: 220 }, NOTHING).layers;
  expect(hidden?.showsValues).toBe(expected);
});

test('there is one edge per weight', () => {
  expect(layoutGraph([4, 5, 3], SIZE, NOTHING).edges).toHaveLength(35);
  expect(layoutGraph([4, 3], SIZE, NOTHING).edges).toHaveLength(12);
});

test('above 12 units only the selected unit has edges', () => {
  const { edges, onlySelected } = layoutGraph([4, 13, 3], SIZE, { layer: 1, unit: 6 });
  expect(onlySelected).toBe(true);
  expect(edges).toHaveLength(7);
  expect(edges.every((edge) => touches(edge, { layer: 1, unit: 6 }))).toBe(true);
});

test('a layer of 200 units is drawn as 64, the selected one among them', () => {
  const [, hidden] = layoutGraph([4, 200, 3], SIZE, { layer: 1, unit: 131 }).layers;
  expect([hidden?.nodes.length, hidden?.nHidden]).toEqual([MOST_NODES, 200 - MOST_NODES]);
  expect(hidden?.nodes.some(({ unit }) => unit === 131)).toBe(true);
});

test('edges are as thick as their weights, up to the end of the scale', () => {
  expect([0, 0.75, -1.5, 9, NaN].map((weight) => edgeWidth(weight, 1.5, 7))).toEqual([0.9, 3.5, 7, 7, 0.9]);
  const { layers } = layoutGraph([4, 64, 3], SIZE, NOTHING);
  expect(thickestEdge(layers[0]!, 498)).toBe(7);
  expect(thickestEdge(layers[1]!, 498)).toBeLessThan(3);
});
