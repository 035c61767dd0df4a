import type { Experiment } from '#engine/experiment';
import { splitUnit } from '#engine/dataset';
import { NO_CLASS } from '#engine/metrics';
import { t } from '#engine/translation';

/** How people name a unit: a feature, h2 (h2.3 with several hidden layers), or a class. Layer 0 is the input. */
export function unitName({ shape, dataset }: Experiment, layer: number, unit: number): string {
  const last = shape.sizes.length - 1;
  if (layer === 0) return splitUnit(dataset.features[unit] ?? '').name;
  if (layer === last) return dataset.classes[unit] ?? '';
  return last > 2 ? `h${layer}.${unit + 1}` : `h${unit + 1}`;
}

/** The unit that all features are measured in; nothing when they differ. */
export function commonUnit({ dataset }: Experiment): string {
  const units = dataset.features.map((feature) => splitUnit(feature).unit);
  return units.every((unit) => unit === units[0]) ? (units[0] ?? '') : '';
}

/** What a row is read as, in words. */
export function readAs({ dataset }: Experiment, predicted: number): string {
  return predicted === NO_CLASS
    ? t('with no prediction')
    : t('read as {0}', dataset.classes[predicted] ?? '');
}

/** What the scores of a run were counted on. */
export function testName({ split }: Experiment): string {
  return split.train === split.test ? t('all rows') : t('test');
}

/** "sampled ", of rows that are a sample of those that there are; else nothing. */
export function sampled({ sample }: Experiment): string {
  return sample ? t('sampled ') : '';
}

/** Which block a row belongs to. */
export function blockName({ split }: Experiment, row: number): string {
  if (split.train === split.test) return t('used for training');
  return split.test.includes(row) ? t('test') : t('training');
}

/** The array that went bad first, as the run names it: "Z1", "test Z1", "batch 3 dW1", "the optimiser’s moments". */
export function whereText(where: string): string {
  const [, batch, array = where] = /^batch (\d+) (.+)$/.exec(where) ?? [];
  if (batch !== undefined) return t('batch {0} {1}', batch, whereText(array));
  if (where.startsWith('test ')) return t('test {0}', where.slice('test '.length));
  return where === 'the optimiser’s moments' ? t('the optimiser’s moments') : where;
}
