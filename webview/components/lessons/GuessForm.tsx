import { useState } from 'preact/hooks';
import { t } from '#engine/translation';
import { fixed, whole } from '../../format.ts';
import { costOf, evenShares, withShare } from '../../guessing.ts';
import { glyphOf } from '../../paint/classMarks.ts';
import type { ShownRun } from '../../run.ts';
import { Button } from '../../ui/controls.tsx';
import { keepArrows } from './QuestionForm.tsx';

interface GuessFormProps {
  readonly run: ShownRun;
  readonly epoch: number; // at which the network is asked too
  readonly onCommit: (certainty: readonly number[]) => void;
}

/** One slider for each class, 100 % together, and what each class would cost. */
export function GuessForm({ run, epoch, onCommit }: GuessFormProps) {
  const { dataset, nClasses } = run.experiment;
  const [shares, setShares] = useState<readonly number[]>(() => evenShares(nClasses));
  return (
    <form
      class="guess"
      onSubmit={(event) => {
        event.preventDefault();
        onCommit(shares);
      }}
    >
      {dataset.classes.map((name, k) => (
        <ClassSlider
          key={name}
          name={name}
          k={k}
          share={shares[k]!}
          onChange={(share) => setShares(withShare(shares, k, share))}
        />
      ))}
      <p class="lesson-buttons">
        <Button appearance="primary" onClick={() => onCommit(shares)}>
          {t('That is my guess')}
        </Button>
        <span class="muted">{t('against the network at epoch {0}', whole(epoch))}</span>
      </p>
    </form>
  );
}

interface ClassSliderProps {
  readonly name: string;
  readonly k: number;
  readonly share: number;
  readonly onChange: (share: number) => void;
}

function ClassSlider({ name, k, share, onChange }: ClassSliderProps) {
  const cost = fixed(costOf(share), 2);
  const press = (event: KeyboardEvent) => {
    keepArrows(event);
    const step = { PageUp: 10, PageDown: -10 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onChange(share + step);
  };
  return (
    <label class="guess-share">
      <span class="share-name">
        <span class={`class-${k % 8}`} aria-hidden="true">
          {glyphOf(k)}
        </span>{' '}
        {name}
      </span>
      <input
        type="range"
        min={0}
        max={100}
        step={1}
        value={share}
        aria-label={t('How sure of {0}', name)}
        aria-valuetext={t('{0} %, costs {1} if it is {2}', share, cost, name)}
        onInput={(event) => onChange(Number(event.currentTarget.value))}
        onKeyDown={press}
      />
      <span class="number">{share} %</span>
      <span class="muted number">{t('costs {0}', cost)}</span>
    </label>
  );
}
