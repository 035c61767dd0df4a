import { useRef } from 'preact/hooks';
import { shapeOf } from '#engine/arrays';
import type { ArrayId } from '#engine/arrays';
import type { ArrayScales } from '../../arrayScales.ts';
import { arrayName, columnName } from '../../cellNames.ts';
import type { ShownRun } from '../../run.ts';
import { useInspector } from '../context.ts';
import { useVisibleRange } from '../useVisibleRange.ts';
import type { VisibleRange } from '../useVisibleRange.ts';
import { RowHead } from './RowHead.tsx';
import { ROW_HEIGHT, useArrayCells, useScrollToSelection } from './useArrayCells.ts';

const COLUMN_WIDTH = 58;

interface ArrayTableProps {
  readonly run: ShownRun;
  readonly array: ArrayId;
  readonly scales: ArrayScales;
}

/** An array with all of its numbers; what is out of sight is not drawn. */
export function ArrayTable({ run, array, scales }: ArrayTableProps) {
  const { state } = useInspector();
  const box = useRef<HTMLDivElement>(null);
  const { kind, nRows, nColumns } = shapeOf(run.experiment, array);
  const rows = useVisibleRange(box, 'y', ROW_HEIGHT, nRows);
  const columns = useVisibleRange(box, 'x', COLUMN_WIDTH, nColumns);
  const { body, note, onKeyDown, ...pointer } = useArrayCells(run, array, scales);
  useScrollToSelection(box, array, kind === 'rows' ? state.chosen.value.row : -1);
  const name = arrayName(array);
  return (
    <section class={kind === 'rows' ? 'array of-rows' : 'array'} aria-label={name}>
      <h2>
        {name} <span ref={note} />
      </h2>
      <div
        class={kind === 'rows' ? 'array-box tall' : 'array-box'}
        ref={box}
        tabIndex={0}
        role="group"
        aria-label={`${name}, ${nRows} × ${nColumns}. Arrow up and down, with Alt left and right, move between numbers and open their arithmetic.`}
        onKeyDown={onKeyDown}
      >
        <table {...pointer}>
          <Head run={run} array={array} columns={columns} nColumns={nColumns} />
          <tbody ref={body} key={`${columns.first}/${columns.end}`}>
            <Space height={rows.first * ROW_HEIGHT} />
            {indices(rows).map((row) => (
              <tr key={row} data-row={row}>
                <th scope="row">
                  <RowHead run={run} array={array} row={row} />
                </th>
                <td class="space" />
                {indices(columns).map((column) => (
                  <td key={column} class="w" data-at={row * nColumns + column} />
                ))}
                <td class="space" />
              </tr>
            ))}
            <Space height={(nRows - rows.end) * ROW_HEIGHT} />
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface HeadProps {
  readonly run: ShownRun;
  readonly array: ArrayId;
  readonly columns: VisibleRange;
  readonly nColumns: number;
}

function Head({ run, array, columns, nColumns }: HeadProps) {
  return (
    <thead>
      <tr>
        <td class="corner" />
        <td style={{ width: `${columns.first * COLUMN_WIDTH}px` }} class="space" />
        {indices(columns).map((column) => (
          <th key={column} scope="col" title={columnName(run.experiment, array, column)}>
            {columnName(run.experiment, array, column)}
          </th>
        ))}
        <td style={{ width: `${(nColumns - columns.end) * COLUMN_WIDTH}px` }} class="space" />
      </tr>
    </thead>
  );
}

/** The room of rows that are out of sight. */
function Space({ height }: { readonly height: number }) {
  return <tr style={{ height: `${height}px` }} class="space" aria-hidden="true" />;
}

function indices({ first, end }: VisibleRange): number[] {
  return Array.from({ length: end - first }, (_, i) => first + i);
}
