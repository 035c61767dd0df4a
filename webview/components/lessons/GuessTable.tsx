import { fixed, percent1, whole } from '../../format.ts';
import { costsOf, networkCertainty } from '../../guessing.ts';
import type { Guess } from '../../lessons.ts';
import type { ShownRun } from '../../run.ts';
import { Button } from '../../ui/controls.tsx';
import { useInspector } from '../context.ts';

interface GuessTableProps {
  readonly run: ShownRun;
  readonly guesses: readonly Guess[]; // all of the round
}

/** What the round has cost, flower by flower. */
export function GuessTable({ run, guesses }: GuessTableProps) {
  const { state } = useInspector();
  const { dataset, nClasses } = run.experiment;
  const lines = guesses.map((guess) => {
    const actual = dataset.labels[guess.row]!;
    const p = networkCertainty(run, guess.epoch, guess.row)[actual]!;
    return { guess, actual, p, ...costsOf(run, guess) };
  });
  const sum = (part: 'own' | 'network') => lines.reduce((all, one) => all + one[part], 0);
  const [own, network] = [sum('own'), sum('network')];
  const even = guesses.length * Math.log(nClasses);
  const winner = own < network ? 'You paid less than the network' : 'The network paid less';
  const again = () => state.setOptions({ game: { round: state.options.value.game.round + 1, guesses: [] } });
  return (
    <>
      <p class="answer-verdict" role="status" tabIndex={-1} ref={(element) => element?.focus()}>
        <b>{own === network ? 'You and the network paid the same' : winner}</b>: you {fixed(own, 2)}, the
        network {fixed(network, 2)} for {whole(guesses.length)} flowers. Never being surer of one class than
        of another would have cost {fixed(even, 2)}.
      </p>
      <table class="measurements">
        <caption class="unseen">Each flower, what was given to its class, and what that cost</caption>
        <thead>
          <tr>
            <th scope="col">flower</th>
            <th scope="col">is</th>
            <th scope="col">you gave</th>
            <th scope="col">paid</th>
            <th scope="col">network gave</th>
            <th scope="col">paid</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ guess, actual, p, own: yours, network: its }) => (
            <tr key={guess.row}>
              <th scope="row">row {whole(guess.row + 1)}</th>
              <td>{dataset.classes[actual]}</td>
              <td>{guess.certainty[actual]} %</td>
              <td class="own">{fixed(yours, 2)}</td>
              <td>{percent1(p)}</td>
              <td>{fixed(its, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="lesson-buttons">
        <Button appearance="primary" onClick={again}>
          Other flowers
        </Button>
      </p>
    </>
  );
}
