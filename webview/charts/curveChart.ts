import { Chart, LineController, LineElement, LinearScale, LogarithmicScale, PointElement } from 'chart.js';
import type { ChartDataset } from 'chart.js';
import type { Domain, Rect } from '../paint/curves.ts';
import type { Point } from '../paint/series.ts';
import { dashOf } from '../paint/classMarks.ts';
import { drawOn } from '../picture/redrawings.ts';
import { classColour } from '../theme.ts';
import type { Palette } from '../theme.ts';

Chart.register(LineController, LineElement, LinearScale, LogarithmicScale, PointElement);

/** Room for the values at the left, the same in charts whose epochs stand above one another. */
const AXIS_WIDTH = 30;
/** Room beside the last epoch, for half of what is drawn on it. */
export const RIGHT = 8;

/** How a curve is drawn: in the same ink as others and told apart by its dashes, or in the colour and dashes of a class. */
export type Stroke =
  | 'solid'
  | 'dashed'
  | 'dotted'
  | 'ghost' // thin, of what was before: dash and dot
  | 'ghost-dashed' // the same of what is dashed: dash, dot, dot
  | { readonly label: number };

/** Dashes of the curves that are compared with, in CSS pixels. */
export const GHOST_DASHES = { ghost: [9, 3, 1.5, 3], 'ghost-dashed': [5, 3, 1.5, 3, 1.5, 3] } as const;

export interface Curve {
  readonly stroke: Stroke;
  readonly points: readonly Point[];
}

export interface CurveChartOptions {
  readonly epochs: 'labelled' | 'silent'; // is the epoch axis written below?
  readonly format: (value: number, ticks: readonly number[]) => string;
  readonly formatEpoch: (epoch: number) => string;
  readonly axisWidth?: number; // room for the values, in CSS pixels
}

/** Curves over epochs. It draws when told to, and at no other time; the cursor is drawn above it by somebody else. */
export class CurveChart {
  private readonly chart: Chart<'line', Point[]>;
  private values: Domain = { minimum: 0, maximum: 1, ticks: [0, 1] };
  private epochs: Domain = { minimum: 0, maximum: 1, ticks: [0, 1] };

  constructor(
    canvas: HTMLCanvasElement,
    { epochs, format, formatEpoch, axisWidth = AXIS_WIDTH }: CurveChartOptions,
  ) {
    this.chart = new Chart<'line', Point[]>(canvas, {
      type: 'line',
      data: { datasets: [] },
      options: {
        animation: false,
        parsing: false,
        normalized: true,
        responsive: false,
        maintainAspectRatio: false,
        events: [],
        layout: { padding: { right: RIGHT, top: 4 } },
        elements: { point: { radius: 0 }, line: { borderWidth: 1.5, borderJoinStyle: 'round' } },
        scales: {
          x: {
            type: 'linear',
            display: epochs === 'labelled',
            border: { display: false },
            grid: { display: false },
            afterBuildTicks: (axis) => {
              axis.ticks = this.epochs.ticks.map((value) => ({ value }));
            },
            ticks: {
              autoSkip: false,
              align: 'inner',
              maxRotation: 0,
              padding: 2,
              callback: (value) => formatEpoch(Number(value)),
            },
          },
          y: {
            type: 'linear',
            border: { display: false },
            grid: { drawTicks: false },
            afterBuildTicks: (axis) => {
              axis.ticks = this.values.ticks.map((value) => ({ value }));
            },
            afterFit: (axis) => {
              axis.width = axisWidth;
            },
            ticks: {
              autoSkip: false,
              padding: 6,
              callback: (value) => format(Number(value), this.values.ticks),
            },
          },
        },
      },
    });
  }

  resize(width: number, height: number): void {
    this.chart.resize(width, height);
  }

  /** @param epochs the epoch axis: from the first to the last epoch that is drawn */
  draw(curves: readonly Curve[], epochs: Domain, values: Domain, colours: Palette): void {
    this.values = values;
    this.epochs = epochs;
    const { x, y } = this.chart.options.scales ?? {};
    const ink = colours.css['ink-2'];
    const font = { family: colours.font, size: 11 };
    if (x?.ticks && y?.ticks && y.grid) {
      Object.assign(x, { min: epochs.minimum, max: Math.max(epochs.minimum + 1, epochs.maximum) });
      const type = values.scale === 'log' ? 'logarithmic' : 'linear';
      Object.assign(y, { type, min: values.minimum, max: values.maximum });
      Object.assign(x.ticks, { color: ink, font });
      Object.assign(y.ticks, { color: ink, font });
      y.grid.color = colours.css.grid;
    }
    this.chart.data.datasets = curves.map((curve) => dataset(curve, colours));
    drawOn(this.chart.canvas, () => this.chart.update('none'));
  }

  /** The area of the curves, in CSS pixels of the canvas. */
  get area(): Rect {
    const { left, top, right, bottom } = this.chart.chartArea;
    return { left, top, right, bottom };
  }

  xOf(epoch: number): number {
    return this.chart.scales['x']?.getPixelForValue(epoch) ?? 0;
  }

  yOf(value: number): number {
    return this.chart.scales['y']?.getPixelForValue(value) ?? 0;
  }

  epochAt(x: number): number {
    return Math.round(this.chart.scales['x']?.getValueForPixel(x) ?? 0);
  }

  destroy(): void {
    this.chart.destroy();
  }
}

function dataset({ stroke, points }: Curve, colours: Palette): ChartDataset<'line', Point[]> {
  const { css } = colours;
  const base = {
    data: [...points],
    borderColor: css.strong,
    borderWidth: 1.5,
    pointRadius: points.length === 1 ? 2 : 0, // a single value makes no line
    pointBackgroundColor: css.strong,
  };
  if (typeof stroke === 'object') {
    const colour = classColour(colours, stroke.label);
    return {
      ...base,
      borderColor: colour,
      pointBackgroundColor: colour,
      borderDash: [...dashOf(stroke.label)],
    };
  }
  switch (stroke) {
    case 'solid':
      return base;
    case 'dashed':
      return { ...base, borderDash: [5, 3] };
    case 'ghost':
    case 'ghost-dashed':
      return { ...base, borderColor: css['ink-2'], borderWidth: 1, borderDash: [...GHOST_DASHES[stroke]] };
    case 'dotted':
      return { ...base, borderColor: css['ink-2'], borderWidth: 1, borderDash: [1.5, 3] };
  }
}
