// The entry of the thread that reads a table: one request, reports of its progress, one answer.
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { Dataset } from '#engine/dataset';
import { isLarge } from '#engine/experiment';
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

/** In memory that all threads share: a large table goes from one to the next without being copied. */
function shared(dataset: Dataset): Dataset {
  const values = new Float64Array(new SharedArrayBuffer(dataset.values.byteLength));
  const labels = new Int32Array(new SharedArrayBuffer(dataset.labels.byteLength));
  values.set(dataset.values);
  labels.set(dataset.labels);
  return { ...dataset, values, labels };
}

/** Hands the values over, or shares them: they are never copied between threads. */
function answer(found: TableReading): void {
  if (found.kind !== 'read' || !('dataset' in found.reading)) return report(found);
  const { dataset, facts } = found.reading;
  if (isLarge(dataset)) report({ kind: 'read', reading: { dataset: shared(dataset), facts } });
  else report(found, [dataset.values.buffer as ArrayBuffer, dataset.labels.buffer as ArrayBuffer]);
}

answer(read(workerData as TableRequest));
