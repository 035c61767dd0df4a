import { assertNever } from '#engine/assertNever';
import { shapeOf } from '#engine/arrays';
import type { ArrayId, CellAddress } from '#engine/arrays';
import type { Experiment } from '#engine/experiment';
import type { Explanation, Term } from '#engine/explain';
import { rowNumber } from '#engine/rowSample';
import { symbolText } from '#engine/symbols';
import { t } from '#engine/translation';
import { fixed, whole } from './format.ts';
import { unitName } from './names.ts';

/** What an array is called: "Z1", "dW2", "P", "new W1". */
export function arrayName({ name, layer }: ArrayId): string {
  switch (name) {
    case 'X':
    case 'P':
    case 'Y':
      return name;
    case 'loss':
      return t('loss');
    case 'rowLoss':
      return t('row loss');
    case 'newW':
      return t('new W{0}', layer);
    case 'newb':
      return t('new b{0}', layer);
    case 'mask':
      return t('mask {0}', layer);
    case 'W':
    case 'b':
    case 'Z':
    case 'A':
    case 'dZ':
    case 'dA':
    case 'dW':
    case 'db':
      return `${name}${layer}`;
    default:
      return assertNever(name);
  }
}

/** An array as options and keys know it: "Z1", "newW2". */
export function arrayKey({ name, layer }: ArrayId): string {
  return `${name}${layer}`;
}

/** What the columns of an array stand for. */
export function columnName(experiment: Experiment, { name, layer }: ArrayId, column: number): string {
  return name === 'rowLoss' || name === 'loss' ? t('loss') : unitName(experiment, layer, column);
}

/** What the rows of an array stand for: rows of the data, or the inputs of a layer. */
export function rowName(experiment: Experiment, array: ArrayId, row: number): string {
  const { kind } = shapeOf(experiment, array);
  if (kind === 'rows') return t('row {0}', rowNumber(experiment, row));
  return kind === 'inputs' ? unitName(experiment, array.layer - 1, row) : '';
}

/** The address of a value as people read it: "Z1[row 57, h2]", "W1[petal length, h3]", "b2[setosa]", "loss". */
export function cellName(experiment: Experiment, cell: CellAddress): string {
  const parts = [rowName(experiment, cell, cell.row)];
  if (cell.name !== 'rowLoss' && cell.name !== 'loss') parts.push(columnName(experiment, cell, cell.column));
  const inside = parts.filter((part) => part !== '').join(', ');
  return inside === '' ? arrayName(cell) : `${arrayName(cell)}[${inside}]`;
}

/** What a term stands for: a feature, unit, class or row, or the name of a constant. */
export function termName(experiment: Experiment, { subject, factors }: Term): string {
  const [first] = factors;
  switch (subject.kind) {
    case 'bias':
      return t('bias');
    case 'row':
      return t('row {0}', subject.index + 1);
    case 'unit':
    case 'class':
      return first?.source ? columnName(experiment, first.source, first.source.column) : '';
    case 'cell':
      return factors.map(({ source }) => (source ? arrayName(source) : '')).join(' · ');
    case 'constant':
      return symbolText(first?.symbol);
    case 'parameter':
      return t('before the update');
    case 'gradient':
      return factors.length > 2
        ? t('update: this gradient')
        : t('update: {0} · gradient', symbolText(first?.symbol));
    case 'memory':
      return t('update: earlier gradients');
    case 'batch':
      return t('batch {0}', whole(subject.index + 1));
    default:
      return assertNever(subject.kind);
  }
}

/** What is done to the sum, in words and numbers; nothing where the sum is the value. */
export function conclusionText(experiment: Experiment, explanation: Explanation): string {
  const { conclusion, sum, terms } = explanation;
  switch (conclusion.kind) {
    case 'none':
      return '';
    case 'divide':
      return `${fixed(sum, 4)} / ${symbolText(conclusion.symbol)} ${explanation.address.name === 'X' ? fixed(conclusion.by) : String(conclusion.by)}`;
    case 'activation':
      return `${conclusion.activation}(${fixed(sum, 4)})`;
    case 'slope':
      return conclusion.activation === 'relu'
        ? `[${fixed(sum, 4)} > 0]`
        : t('{0}′ where A is {1}', conclusion.activation, fixed(sum, 4));
    case 'share': {
      const term = terms[conclusion.term];
      return term
        ? t('{0}’s {1} / sum {2}', termName(experiment, term), fixed(term.value, 4), fixed(sum, 4))
        : '';
    }
    case 'negativeLog':
      return t('−ln {0}', fixed(sum, 4));
    default:
      return assertNever(conclusion);
  }
}
