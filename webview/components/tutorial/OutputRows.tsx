import { useMemo, useRef } from 'preact/hooks';
import { log10 } from '#engine/elementary';
import { probabilitiesOf } from '#engine/network';
import { rowNumber } from '#engine/rowSample';
import { t } from '#engine/translation';
import { fixed } from '../../format.ts';
import { glyphOf } from '../../paint/classMarks.ts';
import { floorOf, layoutLanes, paintLanes } from '../../paint/outputLanes.ts';
import type { OutputLanes } from '../../paint/outputLanes.ts';
import { columnOf, rowAtColumn } from '../../paint/rowAxis.ts';
import type { Shown, ShownRun } from '../../run.ts';
import { N_CLASS_MARKS, palette } from '../../theme.ts';
import { pictureOn, show } from '../canvas.ts';
import { useInspector, usePixelRatio } from '../context.ts';
import type { KnownFrames } from './frames.ts';
import { useLivePainting } from '../inView.ts';
import { NumberLink } from './NumberLink.tsx';
import { OutputTable } from './OutputTable.tsx';
import { rowText, verdictText } from './outputText.ts';
import { Live, Summary } from './Picture.tsx';
import { besideRight, BlockLabels, RowMark, useRowAxis } from './RowAxisParts.tsx';

interface OutputRowsProps {
  readonly number: number; // of the picture
  readonly run: ShownRun;
  readonly known: KnownFrames;
  readonly live: boolean; // is it of the epoch shown?
  /** The epoch that the picture is of; null while there is none. */
  readonly read: () => Shown | null;
}

/** Pictures 5 and 6: per class a lane with the expected one-hot, P and log₁₀ P of all rows in data order. */
export function OutputRows({ number, run, known, live, read }: OutputRowsProps) {
  const { state, select, tooltip } = useInspector();
  const ratio = usePixelRatio();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { labels } = run.experiment.dataset;
  const { nClasses, nRows } = run.experiment;
  const axis = useRowAxis(run, box, ratio);
  const smallest = known.version.value > 0 ? known.frames.range('A', run.nHidden + 1).minimum : NaN;
  const floor = floorOf(smallest);
  const lanes = useMemo(
    () => axis && layoutLanes(axis, nClasses, floor, ratio),
    [axis, nClasses, floor, ratio],
  );
  useLivePainting(() => {
    const shown = read();
    const colours = palette.value;
    const picture = lanes ? pictureOn(canvas.current, lanes.axis.width, lanes.height, ratio) : undefined;
    if (!lanes || !colours || !picture) return;
    const { pixels, classes } = colours;
    const outputs = shown && {
      labels,
      probabilities: probabilitiesOf(shown.pass),
      predicted: shown.predicted,
    };
    paintLanes(picture, lanes, outputs, { ...pixels, weak: pixels['ink-2'], classes }, ratio);
    show(canvas.current, picture);
  });
  const rowAt = (event: MouseEvent) => (axis ? rowAtColumn(axis, event.offsetX * ratio) : undefined);
  const hover = (event: PointerEvent) => {
    const row = rowAt(event);
    if (row === undefined) tooltip.hide();
    else tooltip.show({ x: event.clientX, y: event.clientY }, () => rowText(run, read(), row));
  };
  const { row } = state.chosen.value;
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    select({ row: Math.min(nRows - 1, Math.max(0, row + step)) });
  };
  const own = labels[row]!;
  const ownP = () => {
    const shown = read();
    return shown ? probabilitiesOf(shown.pass)[row * nClasses + own]! : NaN;
  };
  const css = (pixels: number) => `${pixels / ratio}px`;
  return (
    <>
      <div class="row-chart outputs-rows" ref={box}>
        {axis && lanes && (
          <>
            <LaneNames run={run} lanes={lanes} ratio={ratio} />
            <div class="row-area" style={{ width: css(axis.width), height: css(lanes.height) }}>
              <canvas
                ref={canvas}
                aria-hidden="true"
                onPointerMove={hover}
                onPointerLeave={() => tooltip.hide()}
                onClick={(event) => {
                  const at = rowAt(event);
                  if (at !== undefined) select({ row: at });
                }}
              />
              <RowMark left={(one) => css(columnOf(axis, one))} width={css(axis.pitch)} />
              <div
                class="row-slider"
                role="slider"
                tabIndex={0}
                aria-label={t('Selected row in picture {0}; arrow up and down move it', number)}
                aria-orientation="vertical"
                aria-valuemin={1}
                aria-valuemax={run.experiment.sample?.nRows ?? nRows}
                aria-valuenow={rowNumber(run.experiment, row)}
                aria-valuetext={t('row {0}', rowNumber(run.experiment, row))}
                onKeyDown={walk}
              />
            </div>
            <BlockLabels run={run} axis={axis} ratio={ratio} />
          </>
        )}
      </div>
      <p class="picture-note">
        <Live text={() => verdictText(run, read())} />
        {t(
          ' row {0}, P of its own class {1}: ',
          rowNumber(run.experiment, row),
          run.experiment.dataset.classes[own] ?? '',
        )}
        {live ? (
          <NumberLink
            cell={{ name: 'P', layer: run.nHidden + 1, row, column: own }}
            label={t(
              'P of row {0}, {1}',
              rowNumber(run.experiment, row),
              run.experiment.dataset.classes[own] ?? '',
            )}
            value={() => fixed(ownP(), 4)}
          />
        ) : (
          <Live text={() => fixed(ownP(), 4)} />
        )}
        {t(', log₁₀ ')}
        <Live text={() => fixed(log10(ownP()), 4)} />
      </p>
      <Summary text={() => rowText(run, read(), row).replaceAll('\n', '; ')} />
      <OutputTable number={number} run={run} read={read} />
    </>
  );
}

