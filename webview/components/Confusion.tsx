import { whole } from '../format.ts';
import { testName } from '../names.ts';
import { glyphOf } from '../paint/classMarks.ts';
import type { Shown, ShownRun } from '../run.ts';
import { N_CLASS_MARKS } from '../theme.ts';
import { useInspector } from './context.ts';

/** The annotated heatmap: actual against predicted. A cell chooses its rows, one after another. */
export function Confusion({ run }: { readonly run: ShownRun }) {
  const { state, tooltip } = useInspector();
  const shown = state.shown.value;
  const { dataset, split, nClasses } = run.experiment;
  const labels = dataset.classes;
  const largest = Math.max(1, ...(shown?.confusion ?? []));
  const inTest = split.test.includes(state.chosen.value.row);
  const chosenRow = state.chosen.value.row;
  const total = split.test.length;
  const name = testName(run.experiment);
  const title = name === 'test' ? 'Test confusion' : 'Confusion, all rows';
  return (
    <>
      <h2>
        {title}{' '}
        <span class="spelled" role="status">
          {shown ? `${shown.scores.testCorrect} of ${total} correct` : 'actual against predicted'}
        </span>
      </h2>
      <div class="confusion-box" onPointerLeave={() => tooltip.hide()}>
        <table class={nClasses > 5 ? 'confusion dense' : 'confusion'}>
          <caption class="unseen">Actual classes in rows, predicted classes in columns</caption>
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
          <tbody>
            {labels.map((label, actual) => (
              <tr key={label}>
                <th scope="row" title={label}>
                  <span class={`mark class-${actual % N_CLASS_MARKS}`}>{glyphOf(actual)}</span>
                  {label}
                </th>
                {labels.map((_, predicted) => (
                  <CountCell
                    key={predicted}
                    run={run}
                    shown={shown}
                    cell={{ actual, predicted }}
                    share={(shown?.confusion[actual * nClasses + predicted] ?? 0) / largest}
                    chosen={
                      inTest &&
                      dataset.labels[chosenRow] === actual &&
                      shown?.predicted[chosenRow] === predicted
                    }
                  />
                ))}
                <td class="share">{shown ? shareOf(shown.confusion, actual, nClasses) : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface CountCellProps {
  readonly run: ShownRun;
  readonly shown: Shown | null;
  readonly cell: { readonly actual: number; readonly predicted: number };
  readonly share: number; // of the largest count
  readonly chosen: boolean;
}

function CountCell({ run, shown, cell, share, chosen }: CountCellProps) {
  const { state, select, tooltip } = useInspector();
  const { dataset, nClasses } = run.experiment;
  const { actual, predicted } = cell;
  const n = shown?.confusion[actual * nClasses + predicted];
  const names = [dataset.classes[actual] ?? '', dataset.classes[predicted] ?? ''];
  const text = `${names[0]} read as ${names[1]}: ${whole(n ?? 0)}`;
  const next = () => {
    const rows = shown ? rowsOf(run, shown, cell) : [];
    const after = rows.find((row) => row > state.chosen.value.row) ?? rows[0];
    if (after !== undefined) select({ row: after });
  };
  return (
    <td class={share > 0.5 ? 'count hot' : 'count'} data-chosen={chosen} style={{ '--t': `${heat(share)}%` }}>
      <button
        aria-label={text}
        aria-pressed={chosen}
        aria-disabled={n === undefined || n === 0}
        class={n === 0 ? 'zero' : ''}
        onClick={next}
        onPointerMove={(event) =>
          tooltip.show({ x: event.clientX, y: event.clientY }, () =>
            [text, listRows(state.shown.value ? rowsOf(run, state.shown.value, cell) : [])].join('\n').trim(),
          )
        }
      >
        {n ?? ''}
      </button>
    </td>
  );
}

/** How far a fill has gone from cool to the middle, or from the middle to warm. */
function heat(share: number): string {
  return ((share > 0.5 ? (share - 0.5) * 2 : share * 2) * 100).toFixed(1);
}

function rowsOf(
  { experiment }: ShownRun,
  shown: Shown,
  cell: { actual: number; predicted: number },
): number[] {
  const { dataset, split } = experiment;
  return [...split.test]
    .filter((row) => dataset.labels[row] === cell.actual && shown.predicted[row] === cell.predicted)
    .sort((a, b) => a - b);
}

function listRows(rows: readonly number[]): string {
  if (rows.length === 0) return '';
  const list = rows.slice(0, 12).map((row) => row + 1);
  return `${rows.length === 1 ? 'row' : 'rows'} ${list.join(', ')}${rows.length > 12 ? ' …' : ''}`;
}

function shareOf(confusion: Int32Array, actual: number, nClasses: number): string {
  const line = confusion.subarray(actual * nClasses, (actual + 1) * nClasses);
  return `${line[actual]}/${line.reduce((sum, n) => sum + n, 0)}`;
}
