import { useEffect, useRef } from 'preact/hooks';
import { shapeOf, valuesOf } from '#engine/arrays';
import type { ArrayId, CellAddress } from '#engine/arrays';
import type { ArrayScales } from '../../arrayScales.ts';
import { arrayName, cellName, columnName, rowName } from '../../cellNames.ts';
import { cell as cellText, exact, plain } from '../../format.ts';
import { blockName } from '../../names.ts';
import { glyphOf } from '../../paint/classMarks.ts';
import type { ShownRun } from '../../run.ts';
import { N_CLASS_MARKS } from '../../theme.ts';
import { useInspector, usePainting } from '../context.ts';
import { useVisibleRange } from '../useVisibleRange.ts';
import { writeValue } from '../valueCell.ts';
import { markCells } from './marks.ts';

const ROW_HEIGHT = 22;
const COLUMN_WIDTH = 58;

interface ArrayTableProps {
  readonly run: ShownRun;
  readonly array: ArrayId;
  readonly scales: ArrayScales;
}

/** An array with all of its numbers; what is out of sight is not drawn. */
export function ArrayTable({ run, array, scales }: ArrayTableProps) {
  const { state, open, tooltip } = useInspector();
  const box = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const note = useRef<HTMLSpanElement>(null);
  const { experiment } = run;
  const { kind, nRows, nColumns } = shapeOf(experiment, array);
  const rows = useVisibleRange(box, 'y', ROW_HEIGHT, nRows);
  const columns = useVisibleRange(box, 'x', COLUMN_WIDTH, nColumns);
  const width = columns.end - columns.first;
  const indices = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
  const cellsInSight = () => body.current?.querySelectorAll<HTMLElement>('td.w') ?? [];
  const addressOf = (at: number): CellAddress => ({
    ...array,
    row: Math.floor(at / nColumns),
    column: at % nColumns,
  });
  usePainting(() => {
    const arrays = state.arrays.value;
    if (!arrays) return;
    const values = valuesOf(arrays, array);
    const scale = scales.scale(array, arrays);
    if (note.current) note.current.textContent = noteOf(run, array, scale);
    for (const element of cellsInSight()) {
      const value = values[Number(element.dataset['at'])]!;
      writeValue(element, value, scale, cellText(value));
    }
  });
  usePainting(() => {
    markCells(cellsInSight(), run, state, addressOf);
  });
  useScrollToSelection(box, array, kind === 'rows' ? state.chosen.value.row : -1);
  const at = (event: Event) => {
    const found = (event.target as Element).closest<HTMLElement>('td[data-at]')?.dataset['at'];
    return found === undefined ? undefined : addressOf(Number(found));
  };
  const hover = (event: PointerEvent) => {
    const address = at(event);
    state.hovered.value = address ? [address] : [];
    if (!address) {
      tooltip.hide();
      return;
    }
    tooltip.show({ x: event.clientX, y: event.clientY }, () => {
      const arrays = state.arrays.value;
      const value = arrays ? valuesOf(arrays, array)[address.row * nColumns + address.column] : undefined;
      return value === undefined ? '' : `${cellName(experiment, address)}\n${exact(value)}`;
    });
  };
  const leave = () => {
    state.hovered.value = [];
    tooltip.hide();
  };
  const walk = (event: KeyboardEvent) => {
    const next = stepFrom(state.cell.value, array, event, nRows, nColumns, state.chosen.value.row);
    if (!next) return;
    event.preventDefault();
    open(next);
  };
  const before = columns.first * COLUMN_WIDTH;
  const after = (nColumns - columns.end) * COLUMN_WIDTH;
  return (
    <section class={kind === 'rows' ? 'array of-rows' : 'array'} aria-label={arrayName(array)}>
      <h2>
        {arrayName(array)} <span ref={note} />
      </h2>
      <div
        class={kind === 'rows' ? 'array-box tall' : 'array-box'}
        ref={box}
        tabIndex={0}
        role="group"
        aria-label={`${arrayName(array)}, ${nRows} × ${nColumns}. Arrow up and down, with Alt left and right, move between numbers and open their arithmetic.`}
        onKeyDown={walk}
      >
        <table
          onPointerMove={hover}
          onPointerLeave={leave}
          onClick={(event) => {
            const address = at(event);
            if (address) open(address);
          }}
        >
          <thead>
            <tr>
              <td class="corner" />
              <td style={{ width: `${before}px` }} class="space" />
              {indices(columns.first, columns.end).map((column) => (
                <th key={column} scope="col" title={columnName(experiment, array, column)}>
                  {columnName(experiment, array, column)}
                </th>
              ))}
              <td style={{ width: `${after}px` }} class="space" />
            </tr>
          </thead>
          <tbody ref={body} key={`${columns.first}/${width}`}>
            <tr style={{ height: `${rows.first * ROW_HEIGHT}px` }} class="space" aria-hidden="true" />
            {indices(rows.first, rows.end).map((row) => (
              <tr key={row} data-row={row}>
                <th scope="row">
                  <RowHead run={run} array={array} row={row} />
                </th>
                <td class="space" />
                {indices(columns.first, columns.end).map((column) => (
                  <td key={column} class="w" data-at={row * nColumns + column} />
                ))}
                <td class="space" />
              </tr>
            ))}
            <tr style={{ height: `${(nRows - rows.end) * ROW_HEIGHT}px` }} class="space" aria-hidden="true" />
          </tbody>
        </table>
      </div>
    </section>
  );
}

