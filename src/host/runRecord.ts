import type { TrainingConfig } from '#engine/config';
import type { RunStatus } from '#protocol/api';
import { resultEpoch } from '#engine/earlyStopping';
import { checkIndex, checkStatus, checkText } from '#protocol/guards';
import { parseTrainingConfig } from '#session/configSchema';
import { hasEnded } from '#session/run';
import type { Run } from '#session/run';
import type { Halt } from '#session/workerProtocol';

/** What is remembered of a run when the window is reloaded. The states are not: the same configuration gives the same bits. */
export interface RunRecord {
  readonly id: string;
  readonly number: number; // runs of this window are counted from 1
  readonly name: string;
  readonly config: TrainingConfig;
  readonly status: RunStatus;
  readonly states: number;
  readonly durationMs: number; // time spent training
  readonly result: RunResult | null;
  readonly parametersHash: string; // empty until the run has ended
}

/** The scores of the state that a run came to: the last whole one, or the best where early stopping restores it. */
export interface RunResult {
  readonly trainLoss: number;
  readonly testCorrect: number;
  readonly nTest: number;
}

export function resultOf({ history, experiment, status }: Run): RunResult | null {
  if (history.length === 0) return null;
  const last = resultEpoch(history, experiment.config.training, status.state === 'completed');
  return {
    trainLoss: history.score(last, 'trainLoss'),
    testCorrect: history.score(last, 'testCorrect'),
    nTest: experiment.split.test.length,
  };
}

/** Where a replay of this run must end or rest to be as it was; null: it trains to its own end. */
export function haltOf({ status, states }: RunRecord): Halt | null {
  if (states > 0 && (status.state === 'stopped' || status.state === 'paused'))
    return { states, as: status.state };
  return null;
}

/** A record read back from the window's memory, or nothing if it is none (it may come from another version). */
export function readRecord(value: unknown): RunRecord | undefined {
  try {
    const { id, number, name, config, status, states, durationMs, result, parametersHash } = value as Record<
      string,
      unknown
    >;
    const reading = parseTrainingConfig(config);
    if (!('config' in reading)) return undefined;
    const ended = checkStatus(status);
    return {
      id: checkText(id, 'id'),
      number: checkIndex(number, 'number'),
      name: checkText(name, 'name'),
      config: reading.config,
      status: ended,
      states: checkIndex(states, 'states'),
      durationMs: Number(durationMs) || 0,
      result: hasEnded(ended.state) ? readResult(result) : null,
      parametersHash: checkText(parametersHash, 'parametersHash'),
    };
  } catch {
    return undefined; // not a record: there is nothing to remember
  }
}

/** The window's memory is JSON, which keeps a loss that is not finite as null. */
function readResult(value: unknown): RunResult | null {
  if (typeof value !== 'object' || value === null) return null;
  const { trainLoss, testCorrect, nTest } = value as Record<string, unknown>;
  return {
    trainLoss: typeof trainLoss === 'number' ? trainLoss : NaN,
    testCorrect: checkIndex(testCorrect, 'result.testCorrect'),
    nTest: checkIndex(nTest, 'result.nTest'),
  };
}
