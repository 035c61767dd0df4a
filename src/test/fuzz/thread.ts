// The thread in which cases are tried: it can be ended from outside when one of them does not end.
import { parentPort, workerData } from 'node:worker_threads';
import type { Assignment, Finding } from './fuzz.ts';
import { TARGETS } from './targets.ts';

const { target, seed, milliseconds, beats } = workerData as Assignment;
let slowest = 0;
let last = performance.now();
let slowestIndex = 0;

/** Counts the cases, and notes which took longest. */
function began(): void {
  const now = performance.now();
  const index = Atomics.add(beats, 0, 1);
  if (now - last > slowest && index > 0) {
    slowest = now - last;
    slowestIndex = index - 1;
  }
  last = now;
}

function work(): Finding {
  try {
    return { cases: TARGETS[target].run(seed, milliseconds, began), slowest, slowestIndex };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

const finding = work();
setImmediate(() => parentPort?.postMessage(finding)); // after rejections that nobody has heard
