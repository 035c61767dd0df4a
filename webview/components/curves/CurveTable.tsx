import type { Extremum } from '#engine/extrema';
import { exact, whole } from '../../format.ts';
import type { ShownRun } from '../../run.ts';
import type { Zoom } from '../../viewOptions.ts';
import { useInspector } from '../context.ts';
import { Twin } from './Twin.tsx';

/** Local extrema of both losses among the epochs drawn. */
export interface Extrema {
  readonly train: readonly Extremum[];
  readonly test: readonly Extremum[];
}

interface CurveTableProps {
  readonly run: ShownRun;
  readonly window: Zoom;
  readonly extrema: Extrema;
}

/** A table does not write out more epochs than this. */
const MOST_ROWS = 200;

/** The curves as a table: both ends, and every epoch between them at which a curve turns. */
export function CurveTable({ run, window, extrema }: CurveTableProps) {
  const { split } = run.experiment;
  const separate = split.train !== split.test;
  const { train, test } = extrema;
  const found = separate
    ? `${whole(train.length)} of the train loss, ${whole(test.length)} of the test loss`
    : whole(train.length);
  return (
    <Twin summary={`Curves as a table; local extrema: ${found}`}>
      {() => <Rows run={run} window={window} extrema={separate ? extrema : { train, test: [] }} />}
    </Twin>
  );
}

function Rows({ run, window, extrema }: CurveTableProps) {
  const { state } = useInspector();
  const { split } = run.experiment;
  const separate = split.train !== split.test;
  const { history } = run;
  const turns = turningPoints(run, window, extrema);
  const written = turns.slice(0, MOST_ROWS);
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">epoch</th>
            <th scope="col">train loss</th>
            <th scope="col">correct</th>
            {separate && <th scope="col">test loss</th>}
            {separate && <th scope="col">correct</th>}
            <th scope="col" class="words">
              what
            </th>
          </tr>
        </thead>
        <tbody>
          {written.map(({ epoch, what }) => (
            <tr key={epoch}>
              <th scope="row">
                <button class="link" onClick={() => state.player.seek(epoch)}>
                  {whole(epoch)}
                </button>
              </th>
              <td>{exact(history.score(epoch, 'trainLoss'))}</td>
              <td>
                {history.score(epoch, 'trainCorrect')}/{split.train.length}
              </td>
              {separate && <td>{exact(history.score(epoch, 'testLoss'))}</td>}
              {separate && (
                <td>
                  {history.score(epoch, 'testCorrect')}/{split.test.length}
                </td>
              )}
              <td class="words">{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {turns.length > MOST_ROWS && (
        <p class="note">{whole(turns.length - MOST_ROWS)} more; zoom in to read them.</p>
      )}
    </>
  );
}

/** The epochs of the table with what happens at each, in order. */
function turningPoints({ newest }: ShownRun, { from, to }: Zoom, { train, test }: Extrema) {
  const words = new Map<number, string[]>();
  const say = (epoch: number, what: string) => words.set(epoch, [...(words.get(epoch) ?? []), what]);
  if (from <= newest) {
    say(from, 'first drawn');
    say(Math.min(to, newest), 'last drawn');
  }
  for (const { epoch, kind } of train) say(epoch, `train ${kind}`);
  for (const { epoch, kind } of test) say(epoch, `test ${kind}`);
  return [...words].sort(([a], [b]) => a - b).map(([epoch, list]) => ({ epoch, what: list.join(', ') }));
}
