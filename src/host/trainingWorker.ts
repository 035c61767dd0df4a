// The worker thread's entry: Node's threads behind the session's own words.
import { parentPort } from 'node:worker_threads';
import { serveTraining } from '#session/trainingWorker';
import type { WorkerCommand } from '#session/workerProtocol';

if (!parentPort) throw new Error('this file runs in a worker thread');
const port = parentPort;

serveTraining({
  post: (report, transfer) => port.postMessage(report, [...transfer]),
  onCommand: (listener) => port.on('message', (command: WorkerCommand) => listener(command)),
  breathe: () => new Promise((resolve) => setImmediate(resolve)),
  now: () => performance.now(),
});
