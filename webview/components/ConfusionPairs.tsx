import type { Experiment } from '#engine/experiment';
import { NO_CLASS, largestConfusions } from '#engine/metrics';
import { t } from '#engine/translation';
import { listRows, unpredictedText, filled } from '../confusionWords.ts';
import type { ClassPair, ConfusionLook } from '../confusionWords.ts';
import { count, whole } from '../format.ts';

/** More classes than this have no table of all their pairs: it could not be read, and would take long to be drawn. */
export const MOST_CLASSES_DRAWN = 40;

const MOST_PAIRS = 10;

interface ConfusionPairsProps {
  readonly experiment: Experiment;
  readonly caption: string;
  readonly look: () => ConfusionLook | null;
  readonly rowsOf: (cell: ClassPair) => Int32Array;
  readonly onPress: (cell: ClassPair) => void;
}

/** The confusions that most rows have, where there are too many classes for a table of all pairs. */
export function ConfusionPairs({ experiment, caption, look, rowsOf, onPress }: ConfusionPairsProps) {
  const { classes } = experiment.dataset;
  const now = look();
  if (!now) return null;
  const pairs = largestConfusions(now.counts, classes.length);
  const none = filled(classes, now);
  const isPressed = (pair: ClassPair) =>
    now.pressed?.actual === pair.actual &&
    now.pressed.predicted === pair.predicted &&
    pair.predicted !== NO_CLASS;
  return (
    <>
      <p class="note">
        {pairs.length === 0
          ? t('No two classes are confused.')
          : t('{0} of {1} classes confused', count(pairs.length, 'pair'), whole(classes.length))}
        {pairs.length > MOST_PAIRS && t(', the {0} most frequent here', MOST_PAIRS)}
      </p>
      {pairs.length > 0 && (
        <table class="confusion-pairs">
          <caption class="unseen">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t('actual')}</th>
              <th scope="col">{t('read as')}</th>
              <th scope="col">{t('rows')}</th>
            </tr>
          </thead>
          <tbody>
            {pairs.slice(0, MOST_PAIRS).map(({ n, ...pair }) => (
              <tr key={`${pair.actual}/${pair.predicted}`}>
                <td title={classes[pair.actual]}>{classes[pair.actual]}</td>
                <td title={classes[pair.predicted]}>{classes[pair.predicted]}</td>
                <td>
                  <button
                    class="link"
                    aria-pressed={isPressed(pair)}
                    title={listRows(experiment, rowsOf(pair))}
                    onClick={() => onPress(pair)}
                  >
                    {whole(n)}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {none && unpredictedText(none) !== '' && <p class="unpredicted-note">{unpredictedText(none)}</p>}
    </>
  );
}
