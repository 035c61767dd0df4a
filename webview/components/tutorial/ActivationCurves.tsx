import { useMemo, useRef } from 'preact/hooks';
import { activationCurve } from '#engine/activationCurve';
import { activationOf, activationSlope } from '#engine/activations';
import type { Activation } from '#engine/activations';
import { rowNumber } from '#engine/rowSample';
import { t } from '#engine/translation';
import { exact } from '../../format.ts';
import { unitName } from '../../names.ts';
import { linePath, valueAtX } from '../../paint/plot.ts';
import type { ShownRun } from '../../run.ts';
import { useInspector, useSize } from '../context.ts';
import { Axes, ZAxis } from './ActivationAxes.tsx';
import { placeDots, plotsOf, pointsOf, reachOf } from './activationPlots.ts';
import type { KnownFrames } from './frames.ts';
import { useLivePainting } from '../inView.ts';
import { BeingRead } from './Picture.tsx';
import { ACTIVATION_NAMES, pictureLayer } from './pictureLayer.ts';

const N_POINTS = 161;
const HEIGHT = 194;

interface CurvesProps {
  readonly run: ShownRun;
  readonly known: KnownFrames;
}

/** Each activation of the network with its derivative below it, and where the selected row and unit stand on them. */
export function ActivationCurves({ run, known }: CurvesProps) {
  const { activations } = run.experiment.shape;
  const distinct = [...new Set(activations)];
  if (known.version.value === 0) return <BeingRead />;
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
  const reach = reachOf(known, layers);
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
  const where =
    unit === null
      ? ''
      : t('row {0}, {1}', rowNumber(run.experiment, chosen.row), unitName(run.experiment, layer, unit));
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
          <Axes plot={below} label={t('slope')} />
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

function pointText(activation: Activation, z: number): string {
  const a = activationOf(activation, z);
  return t('Z {0}\nA {1}\nslope {2}', exact(z), exact(a), exact(activationSlope(activation, a)));
}

function layersText(layers: readonly number[], nHidden: number): string {
  if (nHidden === 1) return '';
  return layers.length === 1 ? t('layer {0}', layers.join('')) : t('layers {0}', layers.join(', '));
}
