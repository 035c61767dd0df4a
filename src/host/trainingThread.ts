import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { sentenceOf } from '#engine/words';
import type { PoolSurroundings } from '#session/workerPool';
import type { WorkerHandle, WorkerReport } from '#session/workerProtocol';

/** Worker threads and timers of the extension host, as the worker pool needs them. */
export function threadSurroundings(workerFile: string): PoolSurroundings {
  return {
    processors: availableParallelism(),
    spawn: () => spawnThread(workerFile),
    after: (milliseconds, act) => {
      const timer = setTimeout(act, milliseconds);
      return () => clearTimeout(timer);
    },
    now: () => performance.now(),
  };
}

function spawnThread(workerFile: string): WorkerHandle {
  const worker = new Worker(workerFile, { name: 'Iris training' });
  let asked = false;
  return {
    post: (command) => worker.postMessage(command),
    onReport: (listener) => void worker.on('message', (report: WorkerReport) => listener(report)),
    onFailure: (listener) => {
      worker.on('error', (error) => listener(`the training thread failed: ${sentenceOf(error)}`));
      worker.on('exit', (code) => {
        if (!asked) listener(`the training thread ended by itself (code ${code})`);
      });
    },
    terminate: () => {
      asked = true;
      void worker.terminate();
    },
  };
}
