// The thread in which cases are tried: it can be ended from outside when one of them does not end.
import { parentPort, workerData } from 'node:worker_threads';
import type { Assignment, Finding } from './fuzz.ts';
import { TARGETS } from './targets.ts';

const { target, seed, milliseconds, beats } = workerData as Assignment;
let slowest = 0;
let slowestIndex = 0;
let start = 0;
let startOnClock = 0;
const watch = {
  began: (): void => {
    Atomics.add(beats, 0, 1);
    start = busy();
    startOnClock = performance.now();
  },
  ended: (): void => {
    const took = Math.min(busy() - start, performance.now() - startOnClock); // other threads are busy, too
    if (took <= slowest) return;
    slowest = took;
    slowestIndex = Atomics.load(beats, 0) - 1;
  },
};

async function work(): Promise<Finding> {
  try {
    return { cases: await TARGETS[target].run(seed, milliseconds, watch), slowest, slowestIndex };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

/** Processor time of this process in milliseconds: a machine that is busy with something else does not count. */
function busy(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

void work().then((finding) => {
  setImmediate(() => parentPort?.postMessage(finding)); // after rejections that nobody has heard
});
