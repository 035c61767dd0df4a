import { serialize } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { DEFAULT_CONFIG } from '#engine/config';
import { recordLength } from '#engine/keyEpochs';
import { LARGE_PIECE_NUMBERS, PIECE_NUMBERS } from '#protocol/api';
import type { WorkerReport } from '#session/workerProtocol';
import { inProject } from '../../dev/project.ts';
import { PRODUCT_WORKER } from './soloProcess.ts';
import { median, round } from './statistics.ts';
import { trainInWorker } from './wholeRun.ts';
import { readIris } from './workload.ts';

interface Rate {
  readonly megabytesPerSecond: number;
  readonly epochsPerSecond: number;
}

export interface StreamingFigures {
  /** Pieces of no training, from a worker to its owner: what the way itself can carry. */
  readonly handingOver: Rate;
  /** The states of a long run, from the worker that trains it. */
  readonly training: Rate;
  readonly tutorialRun: { readonly pieces: number; readonly bytes: number };
  /** As it is encoded for the way: the numbers themselves, and with everything around them. */
  readonly piece: Encoded;
  readonly largePiece: Encoded;
}

interface Encoded {
  readonly numberBytes: number;
  readonly encodedBytes: number;
}

const REPETITIONS = 5;
const N_PIECES = 4000;
const LONG = 100_000; // epochs

/** How fast states come from the worker, and how large the pieces are in which they come. */
export async function streaming(): Promise<StreamingFigures> {
  const empty: number[] = [];
  const trained: number[] = [];
  const config = { ...DEFAULT_CONFIG, training: { ...DEFAULT_CONFIG.training, epochs: LONG } };
  let bytes = 0;
  for (let i = 0; i < REPETITIONS; i++) {
    empty.push(await handOver());
    const run = await trainInWorker(PRODUCT_WORKER, config, readIris());
    trained.push(run.runMilliseconds);
    ({ bytes } = run);
  }
  const tutorial = await trainInWorker(PRODUCT_WORKER, DEFAULT_CONFIG, readIris());
  return {
    handingOver: rateOf(N_PIECES * PIECE_NUMBERS * Float64Array.BYTES_PER_ELEMENT, median(empty)),
    training: rateOf(bytes, median(trained)),
    tutorialRun: { pieces: tutorial.pieces, bytes: tutorial.bytes },
    piece: encoded(PIECE_NUMBERS),
    largePiece: encoded(LARGE_PIECE_NUMBERS),
  };
}

/** Milliseconds from the first to the last of many pieces. */
function handOver(): Promise<number> {
  const file = inProject('dist', 'bench', 'pieceSource.mjs');
  const worker = new Worker(file, { workerData: N_PIECES + 1 });
  let arrived = 0;
  let start = 0;
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', () => {
      if (arrived === 0) start = performance.now();
      else if (arrived === N_PIECES) resolve(performance.now() - start);
      arrived++;
    });
  });
}

function rateOf(bytes: number, milliseconds: number): Rate {
  const perSecond = (bytes / milliseconds) * 1000;
  return {
    megabytesPerSecond: round(perSecond / 2 ** 20),
    epochsPerSecond: round(perSecond / (recordLength([4, 5, 3]) * Float64Array.BYTES_PER_ELEMENT)),
  };
}

function encoded(nNumbers: number): Encoded {
  const report: WorkerReport = { kind: 'piece', offset: 0, data: new Float64Array(nNumbers) };
  return { numberBytes: report.data.byteLength, encodedBytes: serialize(report).byteLength };
}
