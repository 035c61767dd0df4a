import { computed } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { useMemo, useRef, useState } from 'preact/hooks';
import { distribute, valuesOf } from '#engine/distribution';
import type { Distribution } from '#engine/distribution';
import { t } from '#engine/translation';
import { sampled } from '../../names.ts';
import { Distributions, drawnArrays } from '../../distributions.ts';
import type { DrawnArray } from '../../distributions.ts';
import { whole } from '../../format.ts';
import { countTop } from '../../paint/histogram.ts';
import type { ShownRun } from '../../run.ts';
import type { InspectorState } from '../../state.ts';
import { Dropdown } from '../../ui/controls.tsx';
import { useInspector, usePainting } from '../context.ts';
import { BinTable, CountsTable } from './DistributionTables.tsx';
import { EpochInput } from './EpochInput.tsx';
import { Histogram } from './Histogram.tsx';
import { Switch } from './Switch.tsx';
import { ValueLanes } from './ValueLanes.tsx';

/** How the values of an array spread at one epoch. */
export interface Spread {
  readonly epoch: number;
  readonly values: Float64Array; // the engine's memory: valid while the epoch is shown
  readonly distribution: Distribution;
}

/** What the pictures and tables of a distribution are made from. */
export interface DistributionView {
  readonly run: ShownRun;
  readonly array: DrawnArray;
  readonly edges: Float64Array; // [nBins + 1]
  readonly shown: ReadonlySignal<Spread | null>;
  readonly compared: Omit<Spread, 'values'> | null;
  readonly top: { value: number }; // the upper end of the count axis; it only grows
}

/** The values of one array at the epoch shown, with a second epoch laid over them. */
export function DistributionPanel({ run }: { readonly run: ShownRun }) {
  const { state } = useInspector();
  const newest = state.newest.value;
  const arrays = useMemo(() => drawnArrays(run), [run]);
  const { distribution } = state.options.value;
  const array = arrays.find(({ key }) => key === distribution) ?? arrays.find(({ name }) => name === 'Z');
  return (
    <>
      <h2>
        {t('Distribution ')}
        <EpochShown />
      </h2>
      <div class="distribution-controls">
        <Dropdown
          label={t('Array')}
          value={array?.key ?? ''}
          options={arrays.map(({ key, label }) => ({ value: key, label }))}
          onChange={(key) => state.setOptions({ distribution: key })}
        />
        <Comparison />
      </div>
      {array && newest >= 0 && <Pictures run={run} array={array} />}
    </>
  );
}

function EpochShown() {
  const { state } = useInspector();
  const text = useRef<HTMLSpanElement>(null);
  usePainting(() => {
    const epoch = state.player.epoch.value;
    if (text.current) text.current.textContent = epoch === null ? '' : t('at epoch {0}', whole(epoch));
  });
  return <span ref={text} />;
}

/** Which epoch is laid over the one shown. The field keeps its epoch while the switch is off. */
function Comparison() {
  const { state } = useInspector();
  const { comparedEpoch } = state.options.value;
  const [last, setLast] = useState(comparedEpoch ?? 0);
  const compare = (epoch: number) => {
    const there = Math.min(epoch, Math.max(0, state.newest.value));
    setLast(there);
    state.setOptions({ comparedEpoch: there });
  };
  return (
    <div class="comparison">
      <Switch
        on={comparedEpoch !== null}
        onChange={(on) => (on ? compare(last) : state.setOptions({ comparedEpoch: null }))}
      >
        {t('compare with epoch')}
      </Switch>
      <EpochInput label={t('Epoch to compare with')} epoch={comparedEpoch ?? last} onChange={compare} />
    </div>
  );
}

function Pictures({ run, array }: { readonly run: ShownRun; readonly array: DrawnArray }) {
  const { state } = useInspector();
  const newest = state.newest.value;
  const nRead = state.nRead.value;
  const { comparedEpoch } = state.options.value;
  const distributions = useMemo(() => new Distributions(run), [run]);
  const { edges, origin } = useMemo(() => distributions.edges(array), [distributions, array, newest, nRead]);
  const view = useMemo((): DistributionView => {
    const shown = computed(() => spreadShown(state, array, edges));
    const top = { value: countTop(distributions.largestCount(array, edges), 0) };
    const there = comparedEpoch !== null && comparedEpoch <= newest;
    const compared = there
      ? { epoch: comparedEpoch, distribution: distribute(distributions.values(array, comparedEpoch), edges) }
      : null;
    return { run, array, edges, shown, compared, top };
  }, [run, array, edges, comparedEpoch, newest]);
  const nRows = run.experiment.nRows;
  const isRows = array.name !== 'W' && array.name !== 'dW';
  const inputs = run.experiment.shape.sizes[array.layer - 1]!;
  const what = isRows
    ? t('{0} {1}rows', whole(nRows), sampled(run.experiment))
    : t('{0} inputs', whole(inputs));
  return (
    <>
      <Histogram {...view} />
      <ValueLanes {...view} />
      <CountsTable {...view} />
      <p class="note">
        {what} × {array.nColumns} {unitsOf(run, array.layer)}. {origin}
      </p>
      <BinTable {...view} />
    </>
  );
}

/** How the values spread at the epoch shown; null before the first. */
function spreadShown(state: InspectorState, array: DrawnArray, edges: Float64Array): Spread | null {
  const shown = state.shown.value;
  if (!shown) return null;
  const gradient = array.name === 'dW' ? state.arrays.value?.gradient : shown.parameters;
  if (!gradient) return null;
  const values = valuesOf({ ...shown, gradient }, array.name, array.layer);
  return { epoch: shown.epoch, values, distribution: distribute(values, edges) };
}

function unitsOf({ experiment, nHidden }: ShownRun, layer: number): string {
  const isOne = experiment.shape.sizes[layer] === 1;
  if (layer > nHidden) return isOne ? t('class') : t('classes');
  return isOne ? t('unit') : t('units');
}
