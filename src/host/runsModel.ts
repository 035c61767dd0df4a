import { assertNever } from '#engine/assertNever';
import type { TrainingConfig } from '#engine/config';
import { t } from '#engine/translation';
import { grouped, visible } from '#engine/words';
import type { RunStatus } from '#protocol/api';
import { describeChoices } from '#session/runName';
import type { RunRecord } from './runRecord.ts';

/** One line of the Runs view, as a person sees it. */
export interface RunLine {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly spoken: string; // what a screen reader says
  readonly state: Standing;
  readonly kind: 'draft' | 'kept';
}

/** How a run stands: one that was under way when the window or its extension host ended is so no longer. */
type Standing = RunStatus['state'] | 'interrupted';

/** Is the run itself there, or only what is remembered of it? */
type Presence = 'here' | 'remembered';

const ICONS: Record<Standing, string> = {
  interrupted: 'circle-slash',
  idle: 'circle-outline',
  running: 'sync',
  paused: 'debug-pause',
  completed: 'pass',
  stopped: 'debug-stop',
  diverged: 'warning',
  failed: 'error',
};

/** The number keeps runs of the same configuration apart; it comes first, where a narrow view does not cut it off. */
export function runLine(
  record: RunRecord,
  place: 'shown' | 'other',
  kind: 'draft' | 'kept' = 'kept',
  presence: Presence = 'here',
): RunLine {
  const label = `#${record.number} ${record.name}`;
  const state = standingOf(record, presence);
  const result = state === 'interrupted' ? t('interrupted') : resultText(record);
  const description = kind === 'draft' ? t('draft · {0}', result) : result;
  return {
    id: record.id,
    label,
    description,
    icon: place === 'shown' ? 'eye' : ICONS[state],
    spoken: `${label}, ${description}${place === 'shown' ? t(', shown in the inspector') : ''}`,
    state,
    kind,
  };
}

function standingOf({ status: { state } }: RunRecord, presence: Presence): Standing {
  return presence === 'remembered' && (state === 'running' || state === 'idle') ? 'interrupted' : state;
}

/**
 * Which lines have to be drawn again. Only those: a line that is drawn while it is clicked loses the click.
 *
 * @returns 'all' when lines came, went or changed places
 */
export function changedLines(before: readonly RunLine[], now: readonly RunLine[]): 'all' | readonly string[] {
  const sameOrder = before.length === now.length && now.every(({ id }, i) => id === before[i]?.id);
  if (!sameOrder) return 'all';
  const text = (line: RunLine | undefined) =>
    line && [line.label, line.description, line.icon, line.state].join('\n');
  return now.filter((line, i) => text(line) !== text(before[i])).map(({ id }) => id);
}

/** "29/30 · loss 0.4779"; for what did not go to its end, how it stands. */
function resultText({ result, status }: RunRecord): string {
  if (!result || status.state === 'diverged') return stateText(status);
  const scores = t(
    '{0}/{1} · loss {2}',
    grouped(result.testCorrect),
    grouped(result.nTest),
    result.trainLoss.toFixed(4),
  );
  return status.state === 'completed' ? scores : `${scores} · ${stateText(status)}`;
}

function durationText(milliseconds: number): string {
  return milliseconds < 100 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** How a run stands, in a word or a few. */
export function stateText(status: RunStatus): string {
  switch (status.state) {
    case 'idle':
      return t('waiting to start');
    case 'running':
      return t('running');
    case 'paused':
      return t('paused');
    case 'completed':
      return t('completed');
    case 'stopped':
      return t('stopped');
    case 'diverged':
      return t('diverged at epoch {0}', grouped(status.epoch));
    case 'failed':
      return t('failed: {0}', status.message);
    default:
      return assertNever(status);
  }
}

/** How the updates are made: "adam, batches of 32, mean of the rows, cosine schedule, early stopping". */
function trainingText(training: TrainingConfig['training']): string {
  const { optimizer, batchSize, reduction, schedule, earlyStopping } = training;
  return [
    optimizer === 'gradientDescent' ? t('gradient descent') : optimizer,
    batchSize === null ? t('full batch') : t('batches of {0}', grouped(batchSize)),
    reduction === 'sum' ? t('sum of the rows') : t('mean of the rows'),
    ...(schedule.kind === 'constant' ? [] : [t('{0} schedule', schedule.kind)]),
    ...(earlyStopping ? [t('early stopping')] : []),
  ].join(', ');
}

/** "data: wine.csv; label kind; means imputed" */
function dataText(data: NonNullable<RunRecord['data']>): string {
  return [t('data: {0}', visible(fileOf(data.uri))), ...describeChoices(data)].join('; ');
}

function fileOf(uri: string): string {
  const name = uri.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // no escapes, but a name with a per cent sign
  }
}

/** Plain text, so that nothing in a name is ever read as markup. */
export function runTooltip(record: RunRecord, presence: Presence = 'here'): string {
  const { number, name, config, data, states, status, durationMs, parametersHash } = record;
  const { network, training, split, preprocessing } = config;
  const layers = network.hiddenLayers.map(({ units, activation }) => `${units} ${activation}`).join(', ');
  return [
    `#${number} ${name}`,
    ...(data ? [dataText(data)] : []),
    t('hidden layers: {0}', layers || t('none')),
    t(
      'learning rate {0}, {1} epochs, seed {2}',
      training.learningRate,
      grouped(training.epochs),
      network.seed,
    ),
    t('{0}; weights {1}', trainingText(training), network.initialization),
    split ? t('test share {0}, split seed {1}', split.testSize, split.randomState) : t('no split'),
    t('scaler on {0}', preprocessing.fitScalerOn === 'all' ? t('all rows') : t('the training rows')),
    standingOf(record, presence) === 'interrupted'
      ? t('interrupted: opening it trains it again from its beginning, to the same states')
      : t(
          '{0}; {1} epochs in {2}',
          stateText(status),
          grouped(Math.max(0, states - 1)),
          durationText(durationMs),
        ),
    ...(parametersHash ? [t('SHA-256 of all states: {0}', parametersHash)] : []),
  ].join('\n');
}
