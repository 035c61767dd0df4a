import { useEffect, useRef, useState } from 'preact/hooks';
import { CurveChart } from '../charts/curveChart.ts';
import { exact, whole } from '../format.ts';
import { epochTicks, lossDomain, references } from '../paint/curves.ts';
import type { ShownRun } from '../run.ts';
import { palette } from '../theme.ts';
import { useInspector, usePainting, useSize } from './context.ts';
import { CurveOverlay } from './CurveOverlay.tsx';

/** Both charts, once they are on the page. */
export interface Charts {
  readonly loss: CurveChart;
  readonly share: CurveChart;
}

const SHARE_DOMAIN = { minimum: 0, maximum: 1, ticks: [0, 1] };
const EPOCH_AXIS = 26;
const BETWEEN = 20;

/** Loss above, share correct below, over the same epochs. The curves are drawn when the run grows, not when it is scrubbed. */
export function Curves({ run }: { readonly run: ShownRun }) {
  const { state, tooltip } = useInspector();
  const box = useRef<HTMLDivElement>(null);
  const lossCanvas = useRef<HTMLCanvasElement>(null);
  const shareCanvas = useRef<HTMLCanvasElement>(null);
  const [charts, setCharts] = useState<Charts | null>(null);
  const { width, height } = useSize(box);
  const shareHeight = (height >= 280 ? 50 : 32) + EPOCH_AXIS;
  const lossHeight = Math.max(60, height - shareHeight - BETWEEN);
  useEffect(() => {
    if (!lossCanvas.current || !shareCanvas.current) return undefined;
    const made = {
      loss: new CurveChart(lossCanvas.current, { epochs: 'silent', format: lossTick, formatEpoch: whole }),
      share: new CurveChart(shareCanvas.current, {
        epochs: 'labelled',
        format: (share) => String(share),
        formatEpoch: whole,
      }),
    };
    setCharts(made);
    return () => Object.values(made).forEach((chart) => chart.destroy());
  }, []);
  usePainting(() => {
    void state.version.value;
    const colours = palette.value;
    const span = state.span.value;
    if (!charts || !colours || width === 0 || height === 0) return;
    charts.loss.resize(width, lossHeight);
    charts.share.resize(width, shareHeight);
    drawCharts(charts, run, span, colours);
    state.curvesDrawn.value = state.curvesDrawn.peek() + 1;
  });
  const toEpoch = (event: PointerEvent) => charts?.loss.epochAt(event.offsetX) ?? 0;
  const move = (event: PointerEvent) => {
    const epoch = Math.min(Math.max(toEpoch(event), 0), state.newest.value);
    if (event.buttons === 1) state.player.seek(epoch);
    if (epoch < 0) return;
    tooltip.show({ x: event.clientX, y: event.clientY }, () => scoresText(run, epoch));
  };
  return (
    <div class="loss">
      <h2>
        Loss <span>mean cross-entropy, natural log</span>
      </h2>
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
            width={width}
            height={height}
            shareTop={lossHeight + BETWEEN}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              state.player.seek(toEpoch(event));
            }}
            onPointerMove={move}
            onPointerLeave={() => tooltip.hide()}
          />
        )}
      </div>
    </div>
  );
}

type Colours = NonNullable<typeof palette.value>;

function drawCharts({ loss, share }: Charts, run: ShownRun, span: number, colours: Colours): void {
  const { trainLoss, testLoss, trainCorrect, testCorrect } = run.series;
  const { split, nClasses } = run.experiment;
  const separate = split.train !== split.test;
  const levels = references(nClasses);
  const extremes = [trainLoss, testLoss].flatMap(({ minimum, maximum }) => [minimum, maximum]);
  const { top, bottom } = loss.area;
  const domain = lossDomain([...extremes, ...levels.map(({ value }) => value)], bottom - top);
  const epochs = epochTicks(span, loss.area.right - loss.area.left);
  const dotted = levels.map(({ value }) => ({
    stroke: 'dotted' as const,
    points: [
      { x: 0, y: value },
      { x: Math.max(1, span), y: value },
    ],
  }));
  const solid = { stroke: 'solid', points: trainLoss.points() } as const;
  const dashed = separate ? [{ stroke: 'dashed', points: testLoss.points() } as const] : [];
  loss.draw([...dotted, ...dashed, solid], span, epochs, domain, colours);
  const shares = (series: typeof trainCorrect, n: number) =>
    series.points().map(({ x, y }) => ({ x, y: y / n }));
  const solidShare = { stroke: 'solid', points: shares(trainCorrect, split.train.length) } as const;
  const dashedShare = separate
    ? [{ stroke: 'dashed', points: shares(testCorrect, split.test.length) } as const]
    : [];
  share.draw([...dashedShare, solidShare], span, epochs, SHARE_DOMAIN, colours);
}

/** All ticks with as many decimals as the finest of them needs. */
function lossTick(value: number, ticks: readonly number[]): string {
  if (Math.max(...ticks) >= 1e4) return value.toExponential(0).replace('e+', 'e');
  return value.toFixed(Math.max(...ticks.map((tick) => String(tick).split('.')[1]?.length ?? 0)));
}

function scoresText(run: ShownRun, epoch: number): string {
  const { history, experiment } = run;
  const { train, test } = experiment.split;
  const lines = [
    `epoch ${whole(epoch)}`,
    `train loss ${exact(history.score(epoch, 'trainLoss'))}, ${history.score(epoch, 'trainCorrect')}/${train.length}`,
    `test loss ${exact(history.score(epoch, 'testLoss'))}, ${history.score(epoch, 'testCorrect')}/${test.length}`,
  ];
  return (train === test ? lines.slice(0, 2) : lines).join('\n');
}
