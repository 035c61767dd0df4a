// The entry of the thread that reads a table: one request, reports of its progress, one answer.
import type { Dataset } from '#engine/dataset';
import { isLarge } from '#engine/experiment';
import { useTranslations } from '#engine/translation';
import type { Spoken } from '#engine/translation';
import { readDataset } from '#formats/csv';
import { readHeader } from '#formats/csvHeader';
import { decodeText } from '#formats/textBytes';
import type { TableAnswer, TableReport, TableRequest } from './tableMessages.ts';
import { node, threadEnd } from './threadEnd.ts';

const end = threadEnd();

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
  end.post(message, transfer);
}

function read({ name, bytes, choices, wanted }: TableRequest): TableAnswer {
  const file = 'path' in bytes ? readFile(bytes.path) : bytes.bytes;
  const decoded = decodeText(file, (share) => progress(share * DECODED));
  if (!('text' in decoded)) return { kind: 'unreadable', message: `${decoded.what}; ${decoded.mend}` };
  if (wanted === 'header') {
    return { kind: 'header', columns: readHeader(decoded.text, choices.delimiter) };
  }
  const reading = readDataset(decoded.text, {
    ...choices,
    name,
    progress: (share) => progress(DECODED + share * (1 - DECODED)),
  });
  return { kind: 'read', reading };
}

/** Only Node's host says a path. */
function readFile(path: string): Uint8Array {
  if (!node) throw new Error('a file has to be read before it is handed over');
  return node.fs.readFileSync(path);
}

/** In memory that all threads share: a large table goes from one to the next without being copied. */
function shared(dataset: Dataset): Dataset {
  const values = new Float64Array(new SharedArrayBuffer(dataset.values.byteLength));
  const labels = new Int32Array(new SharedArrayBuffer(dataset.labels.byteLength));
  values.set(dataset.values);
  labels.set(dataset.labels);
  return { ...dataset, values, labels };
}

/** A browser has it only for pages that ask for nothing from elsewhere; without it a large table is copied between threads. */
const hasSharedMemory = typeof SharedArrayBuffer !== 'undefined';

/** Hands the values over, or shares them: this thread copies nothing to the host. */
function answer(found: TableAnswer): void {
  if (found.kind !== 'read' || !('dataset' in found.reading)) return report(found);
  const { dataset, facts } = found.reading;
  if (isLarge(dataset) && hasSharedMemory)
    report({ kind: 'read', reading: { dataset: shared(dataset), facts } });
  else report(found, [dataset.values.buffer as ArrayBuffer, dataset.labels.buffer as ArrayBuffer]);
}

end.onMessage((message) => {
  const request = message as Spoken<TableRequest>;
  useTranslations(request.translations);
  answer(read(request));
});
