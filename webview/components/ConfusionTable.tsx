import { useRef } from 'preact/hooks';
import { normalizedConfusion } from '#engine/metrics';
import type { Normalization } from '#engine/metrics';
import { percent1, whole } from '../format.ts';
import { glyphOf } from '../paint/classMarks.ts';
import { N_CLASS_MARKS } from '../theme.ts';
import { useInspector, usePainting } from './context.ts';

/** A cell, by its actual and its predicted class. */
export interface ClassPair {
  readonly actual: number;
  readonly predicted: number;
}

/** What the table shows at an epoch. */
export interface ConfusionLook {
  readonly counts: Int32Array; // [nClasses × nClasses]
  readonly normalization: Normalization;
  readonly chosen: ClassPair | null; // the cell of the selected row
  readonly pressed: ClassPair | null;
}

interface ConfusionTableProps {
  readonly labels: readonly string[];
  readonly caption: string;
  readonly totals: 'actual' | 'both'; // are there totals of the predicted classes too?
  /** Read again whenever a signal that it uses changes; null before the first epoch. */
  readonly look: () => ConfusionLook | null;
  readonly rowsOf: (cell: ClassPair) => Int32Array;
  readonly onPress: (cell: ClassPair) => void;
}

/**
 * Actual against predicted, cool to warm, each cell a button. The table is made once; each epoch writes its counts into
 * the cells that are there.
 */
