import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inProject } from '../../dev/project.ts';

/** A whole run in a fresh process. */
export interface SoloRun {
  readonly milliseconds: number; // from the run's creation to its end, the worker's start included
  readonly historyBytes: number;
  /** What the process has grown by, its worker and the host's copy of the states included. */
  readonly rssBytes: number;
}

/** @param nRows 0 for iris */
export function soloRun(nRows: number, epochs: number): Promise<SoloRun> {
  return solo('run', PRODUCT_WORKER, String(nRows), String(epochs)) as Promise<SoloRun>;
}

/** Bytes per epoch that each engine allocates. */
export function soloAllocation(): Promise<Record<string, number>> {
  return solo('allocation') as Promise<Record<string, number>>;
}

/** Milliseconds until there is a kernel. */
export function soloKernelStart(): Promise<number> {
  return solo('kernelStart') as Promise<number>;
}

/** What `solo.ts` can measure. */
export type Solo = 'run' | 'allocation' | 'kernelStart';

/** The worker of the build that this benchmark belongs to. */
export const PRODUCT_WORKER = inProject('dist', 'worker.cjs');

async function solo(what: Solo, ...args: readonly string[]): Promise<unknown> {
  const file = inProject('dist', 'bench', 'solo.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [file, what, ...args]);
  return JSON.parse(stdout);
}
