import { DELIMITERS, MISSING_POLICIES } from '#engine/tableFacts';
import type { RunStatus } from '#protocol/api';
import { resultEpoch } from '#engine/earlyStopping';
import { testSize } from '#engine/rowSample';
import {
  checkIndex,
  checkObject,
  checkRelabelling,
  checkStatus,
  checkText,
  checkWrongLabel,
} from '#protocol/guards';
import { parseTrainingConfig } from '#session/configSchema';
import { hasEnded } from '#session/run';
import type { Run } from '#session/run';
import type { Halt } from '#session/workerProtocol';
import type { DataFile, RunPlan, UnbrokenPlan } from './runPlan.ts';

/** What is remembered of a run when the window is reloaded. The states are not: the same plan gives the same bits. */
export interface RunRecord extends RunPlan {
  readonly id: string;
  readonly number: number; // runs of this window are counted from 1
  readonly name: string;
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
    nTest: testSize(experiment),
  };
}

/** Where a replay of this run must end or rest to be as it was; null: it trains to its own end. */
export function haltOf({ status, states }: RunRecord): Halt | null {
  if (states > 0 && (status.state === 'stopped' || status.state === 'paused'))
    return { states, as: status.state };
  return null;
}

/** Has the run come to somewhere that a replay can come to again? A failure is not the run's own end. */
export function isReplayable({ status: { state } }: RunRecord): boolean {
  return state === 'paused' || (hasEnded(state) && state !== 'failed');
}

/** A record read back from the window's memory, or nothing if it is none (it may come from another version). */
export function readRecord(value: unknown): RunRecord | undefined {
  try {
    const record = value as Record<string, unknown>;
    const { id, number, name, data, status, unbroken, states, durationMs, result, parametersHash } = record;
    const ended = checkStatus(status);
    return {
      id: checkText(id, 'id'),
      number: checkIndex(number, 'number'),
      name: checkText(name, 'name'),
      ...readPlan(record),
      data: readData(data),
      ...(unbroken !== undefined && { unbroken: readUnbroken(unbroken) }),
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

/** @throws TypeError when it is none */
function readPlan(record: Record<string, unknown>): Pick<RunPlan, 'config' | 'relabelling' | 'origin'> {
  const { config, relabelling, origin } = record;
  const reading = parseTrainingConfig(config);
  if (!('config' in reading)) throw new TypeError('config is none');
  return {
    config: reading.config,
    ...(relabelling !== undefined && { relabelling: checkRelabelling(relabelling) }),
    origin: typeof origin === 'string' ? checkText(origin, 'origin') : null,
  };
}

function readUnbroken(value: unknown): UnbrokenPlan {
  const plan = checkObject(value, 'unbroken');
  return { ...readPlan(plan), wrongLabel: checkWrongLabel(plan['wrongLabel']) };
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

function readData(value: unknown): DataFile | null {
  if (typeof value !== 'object' || value === null) return null;
  const { uri, target, features, delimiter, missing } = value as Record<string, unknown>;
  const known = <Value>(values: readonly Value[], one: unknown) => values.find((other) => other === one);
  const [separator, policy] = [known(DELIMITERS, delimiter), known(MISSING_POLICIES, missing)];
  return {
    uri: checkText(uri, 'data.uri'),
    ...(target !== undefined && { target: checkText(target, 'data.target') }),
    ...(Array.isArray(features) && { features: features.map((name) => checkText(name, 'data.features')) }),
    ...(separator && { delimiter: separator }),
    ...(policy && { missing: policy }),
  };
}
