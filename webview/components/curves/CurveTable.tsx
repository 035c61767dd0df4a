import type { Extremum } from '#engine/extrema';
import { t } from '#engine/translation';
import type { Ghost } from '#protocol/api';
import { testSize, trainSize } from '#engine/rowSample';
import { scoresIn } from '../../draft.ts';
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
    ? t('{0} of the train loss, {1} of the test loss', whole(train.length), whole(test.length))
    : whole(train.length);
  return (
    <Twin summary={t('Curves as a table; local extrema: {0}', found)}>
      {() => <Rows run={run} window={window} extrema={separate ? extrema : { train, test: [] }} />}
    </Twin>
  );
}

function Rows({ run, window, extrema }: CurveTableProps) {
  const { state } = useInspector();
  const { split } = run.experiment;
  const separate = split.train !== split.test;
  const ghost = state.draft.ghost.value;
  const turns = turningPoints(run, window, extrema);
  const written = turns.slice(0, MOST_ROWS);
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('epoch')}</th>
            <th scope="col">{t('train loss')}</th>
            <th scope="col">{t('correct')}</th>
            {separate && <th scope="col">{t('test loss')}</th>}
            {separate && <th scope="col">{t('correct')}</th>}
            {ghost && <th scope="col">{t('train loss before')}</th>}
            {ghost && ghost.nTest > 0 && <th scope="col">{t('test loss before')}</th>}
            <th scope="col" class="words">
              {t('what')}
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
              <Scores run={run} epoch={epoch} />
              {ghost && <td>{before(ghost, 'trainLoss', epoch)}</td>}
              {ghost && ghost.nTest > 0 && <td>{before(ghost, 'testLoss', epoch)}</td>}
              <td class="words">{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {turns.length > MOST_ROWS && (
        <p class="note">{t('{0} more; zoom in to read them.', whole(turns.length - MOST_ROWS))}</p>
      )}
    </>
  );
}

function Scores({ run, epoch }: { readonly run: ShownRun; readonly epoch: number }) {
  const { train, test } = run.experiment.split;
  const { trainLoss, trainCorrect, testLoss, testCorrect } = run.scoresOf(epoch);
  return (
    <>
      <td>{exact(trainLoss)}</td>
      <td>
        {whole(trainCorrect)}/{whole(trainSize(run.experiment))}
      </td>
      {train !== test && <td>{exact(testLoss)}</td>}
      {train !== test && (
        <td>
          {whole(testCorrect)}/{whole(testSize(run.experiment))}
        </td>
      )}
    </>
  );
}

/** A loss of the run that a draft is compared with; – where it has no such epoch. */
function before({ curves }: Ghost, score: 'trainLoss' | 'testLoss', epoch: number): string {
  const loss = scoresIn(curves, score)[epoch];
  return loss === undefined ? '–' : exact(loss);
}

function turnText(curve: 'train' | 'test', kind: Extrema['train'][number]['kind']): string {
  if (curve === 'train') return kind === 'minimum' ? t('train minimum') : t('train maximum');
  return kind === 'minimum' ? t('test minimum') : t('test maximum');
}

/** The epochs of the table with what happens at each, in order. */
function turningPoints({ nScored }: ShownRun, { from, to }: Zoom, { train, test }: Extrema) {
  const words = new Map<number, string[]>();
  const say = (epoch: number, what: string) => words.set(epoch, [...(words.get(epoch) ?? []), what]);
  const newest = nScored - 1;
  if (from <= newest) {
    say(from, t('first drawn'));
    say(Math.min(to, newest), t('last drawn'));
  }
  for (const { epoch, kind } of train) say(epoch, turnText('train', kind));
  for (const { epoch, kind } of test) say(epoch, turnText('test', kind));
  return [...words].sort(([a], [b]) => a - b).map(([epoch, list]) => ({ epoch, what: list.join(', ') }));
}
