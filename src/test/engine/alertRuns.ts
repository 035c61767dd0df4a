import { AlertLog } from '#engine/alertLog';
import type { Divergence } from '#engine/divergence';
import type { Experiment } from '#engine/experiment';
import { History } from '#engine/history';
import { createPass, forward } from '#engine/network';
import type { LayerSizes } from '#engine/parameters';
import { layParameters } from '#engine/parameters';
import { PlainEngine } from '#engine/plainEngine';
import { RandomStream } from '#engine/random';
import { Trainer } from '#engine/trainer';

/** A run trained to its end, from the parameters of its configuration or from others. */
export interface AlertRun {
  readonly experiment: Experiment;
  readonly history: History;
  readonly divergence: Divergence | null;
}

/** @param start the parameters of epoch 0, in place of those that the configuration draws */
export function alertRun(experiment: Experiment, start?: Float64Array): AlertRun {
  const engine = new PlainEngine(experiment);
  if (start) engine.parameters.values.set(start);
  const trainer = start ? new Trainer(experiment, engine) : new Trainer(experiment);
  const history = new History(experiment.shape.sizes, experiment.config.training.epochs);
  const record = new Float64Array(trainer.recordLength);
  for (let progress = trainer.next(record); ; progress = trainer.next(record)) {
    history.append(history.filled, record);
    if (progress !== 'trained') return { experiment, history, divergence: trainer.divergence };
  }
}

/** Weights between ±√(6 / inputs), biases 0, [parameterCount]. */
export function heStart(sizes: LayerSizes, seed: number): Float64Array {
  const { values, layers } = layParameters(sizes);
  const random = new RandomStream(seed);
  for (const { weights, nInputs } of layers) {
    for (let i = 0; i < weights.length; i++)
      weights[i] = (2 * random.nextDouble() - 1) * Math.sqrt(6 / nInputs);
  }
  return values;
}

/** All parameters 0, [parameterCount]. */
export function zeroStart(sizes: LayerSizes): Float64Array {
  return layParameters(sizes).values;
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
