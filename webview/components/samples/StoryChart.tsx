import { computed, useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { rowNumber } from '#engine/rowSample';
import { t } from '#engine/translation';
import { CurveChart } from '../../charts/curveChart.ts';
import { drawStory } from '../../charts/storyOverlay.ts';
import { count, exact, fixed, whole } from '../../format.ts';
import { readAs } from '../../names.ts';
import { epochTicks } from '../../paint/curves.ts';
import { storyMarks } from '../../paint/rowStory.ts';
import type { ShownRun } from '../../run.ts';
import { drawOn } from '../../picture/redrawings.ts';
import { palette } from '../../theme.ts';
import { useInspector, usePainting, usePixelRatio, useSize } from '../context.ts';
import type { RowPast } from './rowPast.ts';

interface StoryChartProps {
  readonly run: ShownRun;
  readonly row: number;
  readonly past: RowPast;
}

const DOMAIN = { minimum: 0, maximum: 1, ticks: [0, 0.5, 1] };

/** A row's probabilities over all epochs. The curves are drawn when there are more of them, the cursor with each epoch. */
export function StoryChart({ run, row, past }: StoryChartProps) {
  const { state, tooltip } = useInspector();
  const box = useRef<HTMLDivElement>(null);
  const curves = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const [chart, setChart] = useState<CurveChart | null>(null);
  const drawings = useSignal(0); // the cursor is drawn after them
  const { width, height } = useSize(box);
  const ratio = usePixelRatio();
  useEffect(() => {
    if (!curves.current) return undefined;
    const made = new CurveChart(curves.current, { epochs: 'labelled', format: String, formatEpoch: whole });
    setChart(made);
    return () => made.destroy();
  }, []);
  const flips = useMemo(
    () =>
      computed(() => {
        void state.nRead.value;
        return run.chronicle?.flipsOf(row) ?? [];
      }),
    [run, row],
  );
  usePainting(() => {
    void past.nRead.value;
    const colours = palette.value;
    const span = state.span.value;
    if (!chart || !colours || width === 0) return;
    chart.resize(width, height);
    const lines = past.series.map((one, label) => ({ stroke: { label }, points: one.points() }));
    const ticks = epochTicks(span, chart.area.right - chart.area.left);
    chart.draw(lines, { minimum: 0, maximum: span, ticks }, DOMAIN, colours);
    drawings.value = drawings.peek() + 1;
  });
  usePainting(() => {
    void drawings.value;
    const colours = palette.value;
    const epoch = state.shown.value?.epoch ?? null;
    const last = past.nRead.value - 1;
    const context = overlay.current?.getContext('2d');
    if (!overlay.current || !context || !colours || !chart || width === 0) return;
    fitCanvas(overlay.current, Math.round(width * ratio), Math.round(height * ratio));
    const marks = storyMarks({
      epoch,
      last,
      flips: flips.value,
      nClasses: run.experiment.nClasses,
      probability: (at, k) => run.trace(row).probability(at, k),
      xOf: (at) => chart.xOf(at),
      yOf: (value) => chart.yOf(value),
    });
    const scene = { area: chart.area, x: epoch === null ? null : chart.xOf(epoch), marks };
    drawOn(overlay.current, () => {
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      drawStory(context, scene, colours);
    });
  });
  const epochAt = (event: PointerEvent) =>
    Math.min(Math.max(chart?.epochAt(event.offsetX) ?? 0, 0), state.newest.value);
  const move = (event: PointerEvent) => {
    const epoch = epochAt(event);
    if (event.buttons === 1) state.player.seek(epoch);
    tooltip.show({ x: event.clientX, y: event.clientY }, () => pastText(run, row, epoch, past.nRead.value));
  };
  return (
    <div class="story-chart" ref={box}>
      <canvas ref={curves} aria-hidden="true" />
      <canvas
        ref={overlay}
        class="curve-overlay"
        style={{ width: `${width}px`, height: `${height}px` }}
        aria-hidden="true"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          state.player.seek(epochAt(event));
        }}
        onPointerMove={move}
        onPointerLeave={() => tooltip.hide()}
      />
      <Summary run={run} row={row} past={past} />
    </div>
  );
}

/** Gives a canvas its size; one that has it keeps its memory. */
function fitCanvas(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

/** The picture in words, for those who do not see it: the ends of the curves. What lies between stands in the list below. */
function Summary({ run, row, past }: StoryChartProps) {
  const { classes } = run.experiment.dataset;
  const last = past.nRead.value - 1;
  if (last < 0) return <p class="unseen">{t('Probabilities by epoch: nothing yet')}</p>;
  const trace = run.trace(row);
  const ends = classes.map((label, k) => {
    return t('{0} from {1} to {2}', label, fixed(trace.probability(0, k)), fixed(trace.probability(last, k)));
  });
  return (
    <p class="unseen">
      {t(
        'Probabilities of row {0} over {1}: {2}.',
        rowNumber(run.experiment, row),
        count(last + 1, 'epoch'),
        ends.join(', '),
      )}
    </p>
  );
}

function pastText(run: ShownRun, row: number, epoch: number, nRead: number): string {
  if (epoch < 0 || epoch >= nRead) return '';
  const { classes } = run.experiment.dataset;
  const trace = run.trace(row);
  const lines = classes.map((label, k) => `P ${label} ${exact(trace.probability(epoch, k))}`);
  return [
    t('epoch {0}, {1}', whole(epoch), readAs(run.experiment, trace.predictedClass(epoch))),
    ...lines,
  ].join('\n');
}
