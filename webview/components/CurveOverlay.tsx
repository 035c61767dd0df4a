import { useRef } from 'preact/hooks';
import { drawOverlay } from '../charts/cursorOverlay.ts';
import type { Mark, OverlayScene } from '../charts/cursorOverlay.ts';
import { fixed, whole } from '../format.ts';
import { references } from '../paint/curves.ts';
import type { Rect } from '../paint/curves.ts';
import type { Shown, ShownRun } from '../run.ts';
import { palette } from '../theme.ts';
import { useInspector, usePainting, usePixelRatio } from './context.ts';
import type { Charts } from './Curves.tsx';

interface CurveOverlayProps {
  readonly run: ShownRun;
  readonly charts: Charts;
  readonly width: number;
  readonly height: number;
  readonly shareTop: number;
  readonly onPointerDown: (event: PointerEvent & { readonly currentTarget: HTMLCanvasElement }) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerLeave: () => void;
}

/** The cursor with its labels, the veil over what is still to come and the names of the references. */
export function CurveOverlay(props: CurveOverlayProps) {
  const { run, charts, width, height, shareTop } = props;
  const { state } = useInspector();
  const canvas = useRef<HTMLCanvasElement>(null);
  const ratio = usePixelRatio();
  usePainting(() => {
    const shown = state.shown.value;
    const colours = palette.value;
    const divergedAt = state.status.value.state === 'diverged' ? state.status.value.epoch : null;
    const span = state.span.value;
    void state.curvesDrawn.value;
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context || !colours) return;
    canvas.current.width = Math.round(width * ratio);
    canvas.current.height = Math.round(height * ratio);
    context.scale(ratio, ratio);
    drawOverlay(context, sceneOf({ run, charts, shareTop, shown, span, divergedAt }), colours);
  });
  const { value: shown } = state.shown;
  return (
    <canvas
      ref={canvas}
      class="curve-overlay"
      style={{ width: `${width}px`, height: `${height}px` }}
      role="img"
      aria-label={shown ? summary(run, shown) : 'Loss by epoch: nothing yet'}
      onPointerDown={props.onPointerDown}
      onPointerMove={props.onPointerMove}
      onPointerLeave={props.onPointerLeave}
    />
  );
}

interface SceneParts {
  readonly run: ShownRun;
  readonly charts: Charts;
  readonly shareTop: number;
  readonly shown: Shown | null;
  readonly span: number;
  readonly divergedAt: number | null;
}

function sceneOf({ run, charts, shareTop, shown, span, divergedAt }: SceneParts): OverlayScene {
  const { loss } = charts;
  const { split, nClasses } = run.experiment;
  const separate = split.train !== split.test;
  const mark = (value: number, name: string): Mark => ({
    y: Number.isFinite(value) ? loss.yOf(value) : null,
    label: `${name} ${fixed(value, 4)}`,
  });
  const last = run.series.trainLoss.last;
  return {
    x: shown ? loss.xOf(shown.epoch) : null,
    atEnd: shown?.epoch === span,
    train: shown ? mark(shown.scores.trainLoss, separate ? 'train' : 'loss') : null,
    test: shown && separate ? mark(shown.scores.testLoss, 'test') : null,
    loss: loss.area,
    share: shifted(charts.share.area, shareTop),
    references: references(nClasses).map((one) => ({ ...one, y: loss.yOf(one.value) })),
    shareLabels: shareLabels(run, shown, separate),
    divergence:
      divergedAt === null
        ? null
        : {
            x: loss.xOf(last?.x ?? 0),
            y: last ? loss.yOf(last.y) : null,
            label: `diverged at epoch ${whole(divergedAt)}`,
          },
  };
}

function shifted({ left, top, right, bottom }: Rect, by: number): Rect {
  return { left, right, top: top + by, bottom: bottom + by };
}

function shareLabels({ experiment }: ShownRun, shown: Shown | null, separate: boolean): string[] {
  if (!shown) return ['share correct'];
  const { train, test } = experiment.split;
  const training = `${shown.scores.trainCorrect}/${train.length}`;
  if (!separate) return [`share correct: ${training}`];
  const counts = `training ${training}, test ${shown.scores.testCorrect}/${test.length}`;
  return [`share correct: ${counts}`, counts, 'share correct'];
}

function summary(run: ShownRun, shown: Shown): string {
  const { trainLoss, testLoss } = shown.scores;
  const test =
    run.experiment.split.train === run.experiment.split.test ? '' : `, test loss ${fixed(testLoss, 4)}`;
  return `Loss by epoch. At epoch ${whole(shown.epoch)}: train loss ${fixed(trainLoss, 4)}${test}`;
}
