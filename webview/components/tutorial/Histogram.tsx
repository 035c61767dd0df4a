import { useMemo, useRef, useState } from 'preact/hooks';
import { countInto } from '#engine/histogram';
import type { HistogramCounts } from '#engine/histogram';
import type { HistogramFrame } from '#engine/histogramFrames';
import { t } from '#engine/translation';
import { plain, whole } from '../../format.ts';
import { barsPath, valueAtX, xOf, yOf } from '../../paint/plot.ts';
import type { Plot } from '../../paint/plot.ts';
import { ticks } from '../../paint/scale.ts';
import { useInspector, useSize } from '../context.ts';
import { useLivePainting } from '../inView.ts';

/** What is counted at an epoch. */
export interface Counted {
  readonly values: Float64Array; // all units on all rows
  readonly unitValues: Float64Array | null; // the selected unit's
  readonly marked: number | null; // the selected row's value of it
}

interface BothCounts {
  readonly all: HistogramCounts;
  readonly unit: HistogramCounts | null;
}

interface HistogramProps {
  readonly name: string; // of the values: "Z1"
  readonly frame: HistogramFrame;
  readonly top: CountTop;
  readonly unitName: string | null;
  readonly read: () => Counted | null;
}

const HEIGHT = 158;
const MARGIN = { left: 36, top: 6, right: 4, bottom: 32 };

/** The upper end of the count axis. It holds still; before a run has been read to its end it may grow. */
export interface CountTop {
  readonly value: number;
  readonly see: (counts: Int32Array) => void;
}

export function useCountTop(frame: HistogramFrame | null): CountTop {
  const [seen, setSeen] = useState<{ frame: HistogramFrame | null; top: number }>({ frame: null, top: 1 });
  const known = Math.max(frame?.top ?? 1, seen.frame === frame ? seen.top : 1);
  const see = (counts: Int32Array) => {
    const largest = counts.reduce((a, b) => Math.max(a, b), 0);
    if (largest > known) setSeen({ frame, top: Math.ceil(largest * 1.3) });
  };
  return { value: known, see };
}

/** Bars of all units, before them those of the selected unit, and a mark at the selected row's value. */
export function Histogram({ name, frame, top, unitName, read }: HistogramProps) {
  const { tooltip } = useInspector();
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const svg = useRef<SVGSVGElement>(null);
  const plot = useMemo(() => plotOf(frame, top.value, width), [frame, top.value, width]);
  const countsOf = ({ values, unitValues }: Counted): BothCounts => ({
    all: countInto(frame.edges, values),
    unit: unitValues && countInto(frame.edges, unitValues),
  });
  useLivePainting(() => {
    const now = read();
    if (!svg.current || width === 0 || !now) return;
    const { all, unit } = countsOf(now);
    top.see(all.counts);
    const draw = (selector: string, path: string) =>
      svg.current?.querySelector(selector)?.setAttribute('d', path);
    draw('.all-units', barsPath(plot, frame.edges, all.counts));
    draw('.one-unit', unit ? barsPath(plot, frame.edges, unit.counts) : '');
    draw('.row-mark', now.marked === null ? '' : markPath(plot, now.marked));
  });
  const hover = (event: PointerEvent) => {
    const value = valueAtX(plot, event.offsetX);
    const bin = frame.edges.findIndex((edge) => edge > value) - 1;
    if (bin < 0) {
      tooltip.hide();
      return;
    }
    tooltip.show({ x: event.clientX, y: event.clientY }, () => {
      const now = read();
      return now ? binText(name, frame, bin, countsOf(now), unitName) : '';
    });
  };
  return (
    <div class="histogram" ref={box}>
      {width > 0 && (
        <svg
          ref={svg}
          width={width}
          height={HEIGHT}
          aria-hidden="true"
          onPointerMove={hover}
          onPointerLeave={() => tooltip.hide()}
        >
          <Axes plot={plot} name={name} binWidth={frame.edges[1]! - frame.edges[0]!} />
          <path class="all-units" />
          <path class="one-unit" />
          <path class="row-mark" />
        </svg>
      )}
    </div>
  );
}

function plotOf({ edges }: HistogramFrame, top: number, width: number): Plot {
  const { left, right, bottom } = MARGIN;
  return {
    area: { left, top: MARGIN.top, right: Math.max(left + 40, width - right), bottom: HEIGHT - bottom },
    x: { minimum: edges[0]!, maximum: edges.at(-1)! },
    y: { minimum: 0, maximum: top },
  };
}

interface AxesProps {
  readonly plot: Plot;
  readonly name: string;
  readonly binWidth: number;
}

function Axes({ plot, name, binWidth }: AxesProps) {
  const { area, x, y } = plot;
  const values = ticks(x.minimum, x.maximum, (area.right - area.left) / 48);
  const counts = ticks(0, y.maximum, 4).filter(Number.isInteger);
  return (
    <>
      {counts.map((count) => (
        <g key={count}>
          <path class="grid-line" d={`M${area.left} ${yOf(plot, count)}H${area.right}`} />
          <text x={area.left - 5} y={yOf(plot, count) + 4} text-anchor="end">
            {whole(count)}
          </text>
        </g>
      ))}
      {values.map((value) => (
        <text key={value} x={xOf(plot, value)} y={area.bottom + 14} text-anchor="middle">
          {plain(value)}
        </text>
      ))}
      {x.minimum <= 0 && x.maximum >= 0 && (
        <path class="zero-line" d={`M${xOf(plot, 0)} ${area.top}V${area.bottom + 4}`} />
      )}
      <text x={area.right} y={area.bottom + 28} text-anchor="end">
        {name}
      </text>
      <text x={area.left} y={area.bottom + 28}>
        {t('count per bin of {0}', plain(binWidth))}
      </text>
    </>
  );
}

/** A triangle under the axis that points at a value; at the end of the axis for what lies beyond. */
function markPath(plot: Plot, value: number): string {
  if (!Number.isFinite(value)) return '';
  const { area, x } = plot;
  const at = xOf(plot, Math.min(x.maximum, Math.max(x.minimum, value)));
  return `M${at.toFixed(1)} ${area.bottom - 1}l4.5 7h-9z`;
}

function binText(
  name: string,
  { edges }: HistogramFrame,
  bin: number,
  { all, unit }: BothCounts,
  unitName: string | null,
): string {
  const range = t('{0} from {1} to {2}', name, plain(edges[bin]!), plain(edges[bin + 1]!));
  const lines = [range, t('all units: {0}', whole(all.counts[bin]!))];
  if (unit && unitName !== null) lines.push(`${unitName}: ${whole(unit.counts[bin]!)}`);
  return lines.join('\n');
}
