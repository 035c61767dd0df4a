import { useId, useMemo, useRef } from 'preact/hooks';
import { lossLevel } from '#engine/lossLevels';
import { t } from '#engine/translation';
import { count, exact, fixed, whole } from '../../format.ts';
import { levelsPath, valueAtX, xOf } from '../../paint/plot.ts';
import type { Plot } from '../../paint/plot.ts';
import type { ShownRun } from '../../run.ts';
import { useInspector, useSize } from '../context.ts';
import { useLivePainting } from '../inView.ts';
import { LiveTable } from './LiveTable.tsx';
import { lossPast } from './lossPast.ts';
import { CountFrame, LossCurves, LossFrame, PANEL_GAP, PANELS_HEIGHT, panelsOf } from './LossPanels.tsx';
import type { LossPast } from './lossPast.ts';
import { Summary } from './Picture.tsx';

/** Picture 7: the loss, the loss to two decimals, and how many epochs each level took. One loss axis for all three. */
export function LossLevelsChart({ run }: { readonly run: ShownRun }) {
  const { state, tooltip } = useInspector();
  const box = useRef<HTMLDivElement>(null);
  const cursors = useRef<SVGGElement>(null);
  const bars = useRef<SVGPathElement>(null);
  const now = useRef<SVGPathElement>(null);
  const clip = useId();
  const { width } = useSize(box);
  const version = state.version.value;
  const span = state.span.value;
  const past = useMemo(() => lossPast(run), [run, version]);
  const plots = useMemo(() => panelsOf(run, past, span, width), [run, past, span, width]);
  const [curve, steps, counts] = plots;
  useLivePainting(() => {
    const epoch = state.shown.value?.epoch;
    if (epoch === undefined || !bars.current || !now.current || !cursors.current) return;
    const until = past.counter.upTo(epoch + 1);
    const { lowest } = past.counter.whole;
    bars.current.setAttribute('d', levelsPath(counts, lowest, 0.01, until));
    now.current.setAttribute('d', levelNow(counts, past, epoch));
    moveCursors(box.current, cursors.current, [curve, steps], epoch);
  });
  const plotAt = (x: number) =>
    plots.find(({ area }) => x >= area.left - PANEL_GAP / 2 && x <= area.right + PANEL_GAP / 2);
  const hover = (event: PointerEvent) => {
    const plot = plotAt(event.offsetX);
    if (!plot) tooltip.hide();
    else {
      const { offsetX, offsetY } = event;
      tooltip.show({ x: event.clientX, y: event.clientY }, () =>
        plot === counts
          ? levelText(counts, past, state.shown.value?.epoch ?? 0, offsetY)
          : epochText(past, epochAt(plot, offsetX)),
      );
    }
  };
  const seek = (event: PointerEvent) => {
    const plot = plotAt(event.offsetX);
    if (plot && plot !== counts) state.player.seek(epochAt(plot, event.offsetX));
  };
  return (
    <>
      <div class="loss-levels" ref={box}>
        {width > 0 && (
          <svg
            width={width}
            height={PANELS_HEIGHT}
            aria-hidden="true"
            onPointerDown={seek}
            onPointerMove={hover}
            onPointerLeave={() => tooltip.hide()}
          >
            <clipPath id={clip}>
              <rect class="until" y="0" height={PANELS_HEIGHT} />
              <rect class="until" y="0" height={PANELS_HEIGHT} />
            </clipPath>
            <LossFrame plot={curve} title={t('loss')} span={span} run={run} />
            <LossFrame plot={steps} title={t('to two decimals')} span={span} run={run} />
            <CountFrame plot={counts} />
            <LossCurves clip={clip} curve={curve} steps={steps} past={past} run={run} />
            <path class="all-units" ref={bars} />
            <path class="level-now" ref={now} />
            <g ref={cursors} class="cursors">
              <path />
              <path />
            </g>
          </svg>
        )}
      </div>
      <Summary text={() => spoken(past, state.shown.value?.epoch ?? null)} />
      <LevelTable past={past} />
    </>
  );
}

