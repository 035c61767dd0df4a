import { alertsOfData } from '#engine/alertsAtStart';
import type { TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { prepareExperiment } from '#engine/experiment';
import { Run } from '#session/run';
import { trainAll } from '#session/trainAll';
import { bruteAlerts } from '../../engine/bruteAlerts.ts';
import type { Columns } from '../../engine/bruteAlerts.ts';
import { configOf, datasetOf } from '../../fixtureFiles.ts';

/** A run that has trained to its end. */
export function finishedRun(config: TrainingConfig, dataset: Dataset): Run {
  const { history, divergence } = trainAll(prepareExperiment(config, dataset));
  const status = divergence
    ? ({ state: 'diverged', ...divergence } as const)
    : ({ state: 'completed' } as const);
  const numbers = history.data.slice(0, history.filled);
  return new Run({ id: 'run-1', name: 'a run', config, dataset }, { numbers, status });
}

/** The same of an experiment file about iris. */
export function irisRun(file: unknown): Run {
  return finishedRun(configOf(file), datasetOf('iris'));
}

/** [kind, level, epoch] of the alerts that the first epochs of a run give, recomputed in the plain way; in the order of their text. */
export function bruteAlertList(
  { experiment, status }: Run,
  columns: Columns,
  nEpochs: number,
  end: 'open' | 'final' = 'open',
): readonly (readonly [string, string, number])[] {
  const isDiverged = end === 'final' && status.state === 'diverged';
  const divergence = isDiverged ? { epoch: status.epoch, where: status.where } : null;
  return alertList([...alertsOfData(experiment), ...bruteAlerts(columns, nEpochs, divergence)]);
}

/** The same of alerts that are there. */
export function alertList(
  alerts: readonly { readonly kind: string; readonly level: string; readonly epoch: number }[],
): readonly (readonly [string, string, number])[] {
  return alerts
    .map(({ kind, level, epoch }) => [kind, level, epoch] as const)
    .sort((a, b) => (a.join() < b.join() ? -1 : 1));
}

/** Nobody else wants a turn. */
export const noBreath = () => null;
