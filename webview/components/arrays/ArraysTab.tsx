import { useMemo } from 'preact/hooks';
import { arraysOf, shapeOf } from '#engine/arrays';
import type { ArrayId, ArrayName } from '#engine/arrays';
import { isForward } from '#engine/phases';
import type { Phase } from '#engine/phases';
import { t } from '#engine/translation';
import { ArrayScales } from '../../arrayScales.ts';
import { arrayKey } from '../../cellNames.ts';
import { phaseSentence } from '../../phaseWords.ts';
import type { ShownRun } from '../../run.ts';
import '../../styles/arrays.css';
import { useInspector } from '../context.ts';
import { useRest } from '../inView.ts';
import { ArrayList } from './ArrayList.tsx';
import { ArrayTable } from './ArrayTable.tsx';
import { tableMeasures } from './tableMeasures.ts';

/** Said of gradients and updates at the last state: the arithmetic can still be read, but no training followed it. */
const ENDED_SENTENCE = t(
  'The run ended here: this is what it would have computed next, and was not applied.',
);

/** Every array of the epoch, in the order of computation: one of them with what it is computed from, number by number. */
export function ArraysTab({ run }: { readonly run: ShownRun }) {
  const { state } = useInspector();
  const scales = useMemo(() => new ArrayScales(run), [run]);
  const arrays = useMemo(() => arraysOf(run.experiment), [run]);
  const resting = useRest(state.shown);
  const phase = state.phases.phase.value;
  const results = phase ? phase.results : [chosenArray(arrays, state.options.value.array)];
  const maker = phase ?? state.phases.phases.value.find((one) => one.results.some(isIn(results)));
  const sources = maker?.sources.filter((array) => array.name !== 'Y' || maker.kind !== 'loss') ?? [];
  const isUpdate = maker?.kind === 'update';
  const isLong = (array: ArrayId) => shapeOf(run.experiment, array).kind === 'rows';
  const groups = isUpdate
    ? updateGroups(maker)
    : [...columnsOf(results, isLong), ...columnsOf(sources, isLong)];
  const widthOf = (group: readonly ArrayId[]) =>
    Math.max(0, ...group.map((array) => tableMeasures(run.experiment, array).boxWidth));
  return (
    <div class="arrays-page">
      <ArrayList run={run} arrays={arrays} written={results} />
      <div class="array-tables">
        {phase === null && (
          <p class="array-formula">
            {maker ? (
              <>
                <b>{maker.formula}</b>{' '}
                <span class="muted">
                  {state.isLastState.value && !isForward(maker)
                    ? ENDED_SENTENCE
                    : phaseSentence(maker, run.experiment, state.player.epoch.value ?? 0)}
                </span>
              </>
            ) : (
              <span class="muted">{givenSentence(results[0])}</span>
            )}
          </p>
        )}
        <div class={isUpdate ? 'array-groups' : 'array-groups beside'}>
          {groups.map((group) => (
            <div
              class="array-group"
              key={group.map(arrayKey).join()}
              style={{ '--width': `${widthOf(group)}px` }}
            >
              {group.map((array) => (
                <ArrayTable key={arrayKey(array)} run={run} array={array} scales={scales} resting={resting} />
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

/** One column for each long array, and one for all others: they stand below one another. */
function columnsOf(
  arrays: readonly ArrayId[],
  isLong: (array: ArrayId) => boolean,
): readonly (readonly ArrayId[])[] {
  const short = arrays.filter((array) => !isLong(array));
  return [...arrays.filter(isLong).map((array) => [array]), ...(short.length > 0 ? [short] : [])];
}

/** Layer by layer: what there was, its gradient, and what it has become. */
function updateGroups({ results, sources }: Phase): readonly (readonly ArrayId[])[] {
  const of = (names: readonly ArrayName[], layer: number) =>
    names.flatMap((name) =>
      [...sources, ...results].filter((one) => one.name === name && one.layer === layer),
    );
  const layers = [...new Set(results.map(({ layer }) => layer))];
  return layers.flatMap((layer) => [of(['W', 'dW', 'newW'], layer), of(['b', 'db', 'newb'], layer)]);
}

function isIn(arrays: readonly ArrayId[]): (array: ArrayId) => boolean {
  return (array) => arrays.some((one) => arrayKey(one) === arrayKey(array));
}

/** Where an array comes from that no phase of the epoch computes. */
function givenSentence(array: ArrayId | undefined): string {
  switch (array?.name) {
    case 'X':
      return t('The features as the network sees them: one row per flower, one column per feature.');
    case 'Y':
      return t('The targets: 1 in the column of a row’s class, 0 elsewhere.');
    default:
      return t('The parameters of this epoch: made by the update of the epoch before, or drawn at epoch 0.');
  }
}

/** The array of a kept name; Z1 where the network has none of that name. */
function chosenArray(arrays: readonly ArrayId[], key: string): ArrayId {
  const found = arrays.find((array) => arrayKey(array) === key);
  return found ?? { name: 'Z', layer: 1 };
}
