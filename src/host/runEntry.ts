import type { Run } from '#session/run';
import type { TrainingSession } from '#session/trainingSession';
import type { RunPlan } from './runPlan.ts';
import { resultOf } from './runRecord.ts';
import type { RunRecord } from './runRecord.ts';

/** A run of this window: what is remembered of it and, once it has been trained or replayed here, the run itself. */
export interface RunEntry {
  readonly record: RunRecord;
  readonly run: Run | null;
  /** A draft makes way for the next one, and is not remembered, until it is kept. */
  readonly isDraft: boolean;
}

/** An entry as its owner sees it. */
export interface OwnEntry {
  record: RunRecord;
  run: Run | null;
  isDraft: boolean;
  session: TrainingSession | null;
  startedAt: number; // since when the time is not in the record yet
}

export function rememberedEntry(record: RunRecord): OwnEntry {
  return { record, run: null, isDraft: false, session: null, startedAt: 0 };
}

export function entryOf(run: Run, number: number, plan: Omit<RunPlan, 'config'>): OwnEntry {
  const record: RunRecord = {
    id: run.id,
    number,
    name: run.name,
    config: run.config,
    ...plan,
    status: run.status,
    states: run.history.length,
    durationMs: 0,
    result: resultOf(run),
    parametersHash: '',
  };
  return { record, run, isDraft: false, session: null, startedAt: 0 };
}

/** Brings the record up to the run. The clock counts training only: a replay does not change a known duration. */
export function bringUp(entry: OwnEntry, run: Run, now: number): void {
  const { record } = entry;
  const ran = record.status.state === 'running' && record.parametersHash === '';
  entry.record = {
    ...record,
    status: run.status,
    states: run.history.length,
    durationMs: record.durationMs + (ran ? now - entry.startedAt : 0),
    result: resultOf(run),
  };
  entry.startedAt = now;
}
