import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { shareableEngine } from '#engine/sharedKernel';
import type { Experiment } from '#engine/experiment';
import type { KernelEngine } from '#engine/kernelEngine';
import { inProject } from '../dev/project.ts';

const PATIENCE_MS = 10_000;

/** The product's training thread, which is its helper too. @throws Error when it is not built */
export function builtWorker(): string {
  const file = inProject('dist', 'worker.cjs');
  if (!existsSync(file)) throw new Error('dist/worker.cjs is missing: run "npm run build" first');
  return file;
}

/** An engine whose helper, a thread of its own, is ready. The thread does not keep the process alive. */
export async function helpedEngine(
  experiment: Experiment,
): Promise<{ readonly engine: KernelEngine; readonly helper: Worker }> {
  const { engine, plan } = shareableEngine(experiment);
  const helper = new Worker(builtWorker());
  helper.postMessage({ kind: 'help', plan });
  await once(helper, 'message');
  helper.unref();
  engine.helperPatience = PATIENCE_MS;
  return { engine, helper };
}
