import { assertNever } from '#engine/assertNever';
import { shapeOf } from '#engine/arrays';
import type { ArrayId, CellAddress } from '#engine/arrays';
import type { Experiment } from '#engine/experiment';
import type { Explanation, Term } from '#engine/explain';
import { rowNumber } from '#engine/rowSample';
import { fixed, whole } from './format.ts';
import { unitName } from './names.ts';

/** What an array is called: "Z1", "dW2", "P", "new W1". */
export function arrayName({ name, layer }: ArrayId): string {
  switch (name) {
    case 'X':
    case 'P':
    case 'Y':
    case 'loss':
      return name;
    case 'rowLoss':
      return 'row loss';
    case 'newW':
      return `new W${layer}`;
    case 'newb':
      return `new b${layer}`;
    case 'mask':
      return `mask ${layer}`;
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
  return name === 'rowLoss' || name === 'loss' ? 'loss' : unitName(experiment, layer, column);
}

/** What the rows of an array stand for: rows of the data, or the inputs of a layer. */
export function rowName(experiment: Experiment, array: ArrayId, row: number): string {
  const { kind } = shapeOf(experiment, array);
  if (kind === 'rows') return `row ${rowNumber(experiment, row)}`;
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
      return 'bias';
    case 'row':
      return `row ${subject.index + 1}`;
    case 'unit':
    case 'class':
      return first?.source ? columnName(experiment, first.source, first.source.column) : '';
    case 'cell':
      return factors.map(({ source }) => (source ? arrayName(source) : '')).join(' · ');
    case 'constant':
      return first?.symbol ?? '';
    case 'parameter':
      return 'before the update';
    case 'gradient':
      return factors.length > 2 ? 'update: this gradient' : `update: ${first?.symbol ?? ''} · gradient`;
    case 'memory':
      return 'update: earlier gradients';
    case 'batch':
      return `batch ${whole(subject.index + 1)}`;
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
      return `${fixed(sum, 4)} / ${conclusion.symbol} ${conclusion.symbol === 'training rows' ? String(conclusion.by) : fixed(conclusion.by)}`;
    case 'activation':
      return `${conclusion.activation}(${fixed(sum, 4)})`;
    case 'slope':
      return conclusion.activation === 'relu'
        ? `[${fixed(sum, 4)} > 0]`
        : `${conclusion.activation}′ where A is ${fixed(sum, 4)}`;
    case 'share': {
      const term = terms[conclusion.term];
      return term ? `${termName(experiment, term)}’s ${fixed(term.value, 4)} / sum ${fixed(sum, 4)}` : '';
    }
    case 'negativeLog':
      return `−ln ${fixed(sum, 4)}`;
    default:
      return assertNever(conclusion);
  }
}
