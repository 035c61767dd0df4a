import threads from 'node:worker_threads';
import type { Worker } from 'node:worker_threads';
import { eventually } from './product.ts';

/** Each file of tests is a bundle of its own, and all of them look at the same threads. */
const shared = globalThis as { irisNetworkThreads?: Set<Worker> };
const live = (shared.irisNetworkThreads ??= new Set());

/**
 * Notes the threads that are started in this extension host from now on; the extension takes its threads from here too. To
 * be called once, before any test: a thread may rest for the next run, and would not be known.
 */
export function watchThreads(): void {
  const { Worker: Original } = threads;
  threads.Worker = class extends Original {
    constructor(...all: ConstructorParameters<typeof Original>) {
      super(...all);
      live.add(this);
      this.on('exit', () => live.delete(this));
    }
  };
}

/** The threads that have not ended. */
export function liveThreads(): readonly Worker[] {
  return [...live];
}

/** Until no more threads are there than may rest. */
export async function untilAtMost(most: number): Promise<void> {
  await eventually(
    `at most ${most} threads`,
    () => live.size,
    (size) => size <= most,
  );
}

/** Ends all threads from outside, as running out of memory does. */
export async function killThreads(): Promise<void> {
  await Promise.all([...live].map((thread) => thread.terminate()));
}
