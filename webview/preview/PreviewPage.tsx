import { t } from '#engine/translation';
import { visible } from '#engine/words';
import { Button } from '../ui/controls.tsx';
import { ClassTable } from './ClassTable.tsx';
import { ColumnTable } from './ColumnTable.tsx';
import { FirstRows } from './FirstRows.tsx';
import { ProblemList } from './ProblemList.tsx';
import { ReadingChoices } from './ReadingChoices.tsx';
import './preview.css';
import type { PreviewState } from './previewState.ts';
import { nameText, outcomeText, summary } from './previewWords.ts';

/** A table before it is trained on: how it is read, what is in it, and what keeps it from being trained on. */
export function PreviewPage({ state }: { readonly state: PreviewState }) {
  const preview = state.preview.value;
  const facts = state.facts.value;
  if (!preview) return null;
  const { file, place, outcome, hasUnsavedChanges } = preview;
  return (
    <main class="preview" aria-busy={outcome.kind === 'reading'}>
      <header>
        <h1>
          <bdi>{nameText(file)}</bdi> <span>{place !== '' && <bdi>{t('in {0}', visible(place))}</bdi>}</span>
        </h1>
        {facts && <p class="summary">{summary(facts)}</p>}
      </header>
      <ReadingChoices state={state} />
      <Outcome state={state} />
      {hasUnsavedChanges && (
        <p class="note">
          {t('Its editor has changes that are not saved, and so not read. Save them, then read again.')}
        </p>
      )}
      {outcome.kind === 'refused' && (
        <ProblemList title={t('Problems')} problems={outcome.problems} total={outcome.total} kind="wrong" />
      )}
      {facts && (
        <>
          <ProblemList
            title={t('Worth knowing')}
            problems={facts.warnings}
            total={facts.warnings.length}
            kind="note"
          />
          <ProblemList
            title={t('Rows left out; in a run the others are counted anew')}
            problems={facts.dropped.problems}
            total={facts.dropped.total}
            kind="note"
          />
          <div class="preview-columns">
            <ColumnTable state={state} facts={facts} />
            <ClassTable facts={facts} />
          </div>
          <FirstRows facts={facts} />
        </>
      )}
      <Footer state={state} />
    </main>
  );
}

function Outcome({ state }: { readonly state: PreviewState }) {
  const outcome = state.preview.value?.outcome;
  if (!outcome) return null;
  const isWrong = outcome.kind === 'refused' || outcome.kind === 'unreadable';
  return (
    <div class={`outcome ${isWrong ? 'wrong' : ''}`}>
      <p role="status">
        {outcome.kind === 'ready' ? '✓ ' : isWrong ? '✕ ' : ''}
        {outcomeText(outcome, outcome.kind === 'reading' ? state.share.value : 1)}
      </p>
      {outcome.kind === 'reading' ? (
        <>
          <progress
            aria-label={t('Share of the table that has been read')}
            value={state.share.value}
            max={1}
          />
          <Button onClick={() => state.actions.cancel()}>{t('Cancel')}</Button>
        </>
      ) : (
        <Button onClick={() => state.choose({})}>{t('Read again')}</Button>
      )}
    </div>
  );
}

function Footer({ state }: { readonly state: PreviewState }) {
  const disabled = !state.canTrain.value;
  return (
    <footer>
      <Button appearance="primary" disabled={disabled} onClick={() => state.actions.train()}>
        {t('Train')}
      </Button>
      <Button disabled={disabled} onClick={() => state.actions.save()}>
        {t('Save as experiment file')}
      </Button>
      <p>{state.preview.value?.training}</p>
    </footer>
  );
}
