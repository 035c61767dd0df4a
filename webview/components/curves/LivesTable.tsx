import type { UnitLife } from '#engine/lives';
import { whole } from '../../format.ts';
import { unitName } from '../../names.ts';
import type { ShownRun } from '../../run.ts';
import { Twin } from './Twin.tsx';

/** Events of one unit that are written out. */
const MOST_EVENTS = 20;

/** The units' lives as a table. */
export function LivesTable({ run, lives }: { readonly run: ShownRun; readonly lives: readonly UnitLife[] }) {
  const nTrain = run.experiment.split.train.length;
  const nDead = lives.filter((life) => life.nDead > 0).length;
  return (
    <Twin summary={`Units’ lives as a table: ${nDead}/${lives.length} units dead at some epoch`}>
      {() => (
        <table>
          <thead>
            <tr>
              <th scope="col">unit</th>
              <th scope="col">fewest rows</th>
              <th scope="col">most rows</th>
              <th scope="col">epochs dead</th>
              <th scope="col" class="words">
                events
              </th>
            </tr>
          </thead>
          <tbody>
            {lives.map((life) => (
              <tr key={`${life.layer}/${life.unit}`}>
                <th scope="row">{unitName(run.experiment, life.layer, life.unit)}</th>
                <td>
                  {life.fewest}/{nTrain} at {whole(life.fewestAt)}
                </td>
                <td>
                  {life.most}/{nTrain} at {whole(life.mostAt)}
                </td>
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
  const words = events.slice(0, MOST_EVENTS).map(({ kind, epoch }) => `${kind} ${whole(epoch)}`);
  if (nEvents > MOST_EVENTS) words.push(`${whole(nEvents - MOST_EVENTS)} more`);
  return words.join(', ');
}
