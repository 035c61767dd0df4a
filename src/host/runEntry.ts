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
  isReplay: boolean; // it is trained again to where the record says that it was
  recalled: Promise<Run> | null; // while a replay is prepared
}

const FRESH = { isDraft: false, session: null, startedAt: 0, isReplay: false, recalled: null };

export function rememberedEntry(record: RunRecord): OwnEntry {
  return { record, run: null, ...FRESH };
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
  return { record, run, ...FRESH };
}

/**
 * Brings the record up to the run. The clock counts training only, and never backwards: a replay does not change a known
 * duration. A replay that is on its way, or that fails, does not change what is known of the run at all.
 */
export function bringUp(entry: OwnEntry, run: Run, now: number): void {
  const { record } = entry;
  if (entry.isReplay) {
    const { state } = run.status;
    if (state === 'running' || state === 'failed') return;
    entry.isReplay = false;
  }
  const ran = record.status.state === 'running' && record.parametersHash === '';
  entry.record = {
    ...record,
    status: run.status,
    states: run.history.length,
    durationMs: record.durationMs + (ran ? Math.max(0, now - entry.startedAt) : 0),
    result: resultOf(run),
  };
  entry.startedAt = now;
}
