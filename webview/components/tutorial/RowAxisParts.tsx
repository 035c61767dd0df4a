import { useMemo, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';
import { rowNumber } from '#engine/rowSample';
import { t } from '#engine/translation';
import { whole } from '../../format.ts';
import { glyphOf } from '../../paint/classMarks.ts';
import { classBlocks, columnOf, layoutRowAxis } from '../../paint/rowAxis.ts';
import type { RowAxis } from '../../paint/rowAxis.ts';
import type { ShownRun } from '../../run.ts';
import { N_CLASS_MARKS } from '../../theme.ts';
import { useInspector, usePainting, useSize } from '../context.ts';

/** Room beside the rows, in CSS pixels: names at the left, counts at the right. As in styles/tutorial.css. */
const LEFT = 86;
const RIGHT = 58;

/** More blocks than this are not named: then the data does not come in blocks. */
const MOST_BLOCKS = 12;

/** The row axis that fits a box; nothing before the box has a size. */
export function useRowAxis(run: ShownRun, box: RefObject<HTMLElement | null>, ratio: number): RowAxis | null {
  const { width } = useSize(box);
  const { nRows } = run.experiment;
  return useMemo(
    () => (width > 0 ? layoutRowAxis(nRows, Math.max(60, width - LEFT - RIGHT), ratio) : null),
    [nRows, width, ratio],
  );
}

/** Where the counts beside the rows stand. */
export function besideRight(axis: RowAxis, ratio: number): string {
  return `${LEFT + axis.width / ratio + 8}px`;
}

interface RowMarkProps {
  readonly left: (row: number) => string;
  readonly width: string;
}

/** The outline of the selected row, over the whole height. */
export function RowMark({ left, width }: RowMarkProps) {
  const { state } = useInspector();
  const mark = useRef<HTMLDivElement>(null);
  usePainting(() => {
    const { row } = state.chosen.value;
    if (!mark.current) return;
    mark.current.style.left = `calc(${left(row)} - 2px)`;
    mark.current.dataset['row'] = String(row + 1);
  });
  return <div class="row-mark-box" ref={mark} style={{ width: `calc(${width} + 4px)` }} aria-hidden="true" />;
}

interface BlockLabelsProps {
  readonly run: ShownRun;
  readonly axis: RowAxis;
  readonly ratio: number;
}

/** The classes' blocks and their rows below the axis, where the data comes in blocks. */
export function BlockLabels({ run, axis, ratio }: BlockLabelsProps) {
  const { dataset, sample } = run.experiment;
  const { labels, classes } = dataset;
  const blocks = useMemo(() => classBlocks(labels), [labels]);
  const every = axis.every > 1 ? t(', 1 of every {0} drawn', axis.every) : '';
  if (blocks.length > MOST_BLOCKS) {
    return (
      <p class="block-labels picture-note">
        {t(
          '{0}, in data order{1}',
          sample ? t('{0} sampled rows', whole(axis.nRows)) : t('rows 1 to {0}', whole(axis.nRows)),
          every,
        )}
      </p>
    );
  }
  return (
    <div class="block-labels" style={{ width: `${axis.width / ratio}px` }} aria-hidden="true">
      {blocks.map(({ label, first, last }) => {
        const left = columnOf(axis, first) / ratio;
        const width = (columnOf(axis, last) + axis.pitch) / ratio - left;
        const room = width > 30;
        return (
          <span key={first} style={{ left: `${left}px`, width: `${width}px` }}>
            <i class={`class-${label % N_CLASS_MARKS}`}>{glyphOf(label)}</i>
            {room && ` ${classes[label] ?? ''}`}
            {room && (
              <b>
                {whole(rowNumber(run.experiment, first))}–{whole(rowNumber(run.experiment, last))}
              </b>
            )}
          </span>
        );
      })}
      {every !== '' && <em>{every.slice(2)}</em>}
    </div>
  );
}
