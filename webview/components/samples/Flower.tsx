import { computed } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { ArraySource } from '#engine/arrays';
import type { EpochArrays } from '#engine/arrays';
import { NO_CLASS, argmax } from '#engine/metrics';
import { probabilitiesOf } from '#engine/network';
import { experimentOfRow, nearestRows } from '#engine/newRow';
import { rowNumber } from '#engine/rowSample';
import { sampled } from '../../names.ts';
import { fixed } from '../../format.ts';
import { glyphOf } from '../../paint/classMarks.ts';
import { view } from '../../picture/view.ts';
import type { ShownRun } from '../../run.ts';
import { N_CLASS_MARKS } from '../../theme.ts';
import { useInspector } from '../context.ts';
import { FlowerArithmetic } from './FlowerArithmetic.tsx';
import { FlowerFields } from './FlowerFields.tsx';
import { OutputBars } from './OutputBars.tsx';

const N_NEIGHBOURS = 3;

/** A flower that need not be in the data: what the network makes of it at the epoch shown, and which rows it is like. */
export function Flower({ run }: { readonly run: ShownRun }) {
  const { state, select } = useInspector();
  const { experiment } = run;
  const { nFeatures, dataset, shape } = experiment;
  const { row, layer, unit } = state.chosen.value;
  const last = shape.sizes.length - 1;
  const { flower } = state.options.value;
  const own = flower?.length === nFeatures ? flower : null;
  const values = own ?? Array.from(dataset.values.subarray(row * nFeatures, (row + 1) * nFeatures));
  const typed = useMemo(() => experimentOfRow(experiment, Float64Array.from(values)), [values.join(' ')]);
  const arrays = useMemo(() => {
    const source = new ArraySource(typed);
    return computed(() => (state.shown.value ? source.derive(state.shown.value.parameters) : null));
  }, [typed]);
  const change = (feature: number, value: number) =>
    state.setOptions({ flower: values.map((old, i) => (i === feature ? value : old)) });
  const noun = nounOf(run);
  return (
    <section class="flower" aria-label={`Predict a ${noun}`} {...view(`Predict a ${noun}`)}>
      <h2>
        Predict a {noun} <Prediction run={run} arrays={arrays} />
        {own ? (
          <button class="row-link" onClick={() => state.setOptions({ flower: null })}>
            as row {rowNumber(run.experiment, row)}
          </button>
        ) : (
          <span>as row {rowNumber(run.experiment, row)}; change a value</span>
        )}
      </h2>
      <FlowerFields run={run} values={values} onChange={change} />
      <OutputBars
        labels={dataset.classes}
        name={`Probabilities of the ${noun}`}
        actual={null}
        lines="none"
        probabilities={() => arrays.value && probabilitiesOf(arrays.value.pass)}
        isChosen={(k) => layer === last && unit === k}
        onPress={(k) => select({ layer: last, unit: k })}
      />
      <Nearest run={run} point={typed.x} noun={noun} />
      <FlowerArithmetic run={run} arrays={arrays} noun={noun} />
    </section>
  );
}

/** What people call a row of the data. */
function nounOf({ experiment }: ShownRun): string {
  return experiment.dataset.name === 'iris' ? 'flower' : 'row';
}

interface PredictionProps {
  readonly run: ShownRun;
  readonly arrays: ReadonlySignal<EpochArrays | null>;
}

function Prediction({ run, arrays }: PredictionProps) {
  if (!arrays.value) return null;
  const k = argmax(probabilitiesOf(arrays.value.pass), 0, run.experiment.nClasses);
  if (k === NO_CLASS) return <b class="prediction">no prediction</b>;
  return (
    <b class="prediction">
      <span class={`mark class-${k % N_CLASS_MARKS}`}>{glyphOf(k)}</span>
      {run.experiment.dataset.classes[k]}
    </b>
  );
}

interface NearestProps {
  readonly run: ShownRun;
  readonly point: Float64Array;
  readonly noun: string;
}

/** The training rows that are most like the flower, by their distance in scaled features. */
function Nearest({ run, point, noun }: NearestProps) {
  const { state, select } = useInspector();
  const { dataset, scaler } = run.experiment;
  const neighbours = useMemo(() => nearestRows(run.experiment, point, N_NEIGHBOURS), [point]);
  const chosen = state.chosen.value.row;
  return (
    <p class="nearest">
      <span class="muted">
        Nearest {sampled(run.experiment)}training {noun}s, by distance{' '}
        {scaler ? 'in standard deviations' : 'of the features'}:
      </span>
      {neighbours.map(({ row, distance }) => {
        const label = dataset.labels[row]!;
        return (
          <button key={row} class="row-link" aria-pressed={row === chosen} onClick={() => select({ row })}>
            row {rowNumber(run.experiment, row)}{' '}
            <span class={`class-${label % N_CLASS_MARKS}`}>{glyphOf(label)}</span> {dataset.classes[label]}{' '}
            {fixed(distance, 2)}
          </button>
        );
      })}
    </p>
  );
}
