import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { localExtrema, lowest } from '#engine/extrema';
import { t } from '#engine/translation';
import { count, fixed, whole } from '../../format.ts';
import { whereText } from '../../names.ts';
import { view } from '../../picture/view.ts';
import type { ShownRun } from '../../run.ts';
import type { Zoom } from '../../viewOptions.ts';
import { zoomBetween } from '../../zoom.ts';
import { useInspector } from '../context.ts';
import { CurveCharts } from '../CurveCharts.tsx';
import type { LowestLosses } from '../CurveCharts.tsx';
import { GhostNote } from '../GhostNote.tsx';
import { CurveTable } from './CurveTable.tsx';
import { Switch } from './Switch.tsx';
import { ZoomFields } from './ZoomFields.tsx';

export interface OverEpochsProps {
  readonly run: ShownRun;
  readonly window: Zoom; // the epochs drawn
  readonly gutter: number; // where the epoch axis starts, in CSS pixels
}

/** A pointer that has moved less than this, in CSS pixels, has clicked. */
const CLICK = 4;
const SHARE_TICKS = [0, 0.5, 1];

/** Loss and share correct, large. A click goes to an epoch, dragging chooses the epochs to be drawn. */
export function CurvePanel({ run: shownRun, window, gutter }: OverEpochsProps) {
  const { state } = useInspector();
  const run = state.draft.curveRun.value ?? shownRun;
  const { lossScale, zoom } = state.options.value;
  const span = state.span.value;
  const { split } = run.experiment;
  const separate = split.train !== split.test;
  const brush = useSignal<Zoom | null>(null);
  const pressed = useRef<{ readonly epoch: number; readonly x: number } | null>(null);
  const newest = state.newest.value;
  const ended = state.ended.value; // while more may come, the smallest loss stands in words alone
  const losses = useMemo(
    () => ({ train: run.scores('trainLoss'), test: run.scores('testLoss') }),
    [run, newest],
  );
  const least = useMemo(() => ({ train: lowest(losses.train), test: lowest(losses.test) }), [losses]);
  const extrema = useMemo(
    () => ({
      train: localExtrema(losses.train, window.from, window.to),
      test: localExtrema(losses.test, window.from, window.to),
    }),
    [losses, window.from, window.to],
  );
  useEscape(() => {
    if (!pressed.current) return false;
    pressed.current = null;
    brush.value = null;
    return true;
  });
  const drag = (epoch: number, event: PointerEvent) => {
    const start = pressed.current;
    if (!start) return;
    const moved = Math.abs(event.clientX - start.x) >= CLICK && epoch !== start.epoch;
    brush.value = moved ? { from: Math.min(start.epoch, epoch), to: Math.max(start.epoch, epoch) } : null;
  };
  const release = (epoch: number) => {
    const chosen = brush.value;
    if (chosen) state.setOptions({ zoom: zoomBetween(chosen.from, chosen.to, span) });
    else if (pressed.current) state.player.seek(epoch);
    pressed.current = null;
    brush.value = null;
  };
  return (
    <div class="curve-panel" {...view(t('Loss and share correct'))}>
      <div class="curve-head">
        <h2>
          {t('Loss ')}
          <span>
            {t('mean cross-entropy, natural log{0}', separate ? t('; train solid, test dashed') : '')}
          </span>
        </h2>
        <Switch
          on={lossScale === 'log'}
          onChange={(on) => state.setOptions({ lossScale: on ? 'log' : 'linear' })}
        >
          {t('log axis')}
        </Switch>
        <ZoomFields window={window} />
      </div>
      <GhostNote />
      <CurveCharts
        run={shownRun}
        window={window}
        isWhole={zoom === null}
        lossScale={lossScale}
        shareHeight={(height) => (height >= 360 ? 86 : 50)}
        shareTicks={SHARE_TICKS}
        axisWidth={gutter}
        {...(ended ? { lowest: least } : {})}
        brush={brush}
        onPress={(epoch, event) => {
          pressed.current = { epoch, x: event.clientX };
        }}
        onDrag={drag}
        onRelease={release}
      />
      <Lowest run={run} least={least} />
      <p class="note">{noteOf(run, losses, window, lossScale)}</p>
      <CurveTable run={run} window={window} extrema={extrema} />
    </div>
  );
}

/** @param act says whether the key was meant for it; then nothing else is closed by it */
function useEscape(act: () => boolean): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && act()) event.preventDefault();
    };
    document.addEventListener('keydown', listen, { capture: true });
    return () => document.removeEventListener('keydown', listen, { capture: true });
  });
}

/** The smallest losses in words; each leads to its epoch. */
function Lowest({ run, least }: { readonly run: ShownRun; readonly least: LowestLosses }) {
  const { state } = useInspector();
  const { split } = run.experiment;
  const separate = split.train !== split.test;
  const ended = state.ended.value;
  const one = (mark: string, name: string, epoch: number, score: 'trainLoss' | 'testLoss') =>
    epoch >= 0 && (
      <button class="link" onClick={() => state.player.seek(epoch)}>
        {t(
          '{0} {1} at epoch {2}',
          ended ? `${mark} ${name}` : t('{0} so far', name),
          fixed(run.scoresOf(epoch)[score], 4),
          whole(epoch),
        )}
      </button>
    );
  return (
    <p class="lowest">
      {separate && one('◇', t('best test loss'), least.test, 'testLoss')}
      {one('◆', separate ? t('lowest train loss') : t('lowest loss'), least.train, 'trainLoss')}
      {state.status.value.state === 'diverged' && (
        <span class="bad">
          {t(
            '✕ diverged at epoch {0}: {1} is not finite, the curves end before it',
            whole(state.status.value.epoch),
            whereText(state.status.value.where),
          )}
        </span>
      )}
    </p>
  );
}

function noteOf(
  run: ShownRun,
  { train, test }: { readonly train: Float64Array; readonly test: Float64Array },
  { from, to }: Zoom,
  lossScale: string,
): string {
  const how = t('Click to go to an epoch, drag over epochs to zoom in.');
  if (lossScale !== 'log') return how;
  const sides = run.experiment.split.train === run.experiment.split.test ? [train] : [train, test];
  const nowhere = sides
    .flatMap((losses) => [...losses.subarray(from, to + 1)])
    .filter((loss) => loss <= 0).length;
  return nowhere === 0 ? how : t('{0} {1} of 0 or less not on the log axis.', how, count(nowhere, 'loss'));
}
