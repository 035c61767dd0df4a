import { Chart, LineController, LineElement, LinearScale, PointElement } from 'chart.js';
import type { ChartDataset } from 'chart.js';
import type { Domain, Rect } from '../paint/curves.ts';
import type { Point } from '../paint/series.ts';
import { dashOf } from '../paint/classMarks.ts';
import { classColour } from '../theme.ts';
import type { Palette } from '../theme.ts';

Chart.register(LineController, LineElement, LinearScale, PointElement);

/** Room for the values at the left, the same in all charts, so that their epochs stand above one another. */
export const AXIS_WIDTH = 30;
const RIGHT = 8;

/** How a curve is drawn: in the same ink as others and told apart by its dashes, or in the colour and dashes of a class. */
export type Stroke = 'solid' | 'dashed' | 'dotted' | { readonly label: number };

export interface Curve {
  readonly stroke: Stroke;
  readonly points: readonly Point[];
}

export interface CurveChartOptions {
  readonly epochs: 'labelled' | 'silent'; // is the epoch axis written below?
  readonly format: (value: number, ticks: readonly number[]) => string;
  readonly formatEpoch: (epoch: number) => string;
}

/** Curves over epochs. It draws when told to, and at no other time; the cursor is drawn above it by somebody else. */
export class CurveChart {
  private readonly chart: Chart<'line', Point[]>;
  private domain: Domain = { minimum: 0, maximum: 1, ticks: [0, 1] };
  private epochs: { readonly span: number; readonly ticks: readonly number[] } = { span: 1, ticks: [0, 1] };

  constructor(canvas: HTMLCanvasElement, { epochs, format, formatEpoch }: CurveChartOptions) {
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
              axis.ticks = this.domain.ticks.map((value) => ({ value }));
            },
            afterFit: (axis) => {
              axis.width = AXIS_WIDTH;
            },
            ticks: {
              autoSkip: false,
              padding: 6,
              callback: (value) => format(Number(value), this.domain.ticks),
            },
          },
        },
      },
    });
  }

  resize(width: number, height: number): void {
    this.chart.resize(width, height);
  }

  draw(
    curves: readonly Curve[],
    span: number,
    epochTicks: readonly number[],
    domain: Domain,
    colours: Palette,
  ): void {
    this.domain = domain;
    this.epochs = { span, ticks: epochTicks };
    const { x, y } = this.chart.options.scales ?? {};
    const ink = colours.css['ink-2'];
    const font = { family: colours.font, size: 11 };
    if (x?.ticks && y?.ticks && y.grid) {
      Object.assign(x, { min: 0, max: Math.max(1, span) });
      Object.assign(y, { min: domain.minimum, max: domain.maximum });
      Object.assign(x.ticks, { color: ink, font });
      Object.assign(y.ticks, { color: ink, font });
      y.grid.color = colours.css.grid;
    }
    this.chart.data.datasets = curves.map((curve) => dataset(curve, colours));
    this.chart.update('none');
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
  const base = { data: [...points], borderColor: css.strong, borderWidth: 1.5 };
  if (typeof stroke === 'object') {
    const { label } = stroke;
    return { ...base, borderColor: classColour(colours, label), borderDash: [...dashOf(label)] };
  }
  switch (stroke) {
    case 'solid':
      return base;
    case 'dashed':
      return { ...base, borderDash: [5, 3] };
    case 'dotted':
      return { ...base, borderColor: css['ink-2'], borderWidth: 1, borderDash: [1.5, 3] };
  }
}
