import type { Dataset } from './dataset.ts';
import type { Experiment } from './experiment.ts';
import type { History } from './history.ts';
import { argmax } from './metrics.ts';
import { createPass, forward, probabilitiesOf } from './network.ts';
import { t } from './translation.ts';

/** One row that is given another class than its own. */
export interface Relabelling {
  readonly row: number;
  readonly label: number; // index into classes
}

/**
 * The data with one label changed, under a name that says so, in a new object; the values are shared.
 *
 * @throws RangeError for a row or a class that there is not, and for the class that the row has
 */
export function relabelled(dataset: Dataset, { row, label }: Relabelling): Dataset {
  const { labels, classes } = dataset;
  if (!(row in labels)) throw new RangeError(`row must be from 0 to ${labels.length - 1}, got ${row}`);
  if (!(label in classes))
    throw new RangeError(`label must be from 0 to ${classes.length - 1}, got ${label}`);
  if (labels[row] === label) throw new RangeError(`row ${row} has the label ${label} already`);
  const changed = labels.slice();
  changed[row] = label;
  return {
    ...dataset,
    name: `${dataset.name}, ${relabellingName(dataset, { row, label })}`,
    labels: changed,
  };
}

/** "row 15 labelled virginica" */
export function relabellingName({ classes }: Dataset, { row, label }: Relabelling): string {
  return t('row {0} labelled {1}', row + 1, classes[label] ?? '');
}

/**
 * The wrong label that contradicts a run most: of the training row that it is surest of at its last epoch, rightly, to the class
 * that it finds least likely there. Null where it reads no training row right.
 */
export function wrongLabelOf(experiment: Experiment, history: History): Relabelling | null {
  const { shape, nRows, nClasses, x, split, dataset } = experiment;
  if (history.length === 0) return null;
  const pass = createPass(shape, nRows);
  forward(pass, history.parameters(history.length - 1), x);
  const p = probabilitiesOf(pass);
  const own = (row: number) => p[row * nClasses + dataset.labels[row]!]!;
  const right = [...split.train].filter((row) => argmax(p, row, nClasses) === dataset.labels[row]);
  const [row] = right.sort((a, b) => own(b) - own(a) || a - b);
  if (row === undefined) return null;
  const classes = dataset.classes.map((_, k) => k).filter((k) => k !== dataset.labels[row]);
  const least = classes.reduce((a, b) => (p[row * nClasses + b]! < p[row * nClasses + a]! ? b : a));
  return { row, label: least };
}
