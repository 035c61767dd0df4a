import { useMemo } from 'preact/hooks';
import { t } from '#engine/translation';
import { fixed, whole } from '../../format.ts';
import { epochTicks, lossDomain, references } from '../../paint/curves.ts';
import type { Rect } from '../../paint/curves.ts';
import { linePath, stepPath, xOf, yOf } from '../../paint/plot.ts';
import type { Plot } from '../../paint/plot.ts';
import { ticks } from '../../paint/scale.ts';
import type { ShownRun } from '../../run.ts';
import { useInspector } from '../context.ts';
import type { LossPast } from './lossPast.ts';

const TOP = 22;
const BOTTOM = 194;
export const PANELS_HEIGHT = 230;
const LEFT = 34;
export const PANEL_GAP = 18;

/** The three panels, side by side: loss, loss to two decimals, epochs per level. They share the loss axis. */
export function panelsOf(
  run: ShownRun,
  { counter }: LossPast,
  span: number,
  width: number,
): readonly [Plot, Plot, Plot] {
  const room = Math.max(180, width - LEFT - 2 * PANEL_GAP - 8);
  const lefts = [LEFT, LEFT + room * 0.39 + PANEL_GAP, LEFT + room * 0.78 + 2 * PANEL_GAP];
  const areaOf = (i: number, share: number): Rect => ({
    left: lefts[i]!,
    right: lefts[i]! + room * share,
    top: TOP,
    bottom: BOTTOM,
  });
  const { minimum, maximum } = run.series.trainLoss;
  const known = references(run.experiment.dataset).map(({ value }) => value);
  const y = lossDomain([minimum, maximum, ...known], BOTTOM - TOP);
  const x = { minimum: 0, maximum: Math.max(1, span) };
  const most = counter.whole.counts.reduce((a, b) => Math.max(a, b), 1);
  return [
    { area: areaOf(0, 0.39), x, y },
    { area: areaOf(1, 0.39), x, y },
    { area: areaOf(2, 0.22), x: { minimum: 0, maximum: most }, y },
  ];
}

/** What stands around a curve: its name, its axes and what losses are compared with. */
interface FrameProps {
  readonly plot: Plot;
  readonly title: string;
  readonly span: number;
  readonly run: ShownRun;
}

export function LossFrame({ plot, title, span, run }: FrameProps) {
  const { area, y } = plot;
  const first = area.left === LEFT;
  return (
    <>
      <text class="panel-title" x={area.left} y={12}>
        {title}
      </text>
      {ticks(y.minimum, y.maximum, 5).map((value) => (
        <g key={value}>
          <path class="grid-line" d={`M${area.left} ${yOf(plot, value)}H${area.right}`} />
          {first && (
            <text x={area.left - 6} y={yOf(plot, value) + 4} text-anchor="end">
              {fixed(value, 1)}
            </text>
          )}
        </g>
      ))}
      {references(run.experiment.dataset).map(({ value, labels }, i) => (
        <g key={value}>
          <path class="reference" d={`M${area.left} ${yOf(plot, value)}H${area.right}`} />
          {first && (
            <text
              class="halo"
              x={i === 0 ? area.right : area.left + 4}
              y={yOf(plot, value) - 5}
              text-anchor={i === 0 ? 'end' : 'start'}
            >
              {labels.at(-1)}
            </text>
          )}
        </g>
      ))}
      {epochTicks(span, area.right - area.left).map((epoch) => (
        <text
          key={epoch}
          x={xOf(plot, epoch)}
          y={area.bottom + 15}
          text-anchor={epoch === 0 ? 'start' : epoch === span ? 'end' : 'middle'}
        >
          {whole(epoch)}
        </text>
      ))}
      <text x={area.right} y={area.bottom + 30} text-anchor="end">
        {t('epoch')}
      </text>
    </>
  );
}

/** The axis of the counts. */
export function CountFrame({ plot }: { readonly plot: Plot }) {
  const { area, x } = plot;
  return (
    <>
      <text class="panel-title" x={area.left} y={12}>
        {t('epochs per level')}
      </text>
      <path class="grid-line" d={`M${area.left} ${area.top}V${area.bottom}`} />
      {[0, x.maximum].map((value) => (
        <text
          key={value}
          x={xOf(plot, value)}
          y={area.bottom + 15}
          text-anchor={value === 0 ? 'start' : 'end'}
        >
          {whole(value)}
        </text>
      ))}
      <text x={area.right} y={area.bottom + 30} text-anchor="end">
        {t('epochs')}
      </text>
    </>
  );
}

interface CurvesProps {
  readonly clip: string;
  readonly curve: Plot;
  readonly steps: Plot;
  readonly past: LossPast;
  readonly run: ShownRun;
}

/** Both curves twice: pale for what is still to come, and over it, cut at the cursor, what has been. */
export function LossCurves({ clip, curve, steps, past, run }: CurvesProps) {
  const { version } = useInspector().state;
  const paths = useMemo(
    () => [linePath(curve, run.series.trainLoss.points()), stepPath(steps, past.rounded.points(), 0)],
    [curve, steps, past, run, version.value],
  );
  return (
    <>
      {paths.map((path, i) => (
        <path key={i} class="curve ahead" d={path} />
      ))}
      <g clip-path={`url(#${clip})`}>
        {paths.map((path, i) => (
          <path key={i} class="curve" d={path} />
        ))}
      </g>
    </>
  );
}
