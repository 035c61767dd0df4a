import { rowNumber } from '#engine/rowSample';
import { t } from '#engine/translation';
import { count, whole } from '../format.ts';
import type { RowsColumns } from '../paint/rowsColumns.ts';
import type { RowGroup, RowsLayout } from '../paint/rowsLayout.ts';
import type { Shown, ShownRun } from '../run.ts';
import { useInspector } from './context.ts';
import { HEAD_HEIGHT } from './Rows.tsx';

interface RowLabelsProps {
  readonly run: ShownRun;
  readonly layout: RowsLayout;
  readonly columns: RowsColumns;
  readonly ratio: number;
}

const LINE = 14;

/** Beside each group: its class, how many rows it has and how many are wrong; the outline of the selected row. */
export function RowLabels({ run, layout, columns, ratio }: RowLabelsProps) {
  const { state } = useInspector();
  const { row } = state.chosen.value;
  const shown = state.shown.value;
  const { labelsLeft, labelsWidth } = columns;
  const line = layout.lineOf.get(row);
  const css = (device: number) => HEAD_HEIGHT + device / ratio;
  return (
    <>
      {layout.divider !== null && (
        <i class="rows-divider" style={{ top: `${Math.round(css(layout.divider))}px` }} />
      )}
      {layout.groups.map((group) => (
        <div
          key={`${group.block}/${group.label}`}
          class="row-label"
          style={{ left: `${labelsLeft}px`, width: `${labelsWidth}px`, top: `${css(group.top) - 2}px` }}
        >
          <Lines run={run} group={group} shown={shown} height={group.height / ratio} />
        </div>
      ))}
      {line !== undefined && (
        <>
          <i
            class="row-outline"
            style={{
              top: `${css(line) - 2}px`,
              height: `${layout.pitch / ratio + 4}px`,
              width: `${labelsLeft}px`,
            }}
          />
          <b class="row-number" style={{ top: `${css(line) + layout.pitch / ratio / 2 - 7}px` }}>
            {rowNumber(run.experiment, row)}
          </b>
        </>
      )}
    </>
  );
}

interface LinesProps {
  readonly run: ShownRun;
  readonly group: RowGroup;
  readonly shown: Shown | null;
  readonly height: number;
}

/** As many lines as the group is high: its class first, then what is wrong, then what there is. */
function Lines({ run, group, shown, height }: LinesProps) {
  const wrong = shown ? countWrong(run, group, shown) : 0;
  const room = Math.floor((height + 5) / LINE);
  const noun = group.block === 'train' ? t('training') : group.block === 'test' ? t('test') : '';
  const total = noun === '' ? count(group.nRows, 'row') : `${whole(group.nRows)} ${noun}`;
  const name = run.experiment.dataset.classes[group.label];
  if (room >= 3 || (room === 2 && wrong === 0)) {
    return (
      <>
        <span title={name}>{name}</span>
        <span class="muted">{total}</span>
        {wrong > 0 && <span class="bad">{t('{0} wrong', whole(wrong))}</span>}
      </>
    );
  }
  return (
    <>
      <span title={name}>{name}</span>
      {room >= 2 && <span class="bad">{t('{0} of {1} wrong', whole(wrong), whole(group.nRows))}</span>}
    </>
  );
}

function countWrong({ experiment }: ShownRun, { block, label, rows, nRows }: RowGroup, shown: Shown): number {
  const { dataset, split } = experiment;
  const all = rows.length === nRows ? rows : block === 'test' ? split.test : split.train;
  return all.reduce(
    (sum, row) => sum + Number(dataset.labels[row] === label && shown.predicted[row] !== label),
    0,
  );
}
