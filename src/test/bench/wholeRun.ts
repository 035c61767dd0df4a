import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import type { WorkerCommand, WorkerReport } from '#session/workerProtocol';

/** A run as the worker's owner sees it. */
export interface WorkerRun {
  /** From asking for the worker to its first breath. */
  readonly startMilliseconds: number;
  /** From there to the last word: the worker's program is loaded, the data is sent, every state has arrived. */
  readonly runMilliseconds: number;
  readonly pieces: number;
  readonly bytes: number; // of the states
}

/** Trains in a fresh worker of the product, whose program is `workerFile`. Nothing is done with the states. */
export async function trainInWorker(
  workerFile: string,
  config: TrainingConfig,
  dataset: Dataset,
): Promise<WorkerRun> {
  const asked = performance.now();
  const worker = new Worker(workerFile);
  try {
    await once(worker, 'online');
    const online = performance.now();
    const command: WorkerCommand = { kind: 'train', config, dataset, halt: null };
    worker.postMessage(command);
    const { pieces, bytes } = await untilEnded(worker);
    return {
      startMilliseconds: online - asked,
      runMilliseconds: performance.now() - online,
      pieces,
      bytes,
    };
  } finally {
    await worker.terminate();
  }
}

function untilEnded(worker: Worker): Promise<{ pieces: number; bytes: number }> {
  let pieces = 0;
  let bytes = 0;
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', (report: WorkerReport) => {
      if (report.kind === 'piece') {
        pieces++;
        bytes += report.data.byteLength;
      }
      if (report.kind !== 'status') return;
      if (report.status.state === 'completed') resolve({ pieces, bytes });
      else reject(new Error(`the run ended as ${report.status.state}`));
    });
  });
}
