import type { LayerSizes } from '#engine/parameters';

/** The columns of the mask picture: one per unit, a group for each layer. CSS pixels. */
export interface MaskColumns {
  readonly layers: readonly number[]; // hidden layers shown, from 0
  readonly units: readonly MaskColumn[];
  readonly unitWidth: number;
  readonly gap: number;
  readonly width: number; // of all columns together
}

export interface MaskColumn {
  readonly layer: number;
  readonly unit: number;
  readonly left: number;
}

/** The columns of the outputs: one per class. CSS pixels. */
export interface OutputColumns {
  readonly barWidth: number;
  readonly gap: number;
  readonly lefts: readonly number[];
  readonly width: number;
  readonly verdictLeft: number; // where ◂ stands
}

export interface RowsColumns {
  readonly masks: MaskColumns;
  readonly maskRoom: number; // the width they are given; narrower than `masks.width`: they scroll
  readonly outputs: OutputColumns;
  readonly outputsLeft: number;
  readonly outputRoom: number; // as `maskRoom`: narrower than `outputs.width` where there are many classes
  readonly labelsLeft: number;
  readonly labelsWidth: number;
}

const WIDEST_UNIT = 26;
const WIDEST_BAR = 96;
const NARROWEST_UNIT = 6;
const NARROWEST_BAR = 8;
const SCROLLED_BAR = 34; // what bars keep while masks scroll
const EASY_BAR = 50;
const SMALL_BAR = 30;
const LAYER_GAP = 10;
const VERDICT = 15;
const BETWEEN = 14; // masks and outputs
const MASKS_SHARE = 0.4; // of the room, where the outputs scroll anyway

/**
 * Shares `width` among masks, outputs and the labels at the right. When it is scarce, bars shrink to 50 px, then units
 * to 6 px; masks that are wider still scroll in their own box, beside bars of 34 px where that many fit, and so do the
 * bars of more classes than there is room for.
 *
 * @param shownLayer the hidden layer to show when not all fit
 */
export function layoutColumns(
  sizes: LayerSizes,
  width: number,
  labelsWidth: number,
  shownLayer: number,
): RowsColumns {
  const nClasses = sizes[sizes.length - 1]!;
  const hidden = sizes.slice(1, -1);
  const room = Math.max(120, width - labelsWidth - VERDICT - (hidden.length > 0 ? BETWEEN : 0));
  const all = hidden.map((_, layer) => layer);
  const outputsLeast = nClasses * (SMALL_BAR + 6);
  const allFit = widthOfUnits(hidden, all, NARROWEST_UNIT) <= room - outputsLeast;
  const layers = allFit || hidden.length < 2 ? all : [Math.min(shownLayer, hidden.length - 1)];
  const unitWidth = unitWidthFor(hidden, layers, nClasses, room);
  const masks = maskColumns(hidden, layers, unitWidth);
  const barRoom = room - masks.width;
  const narrowest = clamp(Math.floor((room * 0.45) / nClasses) - 8, NARROWEST_BAR, SCROLLED_BAR);
  const barWidth = clamp(Math.floor(barRoom / nClasses) - 8, narrowest, WIDEST_BAR);
  const outputs = outputColumns(nClasses, barWidth);
  const share = outputs.width > room - 60 ? Math.floor(room * MASKS_SHARE) : 60;
  const maskRoom = Math.min(masks.width, Math.max(share, room - outputs.width));
  const outputRoom = Math.min(outputs.width, room - maskRoom);
  const outputsLeft = hidden.length > 0 ? maskRoom + BETWEEN : 0;
  const labelsLeft = outputsLeft + outputRoom + VERDICT;
  return {
    masks,
    maskRoom,
    outputs,
    outputsLeft,
    outputRoom,
    labelsLeft,
    labelsWidth: Math.max(labelsWidth, width - labelsLeft),
  };
}

function unitWidthFor(
  hidden: readonly number[],
  layers: readonly number[],
  nClasses: number,
  room: number,
): number {
  const nUnits = layers.reduce((sum, layer) => sum + hidden[layer]!, 0);
  if (nUnits === 0) return 0;
  const gaps = (layers.length - 1) * LAYER_GAP;
  const wanted = Math.min(WIDEST_UNIT, Math.floor((room * 0.36 - gaps) / nUnits) - 2);
  const least = Math.floor((room - nClasses * (EASY_BAR + 6) - gaps) / nUnits) - 2;
  return clamp(Math.max(wanted, Math.min(19, least)), NARROWEST_UNIT, WIDEST_UNIT);
}

function gapOf(unitWidth: number): number {
  return unitWidth < 10 ? 1 : 2;
}

function widthOfUnits(hidden: readonly number[], layers: readonly number[], unitWidth: number): number {
  const nUnits = layers.reduce((sum, layer) => sum + hidden[layer]!, 0);
  const gaps = Math.max(0, layers.length - 1) * LAYER_GAP;
  return nUnits * (unitWidth + gapOf(unitWidth)) + gaps;
}

function maskColumns(hidden: readonly number[], layers: readonly number[], unitWidth: number): MaskColumns {
  const gap = gapOf(unitWidth);
  const units: MaskColumn[] = [];
  let left = 0;
  for (const layer of layers) {
    if (units.length > 0) left += LAYER_GAP;
    for (let unit = 0; unit < hidden[layer]!; unit++) {
      units.push({ layer, unit, left });
      left += unitWidth + gap;
    }
  }
  return { layers, units, unitWidth, gap, width: Math.max(0, left - gap) };
}

function outputColumns(nClasses: number, barWidth: number): OutputColumns {
  const gap = barWidth < 40 ? 4 : 8;
  const lefts = Array.from({ length: nClasses }, (_, k) => 1 + k * (barWidth + gap));
  const width = 1 + nClasses * (barWidth + gap);
  return { barWidth, gap, lefts, width, verdictLeft: width - gap + 7 };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