export function ConfusionTable({ labels, caption, totals, look, rowsOf, onPress }: ConfusionTableProps) {
  const { tooltip } = useInspector();
  const table = useRef<HTMLTableElement>(null);
  const nClasses = labels.length;
  usePainting(() => {
    const now = look();
    if (table.current) writeTable(table.current, nClasses, filled(labels, now));
  });
  const tip = (cell: ClassPair) => {
    const now = filled(labels, look());
    return now ? [nameOf(now, cell), listRows(rowsOf(cell))].join('\n').trim() : '';
  };
  return (
    <table ref={table} class={nClasses > 5 ? 'confusion dense' : 'confusion'}>
      <caption class="unseen">{caption}. Actual classes in rows, predicted classes in columns</caption>
      <thead>
        <tr>
          <td class="muted">actual ↓</td>
          {labels.map((label) => (
            <th key={label} scope="col" title={label}>
              {label}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody onPointerLeave={() => tooltip.hide()}>
        {labels.map((label, actual) => (
          <tr key={label}>
            <th scope="row" title={label}>
              <span class={`mark class-${actual % N_CLASS_MARKS}`}>{glyphOf(actual)}</span>
              {label}
            </th>
            {labels.map((_, predicted) => (
              <td key={predicted} class="count">
                <button
                  onClick={() => onPress({ actual, predicted })}
                  onPointerMove={({ clientX: x, clientY: y }) =>
                    tooltip.show({ x, y }, () => tip({ actual, predicted }))
                  }
                >
                  <span /> <small />
                </button>
              </td>
            ))}
            <td class="share" />
          </tr>
        ))}
      </tbody>
      {totals === 'both' && (
        <tfoot>
          <tr>
            <td class="muted">correct</td>
            {labels.map((label) => (
              <td key={label} class="share" />
            ))}
            <td />
          </tr>
        </tfoot>
      )}
    </table>
  );
}

/** What the table shows, with the shares that follow from it. */
interface Filled extends ConfusionLook {
  readonly labels: readonly string[];
  readonly shares: Float64Array; // [nClasses × nClasses], the counts themselves if they are not normalised
}

function filled(labels: readonly string[], look: ConfusionLook | null): Filled | null {
  if (!look) return null;
  return { ...look, labels, shares: normalizedConfusion(look.counts, labels.length, look.normalization) };
}

function writeTable(table: HTMLTableElement, nClasses: number, matrix: Filled | null): void {
  const warmest = matrix ? warmestOf(matrix) : 1;
  table.querySelectorAll<HTMLElement>('.count').forEach((element, at) => {
    writeCell(element, matrix, { actual: Math.floor(at / nClasses), predicted: at % nClasses }, warmest);
  });
  table.querySelectorAll('tbody .share').forEach((element, actual) => {
    write(element, matrix ? correctOf(matrix, (row) => row === actual) : '');
  });
  table.querySelectorAll('tfoot .share').forEach((element, predicted) => {
    write(element, matrix ? correctOf(matrix, (_, column) => column === predicted) : '');
  });
}

/** The value of the warmest colour: 1 for the shares of a class, which can be compared between tables. */
function warmestOf({ normalization, shares }: Filled): number {
  if (normalization === 'actual' || normalization === 'predicted') return 1;
  return shares.reduce((a, b) => Math.max(a, b), 0) || 1;
}

function writeCell(element: HTMLElement, matrix: Filled | null, cell: ClassPair, warmest: number): void {
  const button = element.firstElementChild;
  if (!button) return;
  const at = matrix ? indexOf(matrix, cell) : 0;
  const count = matrix?.counts[at];
  const heat = (matrix?.shares[at] ?? 0) / warmest || 0;
  const warm = heat > 0.5;
  const pressed = same(matrix?.pressed, cell);
  write(button.children[0], count === undefined ? '' : String(count));
  write(button.children[1], matrix ? percentOf(matrix, cell) : '');
  element.classList.toggle('hot', warm);
  element.style.setProperty('--t', `${((warm ? heat * 2 - 1 : heat * 2) * 100).toFixed(1)}%`);
  element.dataset['chosen'] = String(same(matrix?.chosen, cell));
  button.classList.toggle('zero', count === 0);
  button.setAttribute('aria-label', matrix ? nameOf(matrix, cell) : '');
  button.setAttribute('aria-pressed', String(pressed));
  button.setAttribute('aria-disabled', String(!count && !pressed));
  button.setAttribute('tabindex', count || pressed ? '0' : '-1'); // an empty cell leads nowhere
}

function write(element: Element | undefined, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

function same(one: ClassPair | null | undefined, other: ClassPair): boolean {
  return one?.actual === other.actual && one.predicted === other.predicted;
}

/** "versicolor read as virginica: 1", and what share that is. */
function nameOf(matrix: Filled, cell: ClassPair): string {
  const [actual = '', predicted = ''] = [matrix.labels[cell.actual], matrix.labels[cell.predicted]];
  const text = `${actual} read as ${predicted}: ${whole(matrix.counts[indexOf(matrix, cell)]!)}`;
  const percent = percentOf(matrix, cell);
  if (percent === '') return text;
  const groups = {
    counts: '',
    actual: `all ${actual}`,
    predicted: `all read as ${predicted}`,
    all: 'all rows',
  };
  return `${text}, ${percent} of ${groups[matrix.normalization]}`;
}

function indexOf({ labels }: Filled, { actual, predicted }: ClassPair): number {
  return actual * labels.length + predicted;
}

/** A share with one decimal: 0.111 is 11.1 %; nothing where there is no share. */
function percentOf(matrix: Filled, cell: ClassPair): string {
  const share = matrix.shares[indexOf(matrix, cell)]!;
  return matrix.normalization === 'counts' || Number.isNaN(share) ? '' : percent1(share);
}

/** How many of some cells are on the diagonal: 8/9. */
function correctOf(
  { counts, labels }: Filled,
  among: (actual: number, predicted: number) => boolean,
): string {
  let [correct, all] = [0, 0];
  counts.forEach((count, at) => {
    const [actual, predicted] = [Math.floor(at / labels.length), at % labels.length];
    if (!among(actual, predicted)) return;
    all += count;
    if (actual === predicted) correct += count;
  });
  return `${correct}/${all}`;
}

function listRows(rows: Int32Array): string {
  if (rows.length === 0) return '';
  const list = [...rows.subarray(0, 12)].map((row) => row + 1);
  return `${rows.length === 1 ? 'row' : 'rows'} ${list.join(', ')}${rows.length > 12 ? ' …' : ''}`;
}
