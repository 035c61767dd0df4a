import { useState } from 'preact/hooks';
import { fixed, percent1, whole } from '../../format.ts';
import { costsOf, flowersOf, networkCertainty } from '../../guessing.ts';
import type { Guess } from '../../lessons.ts';
import { readAs } from '../../names.ts';
import type { ShownRun } from '../../run.ts';
import { Button } from '../../ui/controls.tsx';
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
  if (epoch === null || epoch > run.newest) return <p class="muted">Waiting for the first epoch.</p>;
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
        <span>
          Flower {whole(at + 1)} of {whole(flowers.length)}
        </span>
        <span class="muted score">{soFar(run, guesses)}</span>
      </div>
      <h2>Which class is it, and how sure are you?</h2>
      <p class="muted">
        Share out 100 %. What you give to the class that it is decides what you pay: −ln of it.
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
  if (guesses.length === 0) return 'nothing paid yet';
  const costs = guesses.map((guess) => costsOf(run, guess));
  const sum = (part: 'own' | 'network') =>
    fixed(
      costs.reduce((all, one) => all + one[part], 0),
      2,
    );
  return `you have paid ${sum('own')}, the network ${sum('network')}`;
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
    own < network ? 'You pay less.' : own > network ? 'The network pays less.' : 'You pay the same.';
  const show = () => {
    state.player.seek(epoch);
    select({ row });
    state.setOptions({ tab: 'samples' });
  };
  return (
    <>
      <p class="answer-verdict" role="status" tabIndex={-1} ref={(element) => element?.focus()}>
        It is row {whole(row + 1)}, <b>{dataset.classes[actual]}</b>. You gave it {certainty[actual]} %, which
        costs <b>{fixed(own, 2)}</b>. The network gave it {percent1(p[actual]!)} at epoch {whole(epoch)},
        which costs <b>{fixed(network, 2)}</b>
        {surest === actual ? '' : `; the row is ${readAs(run.experiment, surest)}`}. {verdict} Giving each of{' '}
        {whole(nClasses)} classes the same costs {fixed(Math.log(nClasses), 2)}.
      </p>
      <p class="lesson-buttons">
        <Button onClick={show}>See this row in Samples</Button>
        <Button appearance="primary" onClick={onNext}>
          Next flower
        </Button>
      </p>
    </>
  );
}
