import { useMemo } from 'preact/hooks';
import type { Relabelling } from '#engine/relabelling';
import { wrongLabelOf } from '#engine/relabelling';
import { t } from '#engine/translation';
import { BREAKING_CHANGES, isChange } from '#engine/trials';
import { whole } from '../../format.ts';
import type { ShownRun } from '../../run.ts';
import { Button } from '../../ui/controls.tsx';
import { useInspector } from '../context.ts';

interface Preset {
  readonly title: string;
  readonly look: string;
  /** Null: the shown run has it already, or cannot have it. */
  readonly train: (() => void) | null;
}

const WORDS = [
  {
    title: t('A learning rate of 20'),
    look: t(
      'Step through the first ten epochs. On how many rows does each unit fire from one update to the next, and what does P say of every row?',
    ),
  },
  {
    title: t('All weights begin at 0'),
    look: t('Compare the columns of W1 at any epoch. What could ever make one unit differ from the next?'),
  },
  {
    title: t('Features left unscaled'),
    look: t(
      'Look at Z1 in Curves, at epoch 0 and at the end. Which feature has most to say, only because its numbers are large?',
    ),
  },
] as const;

/** Ways to spoil this run, each as a run of its own, with what to look at. What went wrong is in the list of alerts. */
export function Breaking({ run }: { readonly run: ShownRun }) {
  const { state, retrainWith, retrainRelabelled } = useInspector();
  const { ended } = state;
  const wrong = useMemo(
    () => (ended.value && run.newest >= 0 ? wrongLabelOf(run.experiment, run.history) : null),
    [run, ended.value],
  );
  const presets: Preset[] = BREAKING_CHANGES.map((change, i) => ({
    ...WORDS[i]!,
    train: isChange(run.experiment, change) ? () => retrainWith(change) : null,
  }));
  presets.push(wrongLabelPreset(run, wrong, retrainRelabelled));
  return (
    <>
      <p class="muted lesson-intro">
        {t(
          'Each button trains a run of its own and shows it; this one stays in Runs. Then press A: the alerts say what went wrong, if anything can tell.',
        )}
      </p>
      <ul class="presets">
        {presets.map(({ title, look, train }) => (
          <li key={title}>
            <div>
              <h3>{title}</h3>
              <p class="muted">{look}</p>
            </div>
            {train ? (
              <Button onClick={train}>
                {t('Break it')}
                <span class="unseen">: {title}</span>
              </Button>
            ) : (
              <span class="muted">{t('not here')}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function wrongLabelPreset(
  run: ShownRun,
  wrong: Relabelling | null,
  train: (relabelling: Relabelling) => void,
): Preset {
  const { classes, labels } = run.experiment.dataset;
  if (!wrong) {
    return {
      title: t('One wrong label'),
      look: t('There has to be a training row that is read right.'),
      train: null,
    };
  }
  const row = t('row {0}', whole(wrong.row + 1));
  return {
    title: t('One wrong label: {0} as {1}', row, classes[wrong.label] ?? ''),
    look: t(
      'It is {0}, and a training row. Find {1} in Samples by what it costs, and then in the gradient of a weight, largest first: how far does one row pull?',
      classes[labels[wrong.row]!] ?? '',
      row,
    ),
    train: () => train(wrong),
  };
}
