import { useRef } from 'preact/hooks';
import type { Experiment } from '#engine/experiment';
import { NO_CLASS } from '#engine/metrics';
import { t } from '#engine/translation';
import {
  correctOf,
  filled,
  indexOf,
  listRows,
  nameOf,
  percentOf,
  unpredictedText,
} from '../confusionWords.ts';
import type { ClassPair, ConfusionLook, Filled } from '../confusionWords.ts';
import { glyphOf } from '../paint/classMarks.ts';
import '../styles/confusion.css';
import { N_CLASS_MARKS } from '../theme.ts';
import { useInspector, usePainting } from './context.ts';

interface ConfusionTableProps {
  readonly experiment: Experiment;
  readonly caption: string;
  readonly totals: 'actual' | 'both'; // are there totals of the predicted classes too?
  /** Read again whenever a signal that it uses changes; null before the first epoch. */
  readonly look: () => ConfusionLook | null;
  readonly rowsOf: (cell: ClassPair) => Int32Array;
  readonly onPress: (cell: ClassPair) => void;
}

/**
 * Actual against predicted, cool to warm, each cell a button; a column and a sentence for rows without a prediction, where
 * there are any. The table is made once; each epoch writes its counts into the cells that are there.
 */
export function ConfusionTable({ experiment, caption, totals, look, rowsOf, onPress }: ConfusionTableProps) {
  const { tooltip } = useInspector();
  const table = useRef<HTMLTableElement>(null);
  const note = useRef<HTMLParagraphElement>(null);
  const labels = experiment.dataset.classes;
  const nClasses = labels.length;
  usePainting(() => {
    const now = filled(labels, look());
    if (!table.current || !note.current) return;
    writeTable(table.current, nClasses, now);
    writeUnpredicted(table.current, now);
    const text = now ? unpredictedText(now) : '';
    write(note.current, text);
    note.current.hidden = text === '';
  });
  const tip = (cell: ClassPair) => {
    const now = filled(labels, look());
    return now ? [nameOf(now, cell), listRows(experiment, rowsOf(cell))].join('\n').trim() : '';
  };
  return (
    <>
      <table ref={table} class={nClasses > 5 ? 'confusion dense' : 'confusion'}>
        <caption class="unseen">
          {t('{0}. Actual classes in rows, predicted classes in columns', caption)}
        </caption>
        <thead>
          <tr>
            <td class="muted">{t('actual ↓')}</td>
            {labels.map((label) => (
              <th key={label} scope="col" title={label}>
                {label}
              </th>
            ))}
            <th scope="col" class="unpredicted" title={t('no prediction: P is not finite')} hidden>
              {t('none')}
            </th>
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
              <td class="unpredicted" hidden />
              <td class="share" />
            </tr>
          ))}
        </tbody>
        {totals === 'both' && (
          <tfoot>
            <tr>
              <td class="muted">{t('correct')}</td>
              {labels.map((label) => (
                <td key={label} class="share" />
              ))}
              <td class="unpredicted" hidden />
              <td />
            </tr>
          </tfoot>
        )}
      </table>
      <p ref={note} class="unpredicted-note" hidden />
    </>
  );
}

function writeTable(table: HTMLTableElement, nClasses: number, matrix: Filled | null): void {
  const warmest = matrix ? warmestOf(matrix) : 1;
  table.querySelectorAll<HTMLElement>('.count').forEach((element, at) => {
    writeCell(element, matrix, { actual: Math.floor(at / nClasses), predicted: at % nClasses }, warmest);
  });
  table.querySelectorAll('tbody .share').forEach((element, actual) => {
    write(element, matrix ? correctOf(matrix, (row) => row === actual, matrix.unpredicted[actual]) : '');
  });
  table.querySelectorAll('tfoot .share').forEach((element, predicted) => {
    write(element, matrix ? correctOf(matrix, (_, column) => column === predicted) : '');
  });
}

/** The rows that stand in no cell, by their actual class; the column is there only while there are any. */
function writeUnpredicted(table: HTMLTableElement, matrix: Filled | null): void {
  const any = matrix?.unpredicted.some((count) => count > 0) ?? false;
  table.querySelectorAll<HTMLElement>('.unpredicted').forEach((element) => {
    element.hidden = !any;
  });
  table.querySelectorAll<HTMLElement>('tbody .unpredicted').forEach((element, actual) => {
    const chosen = matrix?.chosen;
    write(element, any ? String(matrix?.unpredicted[actual]) : '');
    element.dataset['chosen'] = String(chosen?.predicted === NO_CLASS && chosen.actual === actual);
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
  const n = matrix?.counts[at];
  const heat = (matrix?.shares[at] ?? 0) / warmest || 0;
  const warm = heat > 0.5;
  const pressed = same(matrix?.pressed, cell);
  write(button.children[0], n === undefined ? '' : String(n));
  write(button.children[1], matrix ? percentOf(matrix, cell) : '');
  element.classList.toggle('hot', warm);
  element.style.setProperty('--t', `${((warm ? heat * 2 - 1 : heat * 2) * 100).toFixed(1)}%`);
  element.dataset['chosen'] = String(same(matrix?.chosen, cell));
  button.classList.toggle('zero', n === 0);
  button.setAttribute('aria-label', matrix ? nameOf(matrix, cell) : '');
  button.setAttribute('aria-pressed', String(pressed));
  button.setAttribute('aria-disabled', String(!n && !pressed));
  button.setAttribute('tabindex', n || pressed ? '0' : '-1'); // an empty cell leads nowhere
}

function write(element: Element | undefined, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

function same(one: ClassPair | null | undefined, other: ClassPair): boolean {
  return one?.actual === other.actual && one.predicted === other.predicted;
}
