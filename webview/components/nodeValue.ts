import { fires } from '#engine/activations';
import { valueAt } from '#engine/arrays';
import type { EpochArrays } from '#engine/arrays';
import type { Phase } from '#engine/phases';
import { rowNumber } from '#engine/rowSample';
import { t } from '#engine/translation';
import { brief, exact, fixed, plain } from '../format.ts';
import { sampled, unitName } from '../names.ts';
import type { GraphNode } from '../paint/graphLayout.ts';
import { nodeArray } from '../phaseParts.ts';
import type { Shown, ShownRun } from '../run.ts';

/** What one node says for the selected row. */
export interface NodeValue {
  readonly text: string;
  readonly state: 'fires' | 'silent' | 'dead';
  readonly share: number | null; // of an output's bar; null: no bar
  readonly role: string; // "actual", "predicted" or nothing
}

/** The value of a unit for the selected row, or of a feature, as a node shows it. */
export function nodeValue(
  run: ShownRun,
  shown: Shown | null,
  row: number,
  { layer, unit }: GraphNode,
): NodeValue {
  const { experiment } = run;
  const { sizes } = experiment.shape;
  const last = sizes.length - 1;
  const at = row * sizes[layer]! + unit;
  if (layer === 0) {
    const raw = brief(experiment.dataset.values[at]!);
    const text = experiment.scaler ? `${raw} → ${fixed(experiment.x[at]!)}` : raw;
    return { text, state: 'fires', share: 0, role: '' };
  }
  if (!shown) return { text: '', state: 'silent', share: 0, role: '' };
  const a = shown.pass.activations[layer - 1]![at]!;
  if (layer === last) {
    const actual = experiment.dataset.labels[row] === unit;
    const predicted = shown.predicted[row] === unit;
    const role = actual ? (predicted ? 'actual ✓' : 'actual') : predicted ? 'predicted' : '';
    return { text: fixed(a), state: 'silent', share: Number.isFinite(a) ? a : 0, role };
  }
  const off = a === 0 && experiment.shape.activations[layer - 1] === 'relu';
  if (!experiment.sample && shown.firing[layer - 1]![unit] === 0)
    return { text: off ? t('dead') : fixed(a), state: 'dead', share: 0, role: '' };
  return { text: off ? t('0 off') : fixed(a), state: fires(a) ? 'fires' : 'silent', share: 0, role: '' };
}

/** The role of an output in the language of this window. */
export function roleText(role: string): string {
  switch (role) {
    case 'actual':
      return t('actual');
    case 'actual ✓':
      return t('actual ✓');
    case 'predicted':
      return t('predicted');
    default:
      return '';
  }
}

/**
 * What a unit says in a phase: the value of the array that the phase leads to there. An output has its bar, and is called
 * predicted, only beside its P.
 */
export function phaseValue(
  value: NodeValue,
  arrays: EpochArrays,
  phase: Phase,
  row: number,
  { layer, unit }: GraphNode,
): NodeValue {
  const last = arrays.experiment.shape.sizes.length - 1;
  if (layer === 0) return value;
  const name = nodeArray(phase, layer, last);
  const text = name === null ? '' : fixed(valueAt(arrays, { name, layer, row, column: unit }));
  if (layer < last || name === 'P') return { ...value, text };
  const isActual = arrays.experiment.dataset.labels[row] === unit;
  return { ...value, text, share: null, role: isActual ? 'actual' : '' };
}

/** The exact values behind a node. */
export function tipText(run: ShownRun, shown: Shown | null, row: number, { layer, unit }: GraphNode): string {
  const { experiment } = run;
  const { sizes } = experiment.shape;
  const name = unitName(experiment, layer, unit);
  const at = row * sizes[layer]! + unit;
  const place = t('[row {0}, {1}]', rowNumber(experiment, row), name);
  if (layer === 0) {
    const raw = `${experiment.dataset.features[unit] ?? name}: ${plain(experiment.dataset.values[at]!)}`;
    return experiment.scaler ? `${raw}\nX${place}  ${exact(experiment.x[at]!)}` : raw;
  }
  if (!shown) return name;
  const z = `Z${layer}${place}  ${exact(shown.pass.preActivations[layer - 1]![at]!)}`;
  const a = exact(shown.pass.activations[layer - 1]![at]!);
  if (layer === sizes.length - 1) return `${z}\nP${place}  ${a}`;
  const firing = t(
    'fires on {0} of {1} {2}training rows',
    shown.firing[layer - 1]![unit]!,
    experiment.split.train.length,
    sampled(experiment),
  );
  return `${z}\nA${layer}${place}  ${a}\n${firing}`;
}
