import { useRef } from 'preact/hooks';
import { confusionOf, rowsOfCell } from '#engine/inspect';
import { wilsonInterval } from '#engine/metrics';
import type { Normalization } from '#engine/metrics';
import { testSize, trainSize } from '#engine/rowSample';
import { t } from '#engine/translation';
import type { ClassPair } from '../../confusionWords.ts';
import { percent1, whole } from '../../format.ts';
import { sampled, testName } from '../../names.ts';
import { view } from '../../picture/view.ts';
import type { ConfusionRows } from '../../rowOptions.ts';
import type { ShownRun } from '../../run.ts';
import { Choices } from '../Choices.tsx';
import { MOST_CLASSES_DRAWN, ConfusionPairs } from '../ConfusionPairs.tsx';
import { ConfusionTable } from '../ConfusionTable.tsx';
import { useInspector, useSize } from '../context.ts';
import { fittingFilter } from './rowOrder.ts';

const SHARES: readonly { readonly value: Normalization; readonly text: string }[] = [
  { value: 'counts', text: t('counts') },
  { value: 'actual', text: t('of actual class') },
  { value: 'predicted', text: t('of predicted class') },
  { value: 'all', text: t('of all') },
];

/** Both confusion matrices at the epoch shown, side by side where there is room. A cell lists its rows. */
export function ConfusionPair({ run }: { readonly run: ShownRun }) {
  const { state } = useInspector();
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const { confusionRows, normalization } = state.options.value;
  const { split, nClasses } = run.experiment;
  const separate = split.train !== split.test;
  const narrow = separate && width > 0 && width < 2 * roomFor(nClasses);
  const groups: readonly ConfusionRows[] = separate ? ['test', 'train'] : ['test'];
  return (
    <section class="confusions" aria-label={t('Confusion')} ref={box}>
      <div class="samples-choices">
        <h2>{t('Confusion')}</h2>
        {narrow && (
          <Choices
            label={t('Rows of the confusion matrix')}
            value={confusionRows}
            choices={groups.map((value) => ({ value, text: value === 'train' ? t('training') : t('test') }))}
            onChoose={(rows) => state.setOptions({ confusionRows: rows })}
          />
        )}
        <Choices
          label={t('Shares in the cells')}
          value={normalization}
          choices={SHARES}
          onChoose={(value) => state.setOptions({ normalization: value })}
        />
      </div>
      <div class="confusion-pair">
        {(narrow ? [confusionRows] : groups).map((rows) => (
          <Matrix key={rows} run={run} rows={rows} />
        ))}
      </div>
    </section>
  );
}

/** The least width of one table, in CSS pixels. */
function roomFor(nClasses: number): number {
  if (nClasses > MOST_CLASSES_DRAWN) return 260;
  return 150 + nClasses * (nClasses > 5 ? 36 : 52);
}

function Matrix({ run, rows }: { readonly run: ShownRun; readonly rows: ConfusionRows }) {
  const { state, select } = useInspector();
  const { experiment } = run;
  const { dataset, nClasses } = experiment;
  const group = experiment.split[rows];
  const title = rows === 'train' ? t('training') : testName(experiment);
  const filter = () => {
    const chosen = fittingFilter(experiment, state.options.value.rowFilter);
    return typeof chosen === 'object' && chosen.rows === rows ? chosen : null;
  };
  const rowsIn = (cell: ClassPair) => {
    const { value: shown } = state.shown;
    return shown ? rowsOfCell(group, dataset.labels, shown.predicted, cell) : new Int32Array();
  };
  const look = () => {
    const shown = state.shown.value;
    if (!shown) return null;
    const { row } = state.chosen.value;
    const cell = { actual: dataset.labels[row]!, predicted: shown.predicted[row]! };
    return {
      ...confusionOf(group, dataset.labels, shown.predicted, nClasses),
      normalization: state.options.value.normalization,
      chosen: group.includes(row) ? cell : null,
      pressed: filter(),
    };
  };
  const press = (cell: ClassPair) => {
    const pressed = filter();
    if (pressed?.actual === cell.actual && pressed.predicted === cell.predicted) {
      state.setOptions({ rowFilter: 'wrong' });
      return;
    }
    const inside = rowsIn(cell);
    if (inside[0] === undefined) return;
    state.setOptions({ rowFilter: { rows, ...cell } });
    if (!inside.includes(state.chosen.value.row)) select({ row: inside[0] });
  };
  const Pairs = nClasses > MOST_CLASSES_DRAWN ? ConfusionPairs : ConfusionTable;
  return (
    <div class="confusion-of" {...view(t('Confusion, {0} rows', title))}>
      <h2 class={experiment.sample ? 'whole' : ''}>
        <Accuracy run={run} rows={rows} title={title} />
      </h2>
      <div class="confusion-box">
        <Pairs
          experiment={experiment}
          caption={t('Confusion, {0}{1} rows', sampled(experiment), title)}
          totals="both"
          look={look}
          rowsOf={rowsIn}
          onPress={press}
        />
      </div>
    </div>
  );
}

interface AccuracyProps {
  readonly run: ShownRun;
  readonly rows: ConfusionRows;
  readonly title: string;
}

/** k of n, and what that says of rows that are not in the data: Wilson's 95 % interval. */
function Accuracy({ run, rows, title }: AccuracyProps) {
  const shown = useInspector().state.shown.value;
  const { experiment } = run;
  const n = rows === 'test' ? testSize(experiment) : trainSize(experiment);
  const heading = title.charAt(0).toUpperCase() + title.slice(1);
  if (!shown) return <>{heading}</>;
  const k = rows === 'test' ? shown.scores.testCorrect : shown.scores.trainCorrect;
  const [low, high] = wilsonInterval(k, n);
  return (
    <>
      {heading} {whole(k)}/{whole(n)}{' '}
      <span>
        {t('{0} correct, 95 % interval {1}–{2}', percent1(k / n), (low * 100).toFixed(1), percent1(high))}
        {experiment.sample && t('; counted here: {0} sampled rows', whole(experiment.split[rows].length))}
      </span>
    </>
  );
}
