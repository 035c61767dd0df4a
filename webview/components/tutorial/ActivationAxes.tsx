import { plain } from '../../format.ts';
import { xOf, yOf } from '../../paint/plot.ts';
import type { Plot } from '../../paint/plot.ts';
import { ticks } from '../../paint/scale.ts';

/** The value axis of a plot and its zero line. */
export function Axes({ plot, label }: { readonly plot: Plot; readonly label: string }) {
  const { area, y } = plot;
  const high = area.bottom - area.top > 60;
  const values = high ? ticks(y.minimum, y.maximum, 3) : [0, y.maximum];
  return (
    <>
      {values.map((value) => (
        <g key={value}>
          <path class="grid-line" d={`M${area.left} ${yOf(plot, value)}H${area.right}`} />
          <text x={area.left - 5} y={yOf(plot, value) + 4} text-anchor="end">
            {plain(value)}
          </text>
        </g>
      ))}
      <path class="zero-line" d={`M${xOf(plot, 0)} ${area.top}V${area.bottom}`} />
      <text class="halo" x={area.left + 4} y={area.top + (high ? 8 : -5)}>
        {label}
      </text>
    </>
  );
}

/** The Z axis below the lower plot. */
export function ZAxis({ plot }: { readonly plot: Plot }) {
  const { area, x } = plot;
  const values = ticks(x.minimum, x.maximum, (area.right - area.left) / 60);
  return (
    <>
      <text x={2} y={area.bottom + 15}>
        Z
      </text>
      {values.map((value) => (
        <text key={value} x={xOf(plot, value)} y={area.bottom + 15} text-anchor="middle">
          {plain(value)}
        </text>
      ))}
    </>
  );
}
