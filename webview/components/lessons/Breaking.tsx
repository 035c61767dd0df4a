import type { ConfigChange } from '#engine/configChange';
import type { Relabelling } from '#engine/relabelling';
import { t } from '#engine/translation';
import { BREAKING_CHANGES, isChange } from '#engine/trials';
import { whole } from '../../format.ts';
import type { ShownRun } from '../../run.ts';
import { Button } from '../../ui/controls.tsx';
import { useInspector } from '../context.ts';

interface Preset {
  readonly title: string;
  readonly look: string;
  /** Why the run cannot be broken in this way; null: it can. */
  readonly not: string | null;
  readonly key: ConfigChange['key'] | null;
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

/** Ways to spoil a run, each as a run of its own, with what to look at. What went wrong is in the list of alerts. */
export function Breaking({ run }: { readonly run: ShownRun }) {
  const { state, breakRun } = useInspector();
  const { unbroken } = run.header;
  const presets = [
    ...changePresets(run),
    wrongLabelPreset(run, state.lessons.wrongLabel.value, state.ended.value),
  ];
  return (
    <>
      <p class="muted lesson-intro">
        {unbroken
          ? t('This run has been broken. Each button breaks the run that it came from, in another way only. ')
          : t('Each button trains a run of its own and shows it; this one stays in Runs. ')}
        {t('Then press A: the alerts say what went wrong, if anything can tell.')}
      </p>
      <ul class="presets">
        {presets.map(({ title, look, not, key }) => (
          <li key={title}>
            <div>
              <h3>{title}</h3>
              <p class="muted">{look}</p>
            </div>
            {not === null ? (
              <Button onClick={() => breakRun(key)}>
                {t('Break it')}
                <span class="unseen">: {title}</span>
              </Button>
            ) : (
              <span class="muted">{not}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function changePresets({ header: { config, unbroken } }: ShownRun): Preset[] {
  return BREAKING_CHANGES.map((change, i) => {
    const isBroken = unbroken !== null && !isChange(config, change);
    const was = isChange(unbroken?.config ?? config, change) ? null : t('so from the start');
    return { ...WORDS[i]!, not: was ?? (isBroken ? t('shown now') : null), key: change.key };
  });
}

function wrongLabelPreset(run: ShownRun, wrong: Relabelling | null, ended: boolean): Preset {
  const { classes, labels } = run.experiment.dataset;
  if (!wrong) {
    return {
      title: t('One wrong label'),
      look: t('There has to be a training row that the run reads right at its end, before it is broken.'),
      not: ended ? t('no such row') : t('not yet'),
      key: null,
    };
  }
  const row = t('row {0}', whole(wrong.row + 1));
  const isShown = labels[wrong.row] === wrong.label;
  return {
    title: t('One wrong label: {0} as {1}', row, classes[wrong.label] ?? ''),
    look:
      (isShown ? '' : t('It is {0}, and a training row. ', classes[labels[wrong.row]!] ?? '')) +
      t(
        'Find {0} in Samples by what it costs, and then in the gradient of a weight, largest first: how far does one row pull?',
        row,
      ),
    not: isShown ? t('shown now') : null,
    key: null,
  };
}
