// The entry of a training thread and of its helper: Node's threads behind the session's own words.
import { availableParallelism } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { help } from '#engine/sharedKernel';
import type { HelperPlan } from '#engine/sharedKernel';
import { serveTraining } from '#session/trainingWorker';
import type { HelperHandle, WorkerCommand } from '#session/workerProtocol';

if (!parentPort) throw new Error('this file runs in a worker thread');
const port = parentPort;
const plan = workerData as HelperPlan | null;

if (plan) help(plan, () => port.postMessage('ready'));
else {
  serveTraining({
    post: (report, transfer) => port.postMessage(report, [...transfer]),
    onCommand: (listener) => port.on('message', (command: WorkerCommand) => listener(command)),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    now: () => performance.now(),
    startHelper: availableParallelism() > 1 ? startHelper : null,
  });
}

/** A helper is this same program. It ends with the thread that started it, if not before. */
function startHelper(workerData: HelperPlan): HelperHandle {
  const worker = new Worker(__filename, { name: 'Iris training, second thread', workerData });
  return {
    onReady: (listener) => void worker.once('message', listener),
    onEnd: (listener) => {
      worker.once('error', listener);
      worker.once('exit', listener);
    },
    terminate: () => void worker.terminate(),
  };
}
