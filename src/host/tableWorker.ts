// The entry of the thread that reads a table: one request, reports of its progress, one answer.
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { readDataset } from '#formats/csv';
import { decodeText } from '#formats/textBytes';
import type { TableReading, TableReport, TableRequest } from './tableMessages.ts';

if (!parentPort) throw new Error('this file runs in a worker thread');
const port = parentPort;

/** The part of the work that has been done when the bytes are text. */
const DECODED = 0.15;

/** Milliseconds between two reports. */
const REPORT_MS = 50;
let lastReport = -Infinity;

function progress(share: number): void {
  const now = performance.now();
  if (now - lastReport < REPORT_MS) return;
  lastReport = now;
  report({ kind: 'progress', share });
}

function report(message: TableReport, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

function read({ name, bytes, choices }: TableRequest): TableReading {
  const file = 'path' in bytes ? readFileSync(bytes.path) : bytes.bytes;
  const decoded = decodeText(file, (share) => progress(share * DECODED));
  if (!('text' in decoded)) return { kind: 'unreadable', message: `${decoded.what}; ${decoded.mend}` };
  const reading = readDataset(decoded.text, {
    ...choices,
    name,
    progress: (share) => progress(DECODED + share * (1 - DECODED)),
  });
  return { kind: 'read', reading };
}

const answer = read(workerData as TableRequest);
const dataset = answer.kind === 'read' && 'dataset' in answer.reading ? answer.reading.dataset : null;
// handed over, not copied
report(answer, dataset ? [dataset.values.buffer as ArrayBuffer, dataset.labels.buffer as ArrayBuffer] : []);
