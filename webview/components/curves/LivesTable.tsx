import type { UnitLife } from '#engine/lives';
import { t } from '#engine/translation';
import { whole } from '../../format.ts';
import { unitName } from '../../names.ts';
import type { ShownRun } from '../../run.ts';
import { LIFE_WORDS } from './lifeWords.ts';
import { Twin } from './Twin.tsx';

/** Events of one unit that are written out. */
const MOST_EVENTS = 20;

/** The units' lives as a table. */
export function LivesTable({ run, lives }: { readonly run: ShownRun; readonly lives: readonly UnitLife[] }) {
  const nTrain = run.experiment.split.train.length;
  const nDead = lives.filter((life) => life.nDead > 0).length;
  return (
    <Twin summary={t('Units’ lives as a table: {0}/{1} units dead at some epoch', nDead, lives.length)}>
      {() => (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('unit')}</th>
              <th scope="col">{t('fewest rows')}</th>
              <th scope="col">{t('most rows')}</th>
              <th scope="col">{t('epochs dead')}</th>
              <th scope="col" class="words">
                {t('events')}
              </th>
            </tr>
          </thead>
          <tbody>
            {lives.map((life) => (
              <tr key={`${life.layer}/${life.unit}`}>
                <th scope="row">{unitName(run.experiment, life.layer, life.unit)}</th>
                <td>{t('{0}/{1} at {2}', life.fewest, nTrain, whole(life.fewestAt))}</td>
                <td>{t('{0}/{1} at {2}', life.most, nTrain, whole(life.mostAt))}</td>
                <td>{whole(life.nDead)}</td>
                <td class="words">{eventsText(life)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Twin>
  );
}

function eventsText({ events, nEvents }: UnitLife): string {
  const words = events.slice(0, MOST_EVENTS).map(({ kind, epoch }) => `${LIFE_WORDS[kind]} ${whole(epoch)}`);
  if (nEvents > MOST_EVENTS) words.push(t('{0} more', whole(nEvents - MOST_EVENTS)));
  return words.join(', ');
}
