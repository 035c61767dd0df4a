import { useState } from 'preact/hooks';
import { t } from '#engine/translation';
import { fixed, percent1, whole } from '../../format.ts';
import { costsOf, flowersOf, networkCertainty } from '../../guessing.ts';
import type { Guess } from '../../lessons.ts';
import { readAs } from '../../names.ts';
import type { ShownRun } from '../../run.ts';
import { Button } from '../../ui/controls.tsx';
import { said } from '../../said.ts';
import { useInspector } from '../context.ts';
import { Measurements } from './Measurements.tsx';
import { GuessForm } from './GuessForm.tsx';
import { GuessTable } from './GuessTable.tsx';

/** The guessing game: how sure one is of each class, and what that costs, beside what it costs the network at the epoch shown. */
export function Guessing({ run }: { readonly run: ShownRun }) {
  const { state } = useInspector();
  const { game } = state.options.value;
  const flowers = flowersOf(run.experiment, game.round);
  const guesses = game.guesses.filter(({ row }, i) => flowers[i] === row);
  const [open, setOpen] = useState<number | null>(null); // the flower whose outcome is looked at
  const epoch = state.player.epoch.value;
  if (epoch === null || epoch > run.newest) return <p class="muted">{t('Waiting for the first epoch.')}</p>;
  const looked = open === null ? undefined : guesses[open];
  if (!looked && guesses.length === flowers.length) return <GuessTable run={run} guesses={guesses} />;
  const at = looked ? (open ?? 0) : guesses.length;
  const row = flowers[at]!;
  const commit = (certainty: readonly number[]) => {
    state.setOptions({ game: { round: game.round, guesses: [...guesses, { row, certainty, epoch }] } });
    setOpen(at);
  };
  return (
    <>
      <div class="lesson-line">
        <span>{t('Flower {0} of {1}', whole(at + 1), whole(flowers.length))}</span>
        <span class="muted score">{soFar(run, guesses)}</span>
      </div>
      <h2>{t('Which class is it, and how sure are you?')}</h2>
      <p class="muted">
        {t('Share out 100 %. What you give to the class that it is decides what you pay: −ln of it.')}
      </p>
      <Measurements run={run} row={row} />
      {looked ? (
        <Outcome run={run} guess={looked} onNext={() => setOpen(null)} />
      ) : (
        <GuessForm key={row} run={run} epoch={epoch} onCommit={commit} />
      )}
    </>
  );
}

function soFar(run: ShownRun, guesses: readonly Guess[]): string {
  if (guesses.length === 0) return t('nothing paid yet');
  const costs = guesses.map((guess) => costsOf(run, guess));
  const sum = (part: 'own' | 'network') =>
    fixed(
      costs.reduce((all, one) => all + one[part], 0),
      2,
    );
  return t('you have paid {0}, the network {1}', sum('own'), sum('network'));
}

interface OutcomeProps {
  readonly run: ShownRun;
  readonly guess: Guess;
  readonly onNext: () => void;
}

function Outcome({ run, guess, onNext }: OutcomeProps) {
  const { state, select } = useInspector();
  const { dataset, nClasses } = run.experiment;
  const { row, certainty, epoch } = guess;
  const actual = dataset.labels[row]!;
  const p = networkCertainty(run, epoch, row);
  const { own, network } = costsOf(run, guess);
  const surest = p.indexOf(Math.max(...p));
  const verdict =
    own < network ? t('You pay less.') : own > network ? t('The network pays less.') : t('You pay the same.');
  const show = () => {
    state.player.seek(epoch);
    select({ row });
    state.setOptions({ tab: 'samples' });
  };
  return (
    <>
      <p class="answer-verdict" role="status" tabIndex={-1} ref={(element) => element?.focus()}>
        {said(
          'It is row {0}, {1}. You gave it {2} %, which costs {3}. The network gave it {4} at epoch {5}, which costs {6}{7}. {8} Giving each of {9} classes the same costs {10}.',
          whole(row + 1),
          <b>{dataset.classes[actual]}</b>,
          certainty[actual],
          <b>{fixed(own, 2)}</b>,
          percent1(p[actual]!),
          whole(epoch),
          <b>{fixed(network, 2)}</b>,
          surest === actual ? '' : t('; the row is {0}', readAs(run.experiment, surest)),
          verdict,
          whole(nClasses),
          fixed(Math.log(nClasses), 2),
        )}
      </p>
      <p class="lesson-buttons">
        <Button onClick={show}>{t('See this row in Samples')}</Button>
        <Button appearance="primary" onClick={onNext}>
          {t('Next flower')}
        </Button>
      </p>
    </>
  );
}
