import { t } from '#engine/translation';
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
  const winner = own < network ? t('You paid less than the network') : t('The network paid less');
  const again = () => state.setOptions({ game: { round: state.options.value.game.round + 1, guesses: [] } });
  return (
    <>
      <p class="answer-verdict" role="status" tabIndex={-1} ref={(element) => element?.focus()}>
        <b>{own === network ? t('You and the network paid the same') : winner}</b>
        {t(
          ': you {0}, the network {1} for {2} flowers. Never being surer of one class than of another would have cost {3}.',
          fixed(own, 2),
          fixed(network, 2),
          whole(guesses.length),
          fixed(even, 2),
        )}
      </p>
      <table class="measurements">
        <caption class="unseen">{t('Each flower, what was given to its class, and what that cost')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('flower')}</th>
            <th scope="col">{t('is')}</th>
            <th scope="col">{t('you gave')}</th>
            <th scope="col">{t('paid')}</th>
            <th scope="col">{t('network gave')}</th>
            <th scope="col">{t('paid')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ guess, actual, p, own: yours, network: its }) => (
            <tr key={guess.row}>
              <th scope="row">{t('row {0}', whole(guess.row + 1))}</th>
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
          {t('Other flowers')}
        </Button>
      </p>
    </>
  );
}
