import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { inProject } from '../../dev/project.ts';
import { TARGET_NAMES } from './targets.ts';
import type { TargetName } from './targets.ts';

/** What a thread is to try. */
export interface Assignment {
  readonly target: TargetName;
  readonly seed: number;
  readonly milliseconds: number;
  readonly beats: Int32Array; // [1], shared: how many cases have begun
}

/** What a thread has found. */
export type Finding =
  | { readonly failure: string }
  | { readonly cases: number; readonly slowest: number; readonly slowestIndex: number }; // milliseconds; counted from 0

/** What came of one target with one seed. */
export interface Outcome {
  readonly target: TargetName;
  readonly seed: number;
  readonly cases: number;
  readonly slowest: number; // milliseconds of processor time
  readonly failure: string | null;
}

/** No case may take longer, in milliseconds of processor time. */
export const MOST_MS = 1000;

/** A case during which nothing was heard for so long does not end; a busy machine alone is no reason to think so. */
const HANG_MS = 20_000;

/** A round of all targets, each with a seed of its own, for so long each. */
export async function round(seed: number, milliseconds: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const target of TARGET_NAMES) outcomes.push(await explore(target, seed, milliseconds));
  return outcomes;
}

async function explore(target: TargetName, seed: number, milliseconds: number): Promise<Outcome> {
  const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const finding = await inThread({ target, seed, milliseconds, beats });
  const outcome = { target, seed, cases: Atomics.load(beats, 0), slowest: 0 };
  if ('failure' in finding) return { ...outcome, failure: finding.failure };
  const { slowest } = finding;
  const failure = slowest > MOST_MS ? `case ${finding.slowestIndex} took ${Math.round(slowest)} ms` : null;
  return { ...outcome, slowest, failure };
}

function inThread(assignment: Assignment): Promise<Finding> {
  const file = inProject('dist', 'test', 'fuzz', 'thread.cjs');
  if (!existsSync(file)) throw new Error('dist/test/fuzz/thread.cjs is missing: run "npm run build" first');
  const worker = new Worker(file, { workerData: assignment });
  const { beats, seed, target } = assignment;
  return new Promise<Finding>((resolve) => {
    let heard = -1;
    const watch = setInterval(() => {
      const now = Atomics.load(beats, 0);
      if (now === heard) resolve({ failure: `case ${now - 1} of ${target}, seed ${seed}, does not end` });
      heard = now;
    }, HANG_MS);
    worker.on('message', resolve);
    worker.on('error', (error) => resolve({ failure: error.stack ?? error.message }));
    worker.on('exit', (code) => {
      clearInterval(watch);
      resolve({ failure: `the thread ended by itself (code ${code})` });
    });
  }).finally(() => void worker.terminate());
}
