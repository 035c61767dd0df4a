// A worker that hands over pieces as the training worker does, and does nothing else.
import { parentPort, workerData } from 'node:worker_threads';
import { PIECE_NUMBERS } from '#protocol/api';
import type { WorkerReport } from '#session/workerProtocol';

const nPieces = workerData as number;
for (let i = 0; i < nPieces; i++) {
  const report: WorkerReport = {
    kind: 'piece',
    offset: i * PIECE_NUMBERS,
    data: new Float64Array(PIECE_NUMBERS),
  };
  parentPort?.postMessage(report, [report.data.buffer as ArrayBuffer]);
}
