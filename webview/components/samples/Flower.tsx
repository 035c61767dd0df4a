import { computed } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { ArraySource } from '#engine/arrays';
import type { EpochArrays } from '#engine/arrays';
import { NO_CLASS, argmax } from '#engine/metrics';
import { probabilitiesOf } from '#engine/network';
import { experimentOfRow, nearestRows } from '#engine/newRow';
import { rowNumber } from '#engine/rowSample';
import { t } from '#engine/translation';
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
  const words = wordsOf(run);
  return (
    <section class="flower" aria-label={words.predict} {...view(words.predict)}>
      <h2>
        {words.predict} <Prediction run={run} arrays={arrays} />
        {own ? (
          <button class="row-link" onClick={() => state.setOptions({ flower: null })}>
            {t('as row {0}', rowNumber(run.experiment, row))}
          </button>
        ) : (
          <span>{t('as row {0}; change a value', rowNumber(run.experiment, row))}</span>
        )}
      </h2>
      <FlowerFields run={run} values={values} onChange={change} />
      <OutputBars
        labels={dataset.classes}
        name={words.probabilities}
        actual={null}
        lines="none"
        probabilities={() => arrays.value && probabilitiesOf(arrays.value.pass)}
        isChosen={(k) => layer === last && unit === k}
        onPress={(k) => select({ layer: last, unit: k })}
      />
      <Nearest run={run} point={typed.x} />
      <FlowerArithmetic run={run} arrays={arrays} title={words.arithmetic} />
    </section>
  );
}

/** A row of iris is a flower. */
function wordsOf({ experiment }: ShownRun) {
  return experiment.dataset.name === 'iris' ? FLOWER : ROW;
}

const FLOWER = {
  predict: t('Predict a flower'),
  probabilities: t('Probabilities of the flower'),
  arithmetic: t('Arithmetic of this flower'),
  nearest: (sample: string) => t('Nearest {0}training flowers, by distance', sample),
};
const ROW: typeof FLOWER = {
  predict: t('Predict a row'),
  probabilities: t('Probabilities of the row'),
  arithmetic: t('Arithmetic of this row'),
  nearest: (sample: string) => t('Nearest {0}training rows, by distance', sample),
};

interface PredictionProps {
  readonly run: ShownRun;
  readonly arrays: ReadonlySignal<EpochArrays | null>;
}

function Prediction({ run, arrays }: PredictionProps) {
  if (!arrays.value) return null;
  const k = argmax(probabilitiesOf(arrays.value.pass), 0, run.experiment.nClasses);
  if (k === NO_CLASS) return <b class="prediction">{t('no prediction')}</b>;
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
}

/** The training rows that are most like the flower, by their distance in scaled features. */
function Nearest({ run, point }: NearestProps) {
  const { state, select } = useInspector();
  const { dataset, scaler } = run.experiment;
  const neighbours = useMemo(() => nearestRows(run.experiment, point, N_NEIGHBOURS), [point]);
  const chosen = state.chosen.value.row;
  return (
    <p class="nearest">
      <span class="muted">
        {wordsOf(run).nearest(sampled(run.experiment))}{' '}
        {scaler ? t('in standard deviations') : t('of the features')}:
      </span>
      {neighbours.map(({ row, distance }) => {
        const label = dataset.labels[row]!;
        return (
          <button key={row} class="row-link" aria-pressed={row === chosen} onClick={() => select({ row })}>
            {t('row {0} ', rowNumber(run.experiment, row))}
            <span class={`class-${label % N_CLASS_MARKS}`}>{glyphOf(label)}</span> {dataset.classes[label]}{' '}
            {fixed(distance, 2)}
          </button>
        );
      })}
    </p>
  );
}
