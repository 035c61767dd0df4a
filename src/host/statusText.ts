import { assertNever } from '#engine/assertNever';
import { resultEpoch } from '#engine/earlyStopping';
import { testSize } from '#engine/rowSample';
import { t } from '#engine/translation';
import type { Run } from '#session/run';
import { grouped } from '#engine/words';

/**
 * How the training stands, with an icon for its state: "epoch 1,200 of 2,600 · loss 0.6712" while it trains, what it gave
 * once it has ended. It is about the training, never about the epoch that the inspector happens to show.
 */
export function statusText({ status, history, experiment }: Run): string {
  const epoch = history.length - 1;
  const icon = ICONS[status.state];
  if (status.state === 'failed') return t('{0} Iris: failed', icon);
  if (epoch < 0) return `${icon} Iris`;
  const cameTo = resultEpoch(history, experiment.config.training, status.state === 'completed');
  const loss = t('loss {0}', history.score(cameTo, 'trainLoss').toFixed(4));
  const correct = `${grouped(history.score(cameTo, 'testCorrect'))}/${grouped(testSize(experiment))}`;
  const progress = t('{0} of {1}', grouped(epoch), grouped(history.epochs));
  switch (status.state) {
    case 'idle':
    case 'running':
    case 'paused':
      return t('{0} epoch {1} · {2}', icon, progress, loss);
    case 'completed':
      return t(
        '{0} trained{1}: {2}, {3}',
        icon,
        cameTo < epoch ? t(', best epoch {0}', grouped(cameTo)) : '',
        loss,
        correct,
      );
    case 'stopped':
      return t('{0} stopped at epoch {1}: {2}, {3}', icon, progress, loss, correct);
    case 'diverged':
      return t('{0} diverged at epoch {1}', icon, grouped(status.epoch));
    default:
      return assertNever(status);
  }
}

const ICONS: Record<Run['status']['state'], string> = {
  idle: '$(circle-outline)',
  running: '$(sync~spin)',
  paused: '$(debug-pause)',
  completed: '$(check)',
  stopped: '$(debug-stop)',
  diverged: '$(warning)',
  failed: '$(error)',
};
