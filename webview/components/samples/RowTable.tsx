import { useComputed, useSignal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { t } from '#engine/translation';
import type { InspectorState } from '../../state.ts';
import { useInspector, usePainting, useSize } from '../context.ts';
import { ScrollCue, useBeyond } from '../ScrollCue.tsx';
import { cellId, placeRows, writeRows } from './rowSlots.ts';
import type { RowColumn, RowsNow } from './rowColumns.ts';
import { RowTableHead } from './RowTableHead.tsx';

/** Heights of a line, and of a line of the head, in CSS pixels; the style sheet draws them so. */
const LINE = 21;
const HEAD_LINE = 14;

interface RowTableProps {
  readonly columns: readonly RowColumn[];
  readonly order: ReadonlySignal<Int32Array>;
}

/**
 * Rows as a native table. It holds as many lines as can be seen; they are made once, and scrolling, playing and sorting
 * write other rows into them.
 */
export function RowTable({ columns, order }: RowTableProps) {
  const { state, tooltip } = useInspector();
  const box = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const first = useSignal(0);
  const column = useSignal(0);
  const { height } = useSize(box);
  const headHeight = 5 + HEAD_LINE * Math.max(...columns.map(({ head }) => head.length));
  const nSlots = Math.max(1, Math.ceil((height - headHeight) / LINE) + 1);
  const inSight = () => {
    const rows = order.value;
    return { rows, first: Math.min(first.value, Math.max(0, rows.length - nSlots)) };
  };
  usePainting(() => {
    const chosen = { row: state.chosen.value.row, column: column.value, cell: state.cell.value };
    if (body.current) placeRows(body.current, columns, { ...inSight(), line: LINE, chosen });
  });
  usePainting(() => {
    if (body.current) writeRows(body.current, columns, rowsNow(state), inSight());
  });
  useRowInSight(box, height - headHeight, order);
  const walk = useWalk(box, columns, order, column);
  const { click, hover } = usePointer(columns, order, column);
  const beyond = useBeyond(
    box,
    columns.reduce((sum, { width }) => sum + width, 0),
  );
  return (
    <div class="scroll-frame">
      <div
        class="row-table"
        ref={box}
        onScroll={(event) => (first.value = Math.floor(event.currentTarget.scrollTop / LINE))}
      >
        <table
          role="grid"
          tabIndex={0}
          aria-label={t(
            'Rows. Arrow up and down choose a row, with Alt left and right a column, Enter opens the arithmetic of a number.',
          )}
          onKeyDown={walk}
          onClick={click}
          onPointerMove={hover}
          onPointerLeave={() => tooltip.hide()}
        >
          <colgroup>
            {columns.map(({ id, width }) => (
              <col key={id} style={{ width: `${width}px` }} />
            ))}
          </colgroup>
          <RowTableHead columns={columns} />
          <tbody ref={body}>
            <tr class="room" aria-hidden="true">
              <td />
            </tr>
            {Array.from({ length: nSlots }, (_, slot) => (
              <tr key={slot} class="line">
                {columns.map(({ id, kind }, at) => (
                  <td key={id} id={cellId(slot, at)} class={kind}>
                    {kind === 'class' && <span class="mark" />}
                    {kind === 'class' && <span />}
                  </td>
                ))}
              </tr>
            ))}
            <tr class="room" aria-hidden="true">
              <td />
            </tr>
          </tbody>
        </table>
      </div>
      <ScrollCue box={box} beyond={beyond} what={t('columns')} />
    </div>
  );
}

function rowsNow(state: InspectorState): RowsNow {
  return { shown: state.shown.value, nRead: state.nRead.value };
}

/** Scrolls to the selected row when another one is selected, and when other rows are listed or in another order. */
function useRowInSight(
  box: RefObject<HTMLDivElement | null>,
  room: number,
  order: ReadonlySignal<Int32Array>,
): void {
  const { state } = useInspector();
  const row = useComputed(() => state.chosen.value.row);
  const filter = useComputed(() => state.options.value.rowFilter);
  const sort = useComputed(() => state.options.value.rowSort);
  usePainting(() => {
    void filter.value;
    void sort.value;
    const at = order.peek().indexOf(row.value);
    if (at < 0 || !box.current || room <= 0) return;
    const [top, bottom] = [at * LINE, (at + 1) * LINE - room];
    if (box.current.scrollTop > top) box.current.scrollTop = top;
    else if (box.current.scrollTop < bottom) box.current.scrollTop = bottom;
  });
}

/** Arrow up and down select a row, with Alt left and right a column; Enter opens the arithmetic of that number. */
function useWalk(
  box: RefObject<HTMLDivElement | null>,
  columns: readonly RowColumn[],
  order: ReadonlySignal<Int32Array>,
  column: Signal<number>,
) {
  const { state, select, open } = useInspector();
  return (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const rows = order.peek();
    const at = rows.indexOf(state.chosen.value.row);
    const step = STEPS[`${event.altKey ? 'Alt+' : ''}${event.key}`];
    if (step !== undefined && event.altKey) {
      column.value = clamp(column.value + step, columns.length);
      const head = box.current?.querySelectorAll('th')[column.value];
      head?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    } else if (step !== undefined) {
      const next = rows[at < 0 ? 0 : clamp(at + step, rows.length)];
      if (next !== undefined) select({ row: next });
    } else if (event.key === 'Enter' && at >= 0) {
      const address = columns[column.value]?.address;
      if (address) open(address(state.chosen.value.row));
    } else return;
    event.preventDefault();
  };
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  'Alt+ArrowRight': 1,
  'Alt+ArrowLeft': -1,
};

function clamp(at: number, length: number): number {
  return Math.min(Math.max(at, 0), length - 1);
}

/** A click on a number opens its arithmetic, elsewhere in a line it selects the row; the exact value is under the pointer. */
function usePointer(
  columns: readonly RowColumn[],
  order: ReadonlySignal<Int32Array>,
  column: Signal<number>,
) {
  const { state, tooltip, select, open } = useInspector();
  const placeOf = (event: Event) => {
    const cell = (event.target as Element).closest('td');
    const row = order.peek()[Number(cell?.parentElement?.dataset['at'] ?? NaN)];
    const one = columns[cell?.cellIndex ?? -1];
    return row === undefined || !one ? null : { row, one };
  };
  const click = (event: Event) => {
    const place = placeOf(event);
    if (!place) return;
    column.value = columns.indexOf(place.one);
    if (place.one.address) open(place.one.address(place.row));
    else select({ row: place.row });
  };
  const hover = (event: PointerEvent) => {
    const place = placeOf(event);
    if (!place) {
      tooltip.hide();
      return;
    }
    tooltip.show({ x: event.clientX, y: event.clientY }, () => {
      const text = place.one.exact(place.one.value(rowsNow(state), place.row));
      return text && t('row {0}\n{1}', columns[0]?.text(place.row) ?? '', text);
    });
  };
  return { click, hover };
}