function RowHead({
  run,
  array,
  row,
}: {
  readonly run: ShownRun;
  readonly array: ArrayId;
  readonly row: number;
}) {
  const { experiment } = run;
  if (shapeOf(experiment, array).kind !== 'rows') return <>{rowName(experiment, array, row)}</>;
  const label = experiment.dataset.labels[row]!;
  const { train, test } = experiment.split;
  return (
    <>
      <span class={`class-${label % N_CLASS_MARKS}`} title={experiment.dataset.classes[label]}>
        {glyphOf(label)}
      </span>{' '}
      {row + 1}
      {train !== test && blockName(experiment, row) === 'test' && <i> test</i>}
    </>
  );
}

/** What the colours mean, and whom the rows of a gradient count. */
function noteOf({ experiment }: ShownRun, array: ArrayId, scale: number): string {
  const range = `colours from −${plain(scale)} to +${plain(scale)}`;
  const { train, test } = experiment.split;
  switch (array.name) {
    case 'dZ':
    case 'dA':
      return train === test ? range : `${range}; test rows take no part in dW and db`;
    case 'dW':
    case 'db':
      return `sums over ${train.length} training rows; ${range}`;
    default:
      return range;
  }
}

/** Brings the selected row into sight when another one is selected, or another array shown. */
function useScrollToSelection(
  box: { readonly current: HTMLDivElement | null },
  array: ArrayId,
  row: number,
): void {
  useEffect(() => {
    const element = box.current;
    if (!element || row < 0) return;
    const top = row * ROW_HEIGHT;
    const room = element.clientHeight - 2 * ROW_HEIGHT;
    if (top < element.scrollTop || top > element.scrollTop + room) {
      element.scrollTop = Math.max(0, top - room / 2);
    }
  }, [box, array.name, array.layer, row]);
}

/** The cell that a key leads to from the open one; from the selected row where another array's is open. */
function stepFrom(
  from: CellAddress | null,
  array: ArrayId,
  { key, altKey }: KeyboardEvent,
  nRows: number,
  nColumns: number,
  chosenRow: number,
): CellAddress | undefined {
  const isHere = from?.name === array.name && from.layer === array.layer;
  const start = isHere ? from : { ...array, row: Math.min(chosenRow, nRows - 1), column: 0 };
  const within = (value: number, n: number) => Math.min(Math.max(value, 0), n - 1);
  if (key === 'Enter') return start;
  if (!altKey && (key === 'ArrowDown' || key === 'ArrowUp')) {
    const step = !isHere ? 0 : key === 'ArrowDown' ? 1 : -1;
    return { ...start, row: within(start.row + step, nRows) };
  }
  if (altKey && (key === 'ArrowRight' || key === 'ArrowLeft')) {
    return { ...start, column: within(start.column + (key === 'ArrowRight' ? 1 : -1), nColumns) };
  }
  return undefined;
}
