import { computed } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import { shapeOf } from '#engine/arrays';
import type { ArrayId } from '#engine/arrays';
import { t } from '#engine/translation';
import type { ArrayScales } from '../../arrayScales.ts';
import { arrayName } from '../../cellNames.ts';
import { view } from '../../picture/view.ts';
import type { ShownRun } from '../../run.ts';
import { useInspector } from '../context.ts';
import { useInView } from '../inView.ts';
import { ScrollCue, useBeyond } from '../ScrollCue.tsx';
import { useVisibleRange } from '../useVisibleRange.ts';
import type { VisibleRange } from '../useVisibleRange.ts';
import { RowHead } from './RowHead.tsx';
import { ROW_HEIGHT, tableMeasures } from './tableMeasures.ts';
import { useArrayCells } from './useArrayCells.ts';
import { useColumnInSight, useRowInSight } from './useInSight.ts';

interface ArrayTableProps {
  readonly run: ShownRun;
  readonly array: ArrayId;
  readonly scales: ArrayScales;
  readonly resting: ReadonlySignal<boolean>; // does the epoch rest?
}

/** An array with all of its numbers; what is out of sight is not drawn. */
export function ArrayTable({ run, array, scales, resting }: ArrayTableProps) {
  const { state } = useInspector();
  const section = useRef<HTMLElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const { kind, nRows, nColumns } = shapeOf(run.experiment, array);
  const { names, pitch, headWidth, width, boxWidth } = useMemo(
    () => tableMeasures(run.experiment, array),
    [run, array.name, array.layer],
  );
  const rows = useVisibleRange(box, 'y', ROW_HEIGHT, nRows);
  const columns = useVisibleRange(box, 'x', pitch, nColumns);
  const inView = useInView(section, '.array-groups');
  const drawn = useMemo(() => computed(() => inView.value || resting.value), [inView, resting]);
  const { body, note, onKeyDown, ...pointer } = useArrayCells(run, array, scales, drawn);
  const name = arrayName(array);
  useRowInSight(box, array, kind === 'rows' ? state.chosen.value.row : -1);
  useColumnInSight(box, array, pitch, headWidth);
  const beyond = useBeyond(box, width);
  const isWide = beyond.left || beyond.right;
  return (
    <section
      ref={section}
      class={kind === 'rows' ? 'array of-rows' : 'array'}
      {...view(t('Array {0}', name))}
      style={{ '--width': `${boxWidth}px`, '--cue-left': `${headWidth}px` }}
      aria-label={name}
    >
      <h2>
        {name} <span ref={note} />
      </h2>
      <div class="scroll-frame">
        <div
          class={isWide ? 'array-box wide' : 'array-box'}
          ref={box}
          tabIndex={0}
          role="group"
          aria-label={t(
            '{0}, {1} × {2}. Arrow up and down, with Alt left and right, move between numbers and open their arithmetic.',
            name,
            nRows,
            nColumns,
          )}
          onKeyDown={onKeyDown}
        >
          <table {...pointer} style={{ width: `${width}px` }} key={`${columns.first}/${columns.end}`}>
            <colgroup>
              <col style={{ width: `${headWidth}px` }} />
              <col style={{ width: `${columns.first * pitch}px` }} />
              <col span={columns.end - columns.first} style={{ width: `${pitch - 1}px` }} />
              <col style={{ width: `${(nColumns - columns.end) * pitch}px` }} />
            </colgroup>
            <Head names={names} columns={columns} />
            <tbody ref={body}>
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
        <ScrollCue box={box} beyond={beyond} what={t('columns')} />
      </div>
    </section>
  );
}

interface HeadProps {
  readonly names: readonly string[];
  readonly columns: VisibleRange;
}

function Head({ names, columns }: HeadProps) {
  return (
    <thead>
      <tr>
        <td class="corner" />
        <td class="space" />
        {indices(columns).map((column) => (
          <th key={column} scope="col" title={names[column] ?? ''}>
            <span>{names[column]}</span>
          </th>
        ))}
        <td class="space" />
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
