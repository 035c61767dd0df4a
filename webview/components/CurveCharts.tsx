import type { Signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Score } from '#engine/keyEpochs';
import { t } from '#engine/translation';
import type { Ghost } from '#protocol/api';
import { testSize, trainSize } from '#engine/rowSample';
import { CurveChart } from '../charts/curveChart.ts';
import type { Curve, Stroke } from '../charts/curveChart.ts';
import { scoresIn } from '../draft.ts';
import { exact, plain, whole } from '../format.ts';
import { epochTicks, logDomain, lossDomain, references } from '../paint/curves.ts';
import type { Domain } from '../paint/curves.ts';
import { decimate } from '../paint/decimate.ts';
import type { ShownRun } from '../run.ts';
import { palette } from '../theme.ts';
import type { Palette } from '../theme.ts';
import type { LossScale, Zoom } from '../viewOptions.ts';
import { useInspector, usePainting, usePixelRatio, useSize } from './context.ts';
import type { Size } from './context.ts';
import { CurveOverlay } from './CurveOverlay.tsx';

/** Both charts, once they are on the page. */
export interface Charts {
  readonly loss: CurveChart;
  readonly share: CurveChart;
}

/** How the curves are drawn and what a pointer on them does. */
export interface CurveChartsProps {
  readonly run: ShownRun;
  readonly window: Zoom; // the epochs drawn
  readonly isWhole: boolean; // are they all epochs? Then the loss axis holds the references too
  readonly lossScale: LossScale;
  readonly shareHeight: (height: number) => number; // of the plot, in a box of that height
  readonly shareTicks: readonly number[];
  readonly axisWidth?: number;
  readonly lowest?: LowestLosses; // marked where they are drawn, once they are final
  readonly brush?: Signal<Zoom | null>; // the epochs that are being chosen
  readonly onPress: (epoch: number, event: PointerEvent) => void;
  readonly onDrag: (epoch: number, event: PointerEvent) => void;
  readonly onRelease?: (epoch: number, event: PointerEvent) => void;
}

/** Epochs of the smallest losses; −1 where there is none. */
export interface LowestLosses {
  readonly train: number;
  readonly test: number;
}

const EPOCH_AXIS = 26;
const BETWEEN = 20;

/**
 * Loss above, share correct below, over the same epochs. The curves are drawn when the run grows or the window changes,
 * not when it is scrubbed.
 */
export function CurveCharts(props: CurveChartsProps) {
  const { run, window, lossScale, axisWidth } = props;
  const { state, tooltip } = useInspector();
  const box = useRef<HTMLDivElement>(null);
  const lossCanvas = useRef<HTMLCanvasElement>(null);
  const shareCanvas = useRef<HTMLCanvasElement>(null);
  const [charts, setCharts] = useState<Charts | null>(null);
  const { width, height } = useSize(box);
  const ratio = usePixelRatio();
  const shareHeight = props.shareHeight(height) + EPOCH_AXIS;
  const lossHeight = Math.max(60, height - shareHeight - BETWEEN);
  useEffect(() => {
    if (!lossCanvas.current || !shareCanvas.current) return undefined;
    const common = { formatEpoch: whole, ...(axisWidth === undefined ? {} : { axisWidth }) };
    const made = {
      loss: new CurveChart(lossCanvas.current, { ...common, epochs: 'silent', format: lossTick }),
      share: new CurveChart(shareCanvas.current, { ...common, epochs: 'labelled', format: String }),
    };
    setCharts(made);
    return () => Object.values(made).forEach((chart) => chart.destroy());
  }, [axisWidth]);
  usePainting(() => {
    void state.version.value;
    const colours = palette.value;
    if (!charts || !colours || width === 0 || height === 0) return;
    charts.loss.resize(width, lossHeight);
    charts.share.resize(width, shareHeight);
    const drawn = state.draft.curveRun.value ?? run;
    drawCharts(charts, { ...props, run: drawn, ghost: state.draft.ghost.value }, ratio, colours);
    state.curvesDrawn.value = state.curvesDrawn.peek() + 1;
  });
  const epochOf = (event: PointerEvent) => {
    const epoch = charts?.loss.epochAt(event.offsetX) ?? 0;
    const known = (state.draft.curveRun.value ?? run).nScored;
    return Math.min(Math.max(epoch, window.from), window.to, Math.max(0, known - 1));
  };
  const size: Size = { width, height };
  return (
    <div class="curves" ref={box}>
      <canvas ref={lossCanvas} aria-hidden="true" />
      <canvas
        ref={shareCanvas}
        class="share-curves"
        style={{ top: `${lossHeight + BETWEEN}px` }}
        aria-hidden="true"
      />
      {charts && (
        <CurveOverlay
          run={run}
          charts={charts}
          size={size}
          shareTop={lossHeight + BETWEEN}
          window={window}
          lossScale={lossScale}
          lowest={props.lowest}
          brush={props.brush}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            props.onPress(epochOf(event), event);
          }}
          onPointerMove={(event) => {
            const epoch = epochOf(event);
            if (event.buttons === 1) props.onDrag(epoch, event);
            if (state.newest.value < 0) return;
            tooltip.show({ x: event.clientX, y: event.clientY }, () =>
              scoresText(state.draft.curveRun.value ?? run, epoch),
            );
          }}
          onPointerUp={(event) => props.onRelease?.(epochOf(event), event)}
          onPointerLeave={() => tooltip.hide()}
        />
      )}
    </div>
  );
}

