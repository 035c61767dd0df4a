import { useEffect, useMemo, useRef } from 'preact/hooks';
import { effect } from '@preact/signals';
import { rowLoss } from '#engine/loss';
import { NO_CLASS } from '#engine/metrics';
import { probabilitiesOf } from '#engine/network';
import { rowNumber } from '#engine/rowSample';
import { t } from '#engine/translation';
import { fixed, whole } from '../../format.ts';
import { blockName, readAs } from '../../names.ts';
import { view } from '../../picture/view.ts';
import type { Shown, ShownRun } from '../../run.ts';
import { useInspector, usePainting } from '../context.ts';
import { valueLines } from '../RowCard.tsx';
import { OutputBars } from './OutputBars.tsx';
import { RowFlips } from './RowFlips.tsx';
import { RowLead } from './RowLead.tsx';
import { since } from './rowColumns.ts';
import { RowPast } from './rowPast.ts';
import { StoryChart } from './StoryChart.tsx';

/** Time per frame that reading a row's past may take. */
const READING_MS = 4;

/** What became of the selected row: how it is read now, since when, and its probabilities over all epochs. */
export function RowStory({ run }: { readonly run: ShownRun }) {
  const { state, open } = useInspector();
  const { row } = state.chosen.value;
  const { dataset, nClasses, shape } = run.experiment;
  const layer = shape.sizes.length - 1;
  const past = useMemo(() => (run.tracesRows ? new RowPast(run, row) : null), [run, row]);
  useReading(past);
  const probabilities = () => {
    const { value: shown } = state.shown;
    return shown && probabilitiesAt(shown, row, nClasses);
  };
  const values = valueLines(run, row).map(([name, value]) => `${name} ${value}`);
  return (
    <section class="story" aria-label={t('Selected row')} {...view(t('Selected row'))}>
      <h2>
        {t('Row {0} ', rowNumber(run.experiment, row))}
        <span>
          {dataset.classes[dataset.labels[row]!]}, {blockName(run.experiment, row)}; {values.join(', ')}
        </span>
      </h2>
      <StoryVerdict run={run} row={row} />
      <OutputBars
        labels={dataset.classes}
        name={t('Probabilities of row {0}; each opens its arithmetic', rowNumber(run.experiment, row))}
        actual={dataset.labels[row]!}
        lines={past ? 'dashes' : 'none'}
        probabilities={probabilities}
        isChosen={(k) => state.chosen.value.layer === layer && state.chosen.value.unit === k}
        onPress={(column) => open({ name: 'P', layer, row, column })}
      />
      <RowLead run={run} row={row} />
      {past ? (
        <StoryChart run={run} row={row} past={past} />
      ) : (
        <p class="note">{t('This run is too long to read a row’s probabilities at all of its epochs.')}</p>
      )}
      <RowFlips run={run} row={row} />
    </section>
  );
}

/** Reads a row's past little by little, and on as the run grows. */
function useReading(past: RowPast | null): void {
  const { state } = useInspector();
  useEffect(() => {
    if (!past) return undefined;
    let frame = 0;
    const read = () => {
      cancelAnimationFrame(frame);
      if (past.read(READING_MS)) frame = requestAnimationFrame(read);
    };
    const stop = effect(() => {
      void state.newest.value;
      read();
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [past]);
}

export function probabilitiesAt({ pass }: Shown, row: number, nClasses: number): Float64Array {
  return probabilitiesOf(pass).subarray(row * nClasses, (row + 1) * nClasses);
}

interface VerdictProps {
  readonly run: ShownRun;
  readonly row: number;
}

/** “◂ read as virginica since epoch 62”, and the ways to the arithmetic behind it. */
function StoryVerdict({ run, row }: VerdictProps) {
  const { state, open } = useInspector();
  const line = useRef<HTMLParagraphElement>(null);
  const { dataset, nClasses, shape } = run.experiment;
  const layer = shape.sizes.length - 1;
  usePainting(() => {
    const shown = state.shown.value;
    const [verdict, decisive, loss] = line.current?.children ?? [];
    if (!verdict || !decisive || !loss) return;
    const from = since(run, { shown, nRead: state.nRead.value }, row);
    verdict.textContent = shown ? verdictText(run, shown, row, from) : '';
    verdict.classList.toggle('bad', shown !== null && shown.predicted[row] !== dataset.labels[row]);
    const p = shown && probabilitiesAt(shown, row, nClasses);
    const k = shown?.predicted[row] ?? NO_CLASS;
    const score = shown?.pass.preActivations[layer - 1]![row * nClasses + k];
    decisive.textContent =
      score === undefined || k === NO_CLASS
        ? ''
        : t('score of {0}: Z{1} {2}', dataset.classes[k] ?? '', layer, fixed(score, 2));
    loss.textContent = p ? t('loss {0}', fixed(rowLoss(p[dataset.labels[row]!]!), 4)) : '';
  });
  const decide = () => {
    const column = state.shown.value?.predicted[row];
    // Z and not P: its terms are the units, those of P only the exponentials of Z
    if (column !== undefined && column !== NO_CLASS) open({ name: 'Z', layer, row, column });
  };
  return (
    <p class="story-verdict" ref={line}>
      <b />
      <button class="row-link" onClick={decide} />
      <button class="row-link" onClick={() => open({ name: 'rowLoss', layer, row, column: 0 })} />
    </p>
  );
}

function verdictText({ experiment }: ShownRun, shown: Shown, row: number, from: number): string {
  const { classes, labels } = experiment.dataset;
  const predicted = shown.predicted[row]!;
  const name = classes[predicted] ?? '';
  const verdict =
    predicted === labels[row] ? t('read right, as {0},', name) : `◂ ${readAs(experiment, predicted)}`;
  if (Number.isNaN(from)) return verdict.replace(/,$/, '');
  return t('{0} since epoch {1}', verdict, whole(from));
}
