import { AlertLog } from '#engine/alertLog';
import type { Experiment } from '#engine/experiment';
import type { History } from '#engine/history';
import { createPass, forward } from '#engine/network';
import { trainAll } from '#session/trainAll';
import type { FinishedRun } from '#session/trainAll';

/** A run trained to its end, with what it is a run of. */
export interface AlertRun extends FinishedRun {
  readonly experiment: Experiment;
}

export function alertRun(experiment: Experiment): AlertRun {
  return { experiment, ...trainAll(experiment) };
}

/** A log that has read all epochs that there are; `each` is called after each of them. */
export function readLog(
  experiment: Experiment,
  history: History,
  each: (log: AlertLog) => void = () => undefined,
): AlertLog {
  const log = new AlertLog(experiment, history);
  readOn(log, experiment, history, each);
  return log;
}

/** Reads what has arrived since. */
export function readOn(
  log: AlertLog,
  experiment: Experiment,
  history: History,
  each: (log: AlertLog) => void = () => undefined,
): void {
  const pass = createPass(experiment.shape, experiment.nRows);
  while (log.length < history.length) {
    forward(pass, history.parameters(log.length), experiment.x);
    log.readNext(pass);
    each(log);
  }
}