/** Which epochs are drawn, and on how many columns of pixels. */
interface Columns {
  readonly window: Zoom;
  readonly nColumns: number;
}

interface Drawing extends CurveChartsProps {
  readonly ghost: Ghost | null;
}

function drawCharts({ loss, share }: Charts, props: Drawing, ratio: number, colours: Palette): void {
  const { run, ghost, window, isWhole, lossScale, shareTicks } = props;
  const { split, dataset } = run.experiment;
  const { left, right, top, bottom } = loss.area;
  const columns: Columns = { window, nColumns: Math.round((right - left) * ratio) };
  const nTest = split.train === split.test ? 0 : testSize(run.experiment);
  const sizes = { nTrain: trainSize(run.experiment), nTest };
  const ofRun = curvesOf(columns, (score) => run.scores(score), sizes, ['solid', 'dashed']);
  const ofGhost = ghost
    ? curvesOf(columns, (score) => scoresIn(ghost.curves, score), ghost, ['ghost', 'ghost-dashed'])
    : { losses: [], shares: [] };
  const losses = [...ofGhost.losses, ...ofRun.losses];
  const levels = references(dataset).map(({ value }) => value);
  const values = losses.flatMap(({ points }) => points.map(({ y }) => y));
  const domain = (lossScale === 'log' ? logDomain : lossDomain)(
    isWhole ? [...values, ...levels] : values,
    bottom - top,
  );
  const epochs: Domain = {
    minimum: window.from,
    maximum: window.to,
    ticks: epochTicks(window.to, right - left, window.from),
  };
  const dotted = levels
    .filter((y) => y >= domain.minimum && y <= domain.maximum)
    .map((y) => ({ stroke: 'dotted' as const, points: [window.from, window.to].map((x) => ({ x, y })) }));
  loss.draw([...dotted, ...losses], epochs, domain, colours);
  const shares = [...ofGhost.shares, ...ofRun.shares];
  share.draw(shares, epochs, { minimum: 0, maximum: 1, ticks: shareTicks }, colours);
}

/** Losses, and counts as shares of so many rows; the test rows' below the training rows', none where there are none. */
function curvesOf(
  { window, nColumns }: Columns,
  scores: (score: Score) => Float64Array,
  { nTrain, nTest }: { readonly nTrain: number; readonly nTest: number },
  [train, test]: readonly [Stroke, Stroke],
): { readonly losses: readonly Curve[]; readonly shares: readonly Curve[] } {
  // with every extreme that a column of pixels has
  const points = (score: Score) => decimate(scores(score), window.from, window.to, nColumns);
  const shares = (score: Score, of: number) => points(score).map(({ x, y }) => ({ x, y: y / of }));
  return {
    losses: [
      ...(nTest > 0 ? [{ stroke: test, points: points('testLoss') }] : []),
      { stroke: train, points: points('trainLoss') },
    ],
    shares: [
      ...(nTest > 0 ? [{ stroke: test, points: shares('testCorrect', nTest) }] : []),
      { stroke: train, points: shares('trainCorrect', nTrain) },
    ],
  };
}

/** All ticks with as many decimals as the finest of them needs; where they span powers of ten, each with its own. */
function lossTick(value: number, ticks: readonly number[]): string {
  const low = Math.min(...ticks);
  const high = Math.max(...ticks);
  if (high >= 1e4) return value.toExponential(0).replace('e+', 'e');
  if (low > 0 && high / low > 50) return plain(value);
  return value.toFixed(Math.max(...ticks.map((tick) => String(tick).split('.')[1]?.length ?? 0)));
}

/** Both losses to eight digits and both counts, for a tooltip. */
function scoresText(run: ShownRun, epoch: number): string {
  const { train, test } = run.experiment.split;
  const { trainLoss, testLoss, trainCorrect, testCorrect } = run.scoresOf(epoch);
  const [nTrain, nTest] = [whole(trainSize(run.experiment)), whole(testSize(run.experiment))];
  const lines = [
    t('epoch {0}', whole(epoch)),
    t('train loss {0}, {1}/{2}', exact(trainLoss), whole(trainCorrect), nTrain),
    t('test loss {0}, {1}/{2}', exact(testLoss), whole(testCorrect), nTest),
  ];
  return (train === test ? lines.slice(0, 2) : lines).join('\n');
}
