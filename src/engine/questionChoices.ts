import type { HiddenUnit, WeightPlace } from './questions.ts';

/** As many answers a question offers at most, the right one among them. */
const MOST_CHOICES = 4;

/** As many units are all offered; of more only some. */
const MOST_UNITS = 6;

/** Other answers to choose epochs from lie at least this share of the run apart. */
const EPOCH_GAP = 0.1;

/**
 * The right epoch and up to three others, ascending, each at least a tenth of the run from the next. `likely` come first, such as
 * the epochs at which the same happened to another row; eighths of the run fill up.
 */
export function epochChoices(answer: number, likely: readonly number[], last: number): number[] {
  const gap = Math.max(1, Math.ceil(last * EPOCH_GAP));
  const eighths = Array.from({ length: 9 }, (_, i) => Math.round((((i * 5 + answer) % 9) * last) / 8));
  const chosen = [answer];
  for (const epoch of [...likely, ...eighths]) {
    if (chosen.length === MOST_CHOICES) break;
    const isOwn = epoch >= 0 && epoch <= last && chosen.every((one) => Math.abs(one - epoch) >= gap);
    if (isOwn) chosen.push(epoch);
  }
  return chosen.sort(ascending);
}

/** All units where there are few; else the right one and those of `ranked` that come first, in their order in the network. */
export function unitChoices(answer: HiddenUnit, ranked: readonly HiddenUnit[]): HiddenUnit[] {
  const isAnswer = ({ layer, unit }: HiddenUnit) => layer === answer.layer && unit === answer.unit;
  const others = ranked.filter((one) => !isAnswer(one));
  const kept = [answer, ...others.slice(0, MOST_UNITS - 1)];
  return kept.sort((a, b) => a.layer - b.layer || a.unit - b.unit);
}

/** The first of `ranked`, which is the answer, and the three after it, ascending. */
export function rowChoices(ranked: readonly number[]): number[] {
  return ranked.slice(0, MOST_CHOICES).sort(ascending);
}

/** The same for weights, in their order in the network. */
export function weightChoices(ranked: readonly WeightPlace[]): WeightPlace[] {
  return ranked
    .slice(0, MOST_CHOICES)
    .sort((a, b) => a.layer - b.layer || a.input - b.input || a.unit - b.unit);
}

/** The items from the largest value to the smallest, those of equal value in their order; nothing where two share the largest. */
export function rankedBy<T>(items: readonly T[], value: (item: T) => number): readonly T[] | null {
  const ranked = items
    .map((item) => ({ item, size: value(item) }))
    .sort((a, b) => (a.size === b.size ? 0 : b.size - a.size));
  const [first, second] = ranked;
  if (!first || Number.isNaN(first.size) || first.size === second?.size) return null;
  return ranked.map(({ item }) => item);
}

function ascending(a: number, b: number): number {
  return a - b;
}
