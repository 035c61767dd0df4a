import type { LayerSizes } from '#engine/parameters';

/** A unit's place. Layer 0 is the input. */
export interface GraphNode {
  readonly layer: number;
  readonly unit: number;
  readonly x: number;
  readonly y: number;
}

/** A weight's curve between two nodes. */
export interface GraphEdge {
  readonly layer: number; // of the weight matrix: 0 leads from the input to the first layer
  readonly input: number;
  readonly unit: number;
  readonly path: string;
}

export interface GraphLayer {
  readonly x: number;
  readonly nodes: readonly GraphNode[];
  readonly radius: number;
  readonly pitch: number; // the height that a node has
  readonly halfWidth: number; // from x to the sides of its nodes: crowded ones stand in several columns
  readonly showsValues: boolean; // is there room for a number below each node?
  readonly nHidden: number; // units that are not drawn
}

export interface GraphLayout {
  readonly layers: readonly GraphLayer[];
  readonly edges: readonly GraphEdge[];
  readonly barLeft: number; // where the outputs' bars begin
  readonly barWidth: number;
  readonly onlySelected: boolean; // edges of the selected unit only
}

export interface GraphSize {
  readonly width: number;
  readonly height: number;
}

export interface SelectedUnit {
  readonly layer: number;
  readonly unit: number | null;
}

/** More units than this in a layer are not all drawn. */
export const MOST_NODES = 64;
/** With more units than this in a layer only the selected unit's edges are drawn. */
export const MOST_UNITS_WITH_EDGES = 12;

/** The height that a hidden node needs to have its value below it. */
const VALUE_PITCH = 36;

/** The height that nodes get by standing in several columns, in CSS pixels, and how many columns they may take. */
const EASY_PITCH = 12;
const MOST_COLUMNS = 3;

const HEAD = 22; // the captions above the layers

/** Layers from left to right, units from top to bottom, curves between them. */
export function layoutGraph(
  sizes: LayerSizes,
  { width, height }: GraphSize,
  selected: SelectedUnit,
): GraphLayout {
  const wide = width >= 420;
  const last = sizes.length - 1;
  const left = wide ? 92 : 84;
  const barRoom = wide ? 100 : 70;
  const right = Math.max(left + 40, width - barRoom - 16);
  const layers = sizes.map((nUnits, layer) =>
    layoutLayer(nUnits, layer, left + ((right - left) * layer) / last, height, {
      largest: layer === 0 ? 5 : layer === last ? (wide ? 11 : 9) : wide ? 13 : 11,
      roomBelow: layer > 0 && layer < last ? 14 : 0,
      must: selected.layer === layer ? selected.unit : null,
    }),
  );
  const onlySelected = sizes.some((nUnits) => nUnits > MOST_UNITS_WITH_EDGES);
  const edges = sizes
    .slice(1)
    .flatMap((_, layer) => edgesBetween(layers[layer]!, layers[layer + 1]!, layer))
    .filter((edge) => !onlySelected || touches(edge, selected));
  return { layers, edges, barLeft: right + 16, barWidth: Math.max(40, width - right - 16), onlySelected };
}

/** Does an edge lead to or from the selected unit? */
export function touches({ layer, input, unit }: GraphEdge, selected: SelectedUnit): boolean {
  if (selected.unit === null) return false;
  return (
    (layer + 1 === selected.layer && unit === selected.unit) ||
    (layer === selected.layer && input === selected.unit)
  );
}

/** How thick a weight is drawn: `thickest` at the end of the scale, never thinner than 0.9 px. */
export function edgeWidth(weight: number, scale: number, thickest: number): number {
  if (!Number.isFinite(weight)) return 0.9;
  return Math.max(0.9, Math.min(1, Math.abs(weight) / scale) * thickest);
}

/** The thickest edge of a layer: 7 px, 5 in a small graph, less where many crowded units feed one. */
export function thickestEdge(from: GraphLayer, graphWidth: number): number {
  return Math.min(graphWidth >= 420 ? 7 : 5, Math.max(1.5, from.pitch * 0.4));
}

interface NodeRoom {
  readonly largest: number; // radius
  readonly roomBelow: number; // for the value
  readonly must: number | null; // a unit that has to be drawn
}

function layoutLayer(nUnits: number, layer: number, x: number, height: number, room: NodeRoom): GraphLayer {
  const units = drawnUnits(nUnits, room.must);
  const top = HEAD + 2;
  const bottom = height - 6;
  const pitch = (bottom - top) / units.length;
  const showsValues = room.roomBelow > 0 && pitch >= VALUE_PITCH;
  const wanted = room.roomBelow > 0 ? Math.ceil(EASY_PITCH / pitch) : 1; // beside features and classes stands text
  const nColumns = Math.min(MOST_COLUMNS, Math.max(1, wanted));
  const free = nColumns * pitch - (showsValues ? room.roomBelow : 1);
  const radius = Math.max(1.5, Math.min(room.largest, free / 2, nColumns > 1 ? EASY_PITCH / 2 : Infinity));
  const lift = showsValues ? room.roomBelow / 2 : 0;
  const step = 2 * radius + 2;
  const nodes = units.map((unit, i) => ({
    layer,
    unit,
    x: x + ((i % nColumns) - (nColumns - 1) / 2) * step,
    y: top + (i + 0.5) * pitch - lift,
  }));
  const halfWidth = ((nColumns - 1) / 2) * step + radius;
  return { x, nodes, radius, pitch, halfWidth, showsValues, nHidden: nUnits - units.length };
}

/** All units, or an even choice of MOST_NODES that holds the one that must be there. */
function drawnUnits(nUnits: number, must: number | null): number[] {
  if (nUnits <= MOST_NODES) return Array.from({ length: nUnits }, (_, unit) => unit);
  const units = Array.from({ length: MOST_NODES }, (_, i) => Math.floor((i * nUnits) / MOST_NODES));
  if (must !== null && !units.includes(must)) units[Math.floor((must * MOST_NODES) / nUnits)] = must;
  return units;
}

function edgesBetween(from: GraphLayer, to: GraphLayer, layer: number): GraphEdge[] {
  const middle = round((from.x + to.x) / 2);
  return from.nodes.flatMap((a) =>
    to.nodes.map((b) => ({
      layer,
      input: a.unit,
      unit: b.unit,
      path: `M${round(a.x)} ${round(a.y)}C${middle} ${round(a.y)} ${middle} ${round(b.y)} ${round(b.x)} ${round(b.y)}`,
    })),
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
