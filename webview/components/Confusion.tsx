import { rowsOfCell } from '#engine/inspect';
import { testSize } from '#engine/rowSample';
import { t } from '#engine/translation';
import { whole } from '../format.ts';
import type { ClassPair } from '../confusionWords.ts';
import { view } from '../picture/view.ts';
import type { ShownRun } from '../run.ts';
import { MOST_CLASSES_DRAWN, ConfusionPairs } from './ConfusionPairs.tsx';
import { ConfusionTable } from './ConfusionTable.tsx';
import { useInspector } from './context.ts';

/** The annotated heatmap of the test rows. A cell chooses its rows, one after another. */
export function Confusion({ run }: { readonly run: ShownRun }) {
  const { state, select } = useInspector();
  const { dataset, split } = run.experiment;
  const title = split.test === split.train ? t('Confusion, all rows') : t('Test confusion');
  const rowsOf = (cell: ClassPair) => {
    const { value: shown } = state.shown;
    return shown ? rowsOfCell(split.test, dataset.labels, shown.predicted, cell) : new Int32Array();
  };
  const look = () => {
    const shown = state.shown.value;
    const { row } = state.chosen.value;
    if (!shown) return null;
    const cell = { actual: dataset.labels[row]!, predicted: shown.predicted[row]! };
    const chosen = split.test.includes(row) ? cell : null;
    return { ...shown.confusion, normalization: 'counts' as const, chosen, pressed: chosen };
  };
  const next = (cell: ClassPair) => {
    const rows = rowsOf(cell);
    const row = rows.find((one) => one > state.chosen.value.row) ?? rows[0];
    if (row !== undefined) select({ row });
  };
  const Pairs = dataset.classes.length > MOST_CLASSES_DRAWN ? ConfusionPairs : ConfusionTable;
  return (
    <>
      <h2 class={run.experiment.sample ? 'whole' : ''}>
        {title} <Verdict run={run} />
      </h2>
      <div class="confusion-box" {...view(title)}>
        <Pairs
          experiment={run.experiment}
          caption={title}
          totals="actual"
          look={look}
          rowsOf={rowsOf}
          onPress={next}
        />
      </div>
    </>
  );
}

/** The score of all rows; of a sample, also how many of them the matrix counts. */
function Verdict({ run }: { readonly run: ShownRun }) {
  const { experiment } = run;
  const shown = useInspector().state.shown.value;
  const counted = experiment.sample
    ? t('; counted here: {0} sampled rows', whole(experiment.split.test.length))
    : '';
  return (
    <span class="spelled" role="status">
      {shown
        ? t('{0} of {1} correct{2}', whole(shown.scores.testCorrect), whole(testSize(experiment)), counted)
        : t('actual against predicted')}
    </span>
  );
}