interface LaneNamesProps {
  readonly run: ShownRun;
  readonly lanes: OutputLanes;
  readonly ratio: number;
}

/** The classes beside their lanes, with the ticks of both scales. */
function LaneNames({ run, lanes, ratio }: LaneNamesProps) {
  const { state, select } = useInspector();
  const { layer, unit } = state.chosen.value;
  const output = run.nHidden + 1;
  const css = (pixels: number) => `${pixels / ratio}px`;
  const ticks = lanes.lanes.flatMap(({ top, zero, bottom }) => [
    { text: '1', at: top },
    { text: '0', at: zero },
    { text: fixed(lanes.floor, 0), at: bottom },
  ]);
  return (
    <>
      <div class="beside-left">
        {lanes.lanes.map(({ label, top }) => (
          <span key={label} class="lane-name" style={{ top: css(top) }}>
            <i class={`mark class-${label % N_CLASS_MARKS}`}>{glyphOf(label)}</i>
            <button
              class="name"
              aria-pressed={layer === output && unit === label}
              title={run.experiment.dataset.classes[label] ?? ''}
              onClick={() => select({ layer: output, unit: label })}
            >
              {run.experiment.dataset.classes[label]}
            </button>
          </span>
        ))}
        {ticks.map(({ text, at }, i) => (
          <span key={i} class="lane-tick" style={{ top: css(at) }} aria-hidden="true">
            {text}
          </span>
        ))}
      </div>
      <div class="beside-right" style={{ left: besideRight(lanes.axis, ratio) }} aria-hidden="true">
        {lanes.lanes.map(({ label, top, zero, bottom }) => (
          <span key={label}>
            <i style={{ top: css((top + zero) / 2) }}>P</i>
            <i style={{ top: css((zero + bottom) / 2) }}>{t('log₁₀ P')}</i>
          </span>
        ))}
        <i class="bad" style={{ top: css((lanes.verdictTop + lanes.height) / 2) }}>
          {t('wrong')}
        </i>
      </div>
    </>
  );
}
