import type { Signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { testSize, trainSize } from '#engine/rowSample';
import { t } from '#engine/translation';
import { drawOverlay } from '../charts/cursorOverlay.ts';
import type { LossMark, Mark, OverlayScene } from '../charts/cursorOverlay.ts';
import { fixed, whole } from '../format.ts';
import { placeReferences, references } from '../paint/curves.ts';
import type { Rect } from '../paint/curves.ts';
import { ghostSummary } from './GhostNote.tsx';
import { drawOn } from '../picture/redrawings.ts';
import type { Shown, ShownRun } from '../run.ts';
import { palette } from '../theme.ts';
import type { LossScale, Zoom } from '../viewOptions.ts';
import { useInspector, usePainting, usePixelRatio } from './context.ts';
import type { Size } from './context.ts';
import type { Charts, LowestLosses } from './CurveCharts.tsx';

type CanvasPointerEvent = PointerEvent & { readonly currentTarget: HTMLCanvasElement };

interface CurveOverlayProps {
  readonly run: ShownRun;
  readonly charts: Charts;
  readonly size: Size;
  readonly shareTop: number;
  readonly window: Zoom;
  readonly lossScale: LossScale;
  readonly lowest: LowestLosses | undefined;
  readonly brush: Signal<Zoom | null> | undefined;
  readonly onPointerDown: (event: CanvasPointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: (event: PointerEvent) => void;
  readonly onPointerLeave: () => void;
}

/** Gives a canvas its size in device pixels, and leaves it alone where it has it: a new size costs new memory and a layout. */
function fit(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

/** The cursor with its labels, the veil over what is still to come and the names of the references. */
export function CurveOverlay(props: CurveOverlayProps) {
  const { run, size, lossScale } = props;
  const { width, height } = size;
  const { state } = useInspector();
  const canvas = useRef<HTMLCanvasElement>(null);
  const ratio = usePixelRatio();
  usePainting(() => {
    const epoch = state.shown.value?.epoch;
    const drawn = state.draft.curveRun.value ?? run;
    const shown =
      epoch !== undefined && epoch < drawn.nScored ? { epoch, scores: drawn.scoresOf(epoch) } : null;
    const ghost = state.draft.ghost.value;
    const colours = palette.value;
    const divergedAt = state.status.value.state === 'diverged' ? state.status.value.epoch : null;
    const span = state.span.value;
    const brush = props.brush?.value ?? null;
    void state.curvesDrawn.value;
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context || !colours) return;
    fit(canvas.current, Math.round(width * ratio), Math.round(height * ratio));
    const scene = sceneOf({ ...props, run: drawn }, { shown, span, divergedAt, brush });
    drawOn(canvas.current, () => {
      context.reset();
      context.scale(ratio, ratio);
      drawOverlay(context, scene, colours);
    });
    canvas.current.setAttribute(
      'aria-label',
      shown
        ? summary(drawn, shown, lossScale) + ghostSummary(ghost, shown.epoch)
        : t('Loss by epoch: nothing yet'),
    );
  });
  return (
    <canvas
      ref={canvas}
      class="curve-overlay"
      style={{ width: `${width}px`, height: `${height}px` }}
      role="img"
      onPointerDown={props.onPointerDown}
      onPointerMove={props.onPointerMove}
      onPointerUp={props.onPointerUp}
      onPointerLeave={props.onPointerLeave}
    />
  );
}

/** An epoch and its scores. */
type Scored = Pick<Shown, 'epoch' | 'scores'>;

/** What changes while the curves stay. */
interface Moment {
  readonly shown: Scored | null;
  readonly span: number;
  readonly divergedAt: number | null;
  readonly brush: Zoom | null;
}

function sceneOf(props: CurveOverlayProps, { shown, span, divergedAt, brush }: Moment): OverlayScene {
  const { run, charts, shareTop, window, lowest } = props;
  const { loss } = charts;
  const { split, dataset } = run.experiment;
  const separate = split.train !== split.test;
  const mark = (value: number, name: string): Mark => ({
    y: yOf(charts, value),
    label: `${name} ${fixed(value, 4)}`,
  });
  const inside = (epoch: number) => epoch >= window.from && epoch <= window.to;
  const epoch = shown?.epoch ?? null;
  return {
    x: epoch !== null && inside(epoch) ? loss.xOf(epoch) : null,
    outside: epoch === null || inside(epoch) ? null : { epoch, side: epoch < window.from ? 'left' : 'right' },
    atEnd: epoch === span,
    train: shown ? mark(shown.scores.trainLoss, separate ? t('train') : t('loss')) : null,
    test: shown && separate ? mark(shown.scores.testLoss, t('test')) : null,
    loss: loss.area,
    share: shifted(charts.share.area, shareTop),
    references: placeReferences(references(dataset), loss.area, (value) => loss.yOf(value)),
    shareLabels: shareLabels(run, shown, separate),
    lowest: lowest ? lowestMarks(props, lowest).filter(({ epoch: at }) => inside(at)) : [],
    divergence: divergedAt === null ? null : divergenceOf(props, divergedAt),
    brush: brush ? { from: loss.xOf(brush.from), to: loss.xOf(brush.to), label: brushLabel(brush) } : null,
  };
}

function yOf({ loss }: Charts, value: number): number | null {
  const y = loss.yOf(value);
  return Number.isFinite(value) && Number.isFinite(y) ? y : null;
}

/** The smallest losses, each at its place; the test loss is the open mark. */
function lowestMarks({ run, charts }: CurveOverlayProps, { train, test }: LowestLosses): LossMark[] {
  const { split } = run.experiment;
  const place = (epoch: number, score: 'trainLoss' | 'testLoss', kind: LossMark['kind']): LossMark[] => {
    const y = epoch < 0 ? null : yOf(charts, run.scores(score)[epoch] ?? NaN);
    return y === null ? [] : [{ epoch, x: charts.loss.xOf(epoch), y, kind }];
  };
  const ofTest = split.train === split.test ? [] : place(test, 'testLoss', 'open');
  return [...place(train, 'trainLoss', 'filled'), ...ofTest];
}

/** The last point that the training loss has; nothing where it lies outside the window. */
function divergenceOf({ run, charts, window }: CurveOverlayProps, at: number): OverlayScene['divergence'] {
  const last = run.series.trainLoss.last;
  const epoch = last?.x ?? 0;
  if (epoch < window.from || epoch > window.to) return null;
  return {
    x: charts.loss.xOf(epoch),
    y: last ? yOf(charts, last.y) : null,
    label: t('diverged at epoch {0}', whole(at)),
  };
}

function brushLabel({ from, to }: Zoom): string {
  return t('epochs {0} to {1}', whole(from), whole(to));
}

function shifted({ left, top, right, bottom }: Rect, by: number): Rect {
  return { left, right, top: top + by, bottom: bottom + by };
}

function shareLabels({ experiment }: ShownRun, shown: Scored | null, separate: boolean): string[] {
  if (!shown) return [t('share correct')];
  const training = `${whole(shown.scores.trainCorrect)}/${whole(trainSize(experiment))}`;
  if (!separate) return [t('share correct: {0}', training)];
  const [testCorrect, nTest] = [whole(shown.scores.testCorrect), whole(testSize(experiment))];
  const counts = t('training {0}, test {1}/{2}', training, testCorrect, nTest);
  return [t('share correct: {0}', counts), counts, t('share correct')];
}

function summary(run: ShownRun, shown: Scored, lossScale: LossScale): string {
  const { trainLoss, testLoss } = shown.scores;
  const test =
    run.experiment.split.train === run.experiment.split.test ? '' : t(', test loss {0}', fixed(testLoss, 4));
  const axis = lossScale === 'log' ? t(', logarithmic axis') : '';
  return t(
    'Loss by epoch{0}. At epoch {1}: train loss {2}{3}',
    axis,
    whole(shown.epoch),
    fixed(trainLoss, 4),
    test,
  );
}