function moveCursors(
  box: HTMLElement | null,
  cursors: SVGGElement,
  plots: readonly Plot[],
  epoch: number,
): void {
  const until = box?.querySelectorAll('rect.until');
  plots.forEach((plot, i) => {
    const { left, top, bottom } = plot.area;
    const x = xOf(plot, epoch);
    until?.[i]?.setAttribute('x', String(left - 1));
    until?.[i]?.setAttribute('width', String(x - left + 1));
    cursors.children[i]?.setAttribute('d', `M${x} ${top - 4}V${bottom}`);
  });
}

/** The bar of the level that the shown epoch is on. */
function levelNow(plot: Plot, past: LossPast, epoch: number): string {
  const level = lossLevel(past.losses[epoch] ?? NaN);
  return Number.isFinite(level)
    ? levelsPath(plot, level, 0.01, Int32Array.of(epochsOn(past, level, epoch)))
    : '';
}

/** How many epochs had a level, up to an epoch. */
function epochsOn({ counter }: LossPast, level: number, epoch: number): number {
  return counter.upTo(epoch + 1)[level - counter.whole.lowest] ?? 0;
}

function epochAt(plot: Plot, x: number): number {
  return Math.round(Math.min(plot.x.maximum, Math.max(0, valueAtX(plot, x))));
}

function epochText({ losses }: LossPast, epoch: number): string {
  const loss = losses[epoch];
  if (loss === undefined) return '';
  return t(
    'epoch {0}\ntrain loss {1}, rounded {2}',
    whole(epoch),
    exact(loss),
    fixed(lossLevel(loss) / 100, 2),
  );
}

function levelText(plot: Plot, past: LossPast, epoch: number, y: number): string {
  const { area } = plot;
  const share = (area.bottom - y) / (area.bottom - area.top);
  const level = lossLevel(plot.y.minimum + share * (plot.y.maximum - plot.y.minimum));
  const n = epochsOn(past, level, epoch);
  return t('loss {0}\n{1} up to epoch {2}', fixed(level / 100, 2), count(n, 'epoch'), whole(epoch));
}

/** What the shown epoch's level is, and for how long the run has been there. */
export function levelsText(run: ShownRun, epoch: number | null): string {
  const past = lossPast(run);
  const loss = past.losses[epoch ?? -1];
  if (epoch === null || loss === undefined) return '';
  const level = lossLevel(loss);
  if (!Number.isFinite(level)) return t('At epoch {0} the loss is {1}.', whole(epoch), fixed(loss, 4));
  const here = t(
    'level {0} for {1} so far',
    fixed(level / 100, 2),
    count(epochsOn(past, level, epoch), 'epoch'),
  );
  const counts = past.counter.upTo(epoch + 1);
  const longest = counts.reduce((best, n, i) => (n > counts[best]! ? i : best), 0);
  const name = fixed((past.counter.whole.lowest + longest) / 100, 2);
  return t(
    'At epoch {0} the loss is {1}, {2}; {3} took longest, {4}.',
    whole(epoch),
    fixed(loss, 4),
    here,
    name,
    count(counts[longest]!, 'epoch'),
  );
}

function spoken({ losses, counter }: LossPast, epoch: number | null): string {
  if (epoch === null) return t('No loss yet.');
  const nLevels = counter.upTo(epoch + 1).reduce((n, one) => n + Number(one > 0), 0);
  return t(
    'Train loss from {0} at epoch 0 to {1} at epoch {2}, {3} of two decimals.',
    fixed(losses[0] ?? NaN, 4),
    fixed(losses[epoch] ?? NaN, 4),
    whole(epoch),
    count(nLevels, 'level'),
  );
}

function LevelTable({ past }: { readonly past: LossPast }) {
  const { state } = useInspector();
  const { lowest, counts } = past.counter.whole;
  const levels = Array.from(counts, (_, i) => lowest + i)
    .filter((level) => counts[level - lowest]! > 0)
    .reverse();
  return (
    <LiveTable
      name={t('picture 7, epochs on each level of the loss')}
      rowHead={t('loss')}
      columns={[t('epochs so far'), t('epochs of the run')]}
      rows={levels.map((level) => fixed(level / 100, 2))}
      epoch={() => state.shown.value?.epoch ?? null}
      read={() => {
        const epoch = state.shown.value?.epoch ?? -1;
        return levels.map((level) => [whole(epochsOn(past, level, epoch)), whole(counts[level - lowest]!)]);
      }}
    />
  );
}
