import { useMemo, useRef } from 'preact/hooks';
import { activationCurve } from '#engine/activationCurve';
import type { ActivationCurve } from '#engine/activationCurve';
import { activationOf, activationSlope } from '#engine/activations';
import type { Activation } from '#engine/activations';
import { roundEdges } from '#engine/histogram';
import { exact, plain } from '../../format.ts';
import { unitName } from '../../names.ts';
import { linePath, valueAtX, xOf, yOf } from '../../paint/plot.ts';
import type { Plot, Span } from '../../paint/plot.ts';
import { ticks } from '../../paint/scale.ts';
import type { ShownRun } from '../../run.ts';
import { useInspector, useSize } from '../context.ts';
import type { KnownFrames } from './frames.ts';
import { useLivePainting } from '../inView.ts';
import { ACTIVATION_NAMES, pictureLayer } from './pictureLayer.ts';

const N_POINTS = 161;
const CURVE = { top: 8, bottom: 108 };
const SLOPE = { top: 132, bottom: 176 };
const HEIGHT = 194;
const LEFT = 30;

interface CurvesProps {
  readonly run: ShownRun;
  readonly known: KnownFrames;
}

/** Each activation of the network with its derivative below it, and where the selected row and unit stand on them. */
export function ActivationCurves({ run, known }: CurvesProps) {
  const { activations } = run.experiment.shape;
  const distinct = [...new Set(activations)];
  return (
    <div class={distinct.length > 1 ? 'pair' : ''}>
      {distinct.map((activation) => {
        const layers = activations.flatMap((one, i) => (one === activation ? [i + 1] : []));
        return (
          <OneActivation key={activation} run={run} known={known} activation={activation} layers={layers} />
        );
      })}
    </div>
  );
}

interface OneProps extends CurvesProps {
  readonly activation: Activation;
  readonly layers: readonly number[]; // that use it
}

function OneActivation({ run, known, activation, layers }: OneProps) {
  const { state, tooltip } = useInspector();
  const box = useRef<HTMLDivElement>(null);
  const dots = useRef<SVGGElement>(null);
  const { width } = useSize(box);
  const reach = known.version.value > 0 ? reachOf(known, layers) : 1;
  const curve = useMemo(() => activationCurve(activation, -reach, reach, N_POINTS), [activation, reach]);
  const [above, below] = useMemo(() => plotsOf(curve, reach, width), [curve, reach, width]);
  const chosen = state.chosen.value;
  const { layer, unit } = pictureLayer(run, chosen);
  const marked = (): number | null => {
    const shown = state.shown.value;
    if (!shown || unit === null || !layers.includes(layer)) return null;
    return shown.pass.preActivations[layer - 1]![chosen.row * run.experiment.shape.sizes[layer]! + unit]!;
  };
  useLivePainting(() => {
    if (dots.current) placeDots(dots.current, activation, marked(), above, below);
  });
  const hover = (event: PointerEvent) => {
    const z = valueAtX(above, event.offsetX);
    if (Math.abs(z) > reach) tooltip.hide();
    else tooltip.show({ x: event.clientX, y: event.clientY }, () => pointText(activation, z));
  };
  const where = unit === null ? '' : `row ${chosen.row + 1}, ${unitName(run.experiment, layer, unit)}`;
  return (
    <div class="activation" ref={box}>
      <h3>
        {ACTIVATION_NAMES[activation]} <span>{layersText(layers, run.nHidden)}</span>
      </h3>
      {width > 0 && (
        <svg
          width={width}
          height={HEIGHT}
          aria-hidden="true"
          onPointerMove={hover}
          onPointerLeave={() => tooltip.hide()}
        >
          <Axes plot={above} label="A" />
          <Axes plot={below} label="slope" />
          <ZAxis plot={below} />
          <path class="curve" d={linePath(above, pointsOf(curve.z, curve.a))} />
          <path class="curve" d={linePath(below, pointsOf(curve.z, curve.slope))} />
          <g ref={dots} class="dots">
            <path />
            <circle r="4" />
            <circle r="4" />
            <text class="halo">{where}</text>
          </g>
        </svg>
      )}
    </div>
  );
}

/** The ends of the Z axis, symmetric about 0: as far as the layers' own values reach. */
function reachOf({ frames }: KnownFrames, layers: readonly number[]): number {
  const ends = layers.flatMap((layer) => {
    const { minimum, maximum } = frames.range('Z', layer);
    return [Math.abs(minimum), Math.abs(maximum)];
  });
  const largest = Math.max(1, ...ends.filter(Number.isFinite));
  return roundEdges(0, largest, 4).at(-1)!;
}

function plotsOf(curve: ActivationCurve, reach: number, width: number): readonly [above: Plot, below: Plot] {
  const x: Span = { minimum: -reach, maximum: reach };
  const area = { left: LEFT, right: Math.max(LEFT + 40, width - 6) };
  const lowest = Math.min(0, curve.a[0]!);
  const highest = Math.max(lowest + 1e-9, curve.a.at(-1)!);
  const steepest = Math.max(...curve.slope);
  return [
    { area: { ...area, ...CURVE }, x, y: { minimum: lowest, maximum: highest } },
    { area: { ...area, ...SLOPE }, x, y: { minimum: 0, maximum: steepest } },
  ];
}

function pointsOf(xs: Float64Array, ys: Float64Array) {
  return Array.from(xs, (x, i) => ({ x, y: ys[i]! }));
}

function Axes({ plot, label }: { readonly plot: Plot; readonly label: string }) {
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

function ZAxis({ plot }: { readonly plot: Plot }) {
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

/** The dots of the selected row and unit, on both curves, joined by a line; at the end of the axis for what lies beyond. */
function placeDots(
  group: SVGGElement,
  activation: Activation,
  z: number | null,
  above: Plot,
  below: Plot,
): void {
  const known = z !== null && Number.isFinite(z);
  group.setAttribute('visibility', known ? 'visible' : 'hidden');
  if (!known) return;
  const inside = Math.min(above.x.maximum, Math.max(above.x.minimum, z));
  const a = activationOf(activation, inside);
  const x = xOf(above, inside);
  const ys = [yOf(above, a), yOf(below, activationSlope(activation, a))];
  group.querySelector('path')?.setAttribute('d', `M${x} ${above.area.top}V${below.area.bottom}`);
  group.querySelectorAll('circle').forEach((circle, i) => {
    circle.setAttribute('cx', String(x));
    circle.setAttribute('cy', String(ys[i]));
  });
  const right = x < (above.area.left + above.area.right) / 2;
  const text = group.querySelector('text');
  text?.setAttribute('x', String(x + (right ? 8 : -8)));
  text?.setAttribute('y', String(CURVE.top + 24));
  text?.setAttribute('text-anchor', right ? 'start' : 'end');
}

function pointText(activation: Activation, z: number): string {
  const a = activationOf(activation, z);
  return `Z ${exact(z)}\nA ${exact(a)}\nslope ${exact(activationSlope(activation, a))}`;
}

function layersText(layers: readonly number[], nHidden: number): string {
  if (nHidden === 1) return '';
  return layers.length === 1 ? `layer ${layers.join('')}` : `layers ${layers.join(', ')}`;
}
