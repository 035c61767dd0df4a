import type { ComponentChildren } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { firingText, firingWords } from '#engine/activations';
import { NO_CLASS } from '#engine/metrics';
import { probabilitiesOf } from '#engine/network';
import { rowNumber } from '#engine/rowSample';
import { t } from '#engine/translation';
import { fixed, whole } from '../format.ts';
import { blockName, readAs } from '../names.ts';
import { layoutColumns } from '../paint/rowsColumns.ts';
import { layoutRows, neighbour } from '../paint/rowsLayout.ts';
import type { ShownRun } from '../run.ts';
import { usePixelRatio, useInspector, useSize } from './context.ts';
import { MaskHeads, OutputHeads } from './RowsHeads.tsx';
import { RowLabels } from './RowLabels.tsx';
import { RowPictures } from './RowPictures.tsx';
import { RowTwin } from './RowTwin.tsx';
import { ScrollCue, useBeyond } from './ScrollCue.tsx';

/** The height of the columns' heads, in CSS pixels. */
export const HEAD_HEIGHT = 40;

/** What the marks of wrong rows take behind the outputs. */
export const VERDICT_ROOM = 8;

/** Every row as one line through masks, outputs and verdict. */
export function Rows({ run }: { readonly run: ShownRun }) {
  const { state, select, open } = useInspector();
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const ratio = usePixelRatio();
  const { dataset, split, nClasses, shape } = run.experiment;
  const layer = Math.max(0, Math.min(state.chosen.value.layer, run.nHidden) - 1);
  const lay = (room: number) => layoutRows(dataset.labels, split, nClasses, room, ratio);
  const least = useMemo(() => lay(0), [run, ratio]);
  const layout = useMemo(() => lay(height - HEAD_HEIGHT - 4), [run, ratio, height]);
  const longest = Math.max(...dataset.classes.map((name) => Math.min(name.length, 16)));
  const columns = useMemo(
    () => layoutColumns(shape.sizes, width, Math.max(78, longest * 5.6 + 26), layer),
    [run, width, layer],
  );
  const { row } = state.chosen.value;
  /** Opens the P that the selected row is read by. */
  const openOutput = () => {
    const column = state.shown.value?.predicted[row] ?? NO_CLASS;
    if (column !== NO_CLASS) open({ name: 'P', layer: run.nHidden + 1, row, column });
  };
  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.key === 'Enter') openOutput();
    else if (step !== 0) select({ row: neighbour(layout, row, step) });
    else return;
    event.preventDefault();
  };
  const minHeight = `${Math.ceil(least.height / ratio) + HEAD_HEIGHT + 2}px`;
  return (
    <>
      <h2 class={run.experiment.sample ? 'whole' : ''}>
        {t('Rows ')}
        <span>{subtitle(run, layout.every, columns.masks.layers)}</span>
      </h2>
      <div class="rows-box" ref={box} style={{ minHeight }}>
        {width > 0 && (
          <>
            {run.nHidden > 0 && (
              <Columns left={0} room={columns.maskRoom} width={columns.masks.width} what={t('units')}>
                <MaskHeads run={run} columns={columns.masks} />
                <RowPictures kind="masks" run={run} layout={layout} columns={columns} ratio={ratio} />
              </Columns>
            )}
            <Columns
              left={columns.outputsLeft}
              room={columns.outputRoom + VERDICT_ROOM}
              width={columns.outputs.width + VERDICT_ROOM}
              what={t('classes')}
            >
              <OutputHeads run={run} columns={columns.outputs} />
              <RowPictures kind="outputs" run={run} layout={layout} columns={columns} ratio={ratio} />
            </Columns>
            <RowLabels run={run} layout={layout} columns={columns} ratio={ratio} />
            <div
              class="rows-focus"
              style={{ top: `${HEAD_HEIGHT}px`, height: `${layout.height / ratio}px` }}
              role="slider"
              tabIndex={0}
              aria-label={t('Selected row; arrow up and down move it, Enter opens its arithmetic')}
              aria-orientation="vertical"
              aria-valuemin={1}
              aria-valuemax={run.experiment.sample?.nRows ?? run.experiment.nRows}
              aria-valuenow={rowNumber(run.experiment, row)}
              aria-valuetext={spokenRow(run, state.shown.value, row)}
              onKeyDown={walk}
            />
          </>
        )}
      </div>
      <RowTwin run={run} />
    </>
  );
}

interface ColumnsProps {
  readonly left: number; // CSS pixels, as are room and width
  readonly room: number;
  readonly width: number; // of all columns together
  readonly what: string; // the columns are of
  readonly children: ComponentChildren;
}

/** The box of the masks or of the outputs: where it has too little room it scrolls, and says so. */
function Columns({ left, room, width, what, children }: ColumnsProps) {
  const box = useRef<HTMLDivElement>(null);
  const beyond = useBeyond(box, width);
  return (
    <div class="scroll-frame" style={{ left: `${left}px`, width: `${room}px` }}>
      <div class="column-scroll" ref={box}>
        {children}
      </div>
      <ScrollCue box={box} beyond={beyond} what={what} />
    </div>
  );
}

function subtitle(run: ShownRun, every: number, layers: readonly number[]): string {
  const { split, shape, sample, nRows } = run.experiment;
  const words = [...new Set(shape.activations.map(firingWords))].map(firingText).join(t(' or '));
  const parts = [
    t('left: unit {0}, counted over {1}; right: P filling its target', words, whole(split.train.length)),
  ];
  if (run.nHidden === 0) parts.splice(0, 1, t('P filling its target'));
  if (layers.length < run.nHidden) parts.unshift(t('layer {0}, the selected unit’s', layers[0]! + 1));
  if (every > 1) parts.unshift(t('1 of {0} rows drawn', every));
  if (sample) parts.unshift(t('{0} of {1} rows', whole(nRows), whole(sample.nRows)));
  return parts.join('; ');
}

function spokenRow(run: ShownRun, shown: ReturnType<ShownRun['derive']> | null, row: number): string {
  const { dataset, nClasses } = run.experiment;
  const actual = dataset.classes[dataset.labels[row]!] ?? '';
  const start = t(
    'row {0}, {1}, {2}',
    rowNumber(run.experiment, row),
    blockName(run.experiment, row),
    actual,
  );
  if (!shown) return start;
  const predicted = shown.predicted[row]!;
  const read = `${start}, ${readAs(run.experiment, predicted)}`;
  const p = probabilitiesOf(shown.pass)[row * nClasses + predicted];
  return predicted === NO_CLASS || p === undefined ? read : t('{0} with P {1}', read, fixed(p));
}
