import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_CONFIG } from '#engine/config';
import { trainAll } from '#session/trainAll';
import { inProject } from '../../dev/project.ts';
import { ENGINES, PRODUCT_ENGINE } from './engines.ts';
import { PeerProcess } from './peers/peerProcess.ts';
import { writeWorkload } from './peers/workloadFile.ts';
import { race, RACE } from './race.ts';
import { SERIES } from './shapes.ts';
import { PRODUCT_WORKER, soloRun } from './soloProcess.ts';
import { median, round, spreadOf } from './statistics.ts';
import type { Spread } from './statistics.ts';
import { trainInWorker } from './wholeRun.ts';
import { experimentOf, readIris, workloadOf } from './workload.ts';

/** The tutorial's run with all that belongs to it, in milliseconds, beside 2,600 epochs of bare training. */
export interface RunFigures {
  readonly cold: Comparison & { readonly whole: Spread; readonly bare: Spread };
  readonly warm: Comparison;
  /** By the number of epochs, on iris. */
  readonly byEpochs: Record<string, object>;
  /** By the number of rows, of four features and three classes. */
  readonly byRows: Record<string, object>;
}

interface Comparison {
  readonly wholeMilliseconds: number;
  readonly bareMilliseconds: number;
  readonly ratio: number;
}

const REPETITIONS = 20;
const { epochs: EPOCHS } = DEFAULT_CONFIG.training;

/** The whole default run, from cold and warm, and how cost and memory grow with epochs and rows. */
export async function run(): Promise<RunFigures> {
  return { cold: await cold(), warm: await warm(), byEpochs: await byEpochs(), byRows: await byRows() };
}

/** In turn: a fresh worker of the product, from its first breath on, and a fresh process that only trains. */
async function cold(): Promise<RunFigures['cold']> {
  const workload = workloadOf(SERIES[0]!);
  const file = join(tmpdir(), `iris-network-cold-${process.pid}`);
  writeWorkload(file, workload);
  const engine = inProject('dist', 'bench', 'engine.mjs');
  const whole: number[] = [];
  const bare: number[] = [];
  try {
    for (let i = 0; i < REPETITIONS; i++) {
      whole.push((await trainInWorker(PRODUCT_WORKER, DEFAULT_CONFIG, readIris())).runMilliseconds);
      const alone = new PeerProcess({ file: process.execPath, args: [engine, PRODUCT_ENGINE] });
      await alone.prepare(workload, file);
      bare.push((await alone.run(EPOCHS)).nanoseconds / 1e6);
      alone.close();
    }
  } finally {
    rmSync(file);
  }
  return {
    ...compare(median(whole), median(bare)),
    whole: spreadOf(whole),
    bare: spreadOf(bare),
  };
}

/** Both in this process, again and again. */
async function warm(): Promise<Comparison> {
  const experiment = experimentOf(SERIES[0]!);
  const timed = (act: () => void) => (times: number) => {
    const start = performance.now();
    for (let i = 0; i < times; i++) act();
    return (performance.now() - start) * 1e6;
  };
  const bare = () => {
    const training = ENGINES.find(({ name }) => name === PRODUCT_ENGINE)!.prepare(experiment);
    for (let i = 0; i < EPOCHS; i++) training.epoch();
  };
  const paces = await race(
    [
      { name: 'whole', run: timed(() => void trainAll(experiment)) },
      { name: 'bare', run: timed(bare) },
    ],
    { ...RACE, seconds: 4 },
  );
  const milliseconds = (name: string) => {
    const pace = paces[name]!;
    return 'skipped' in pace ? NaN : pace.medianMicroseconds / 1000;
  };
  return compare(milliseconds('whole'), milliseconds('bare'));
}

function compare(whole: number, bare: number): Comparison {
  return {
    wholeMilliseconds: round(whole),
    bareMilliseconds: round(bare),
    ratio: round(whole / bare),
  };
}

async function byEpochs(): Promise<RunFigures['byEpochs']> {
  const figures: RunFigures['byEpochs'] = {};
  for (const epochs of [EPOCHS, 10_000, 30_000, 100_000]) figures[epochs] = await growth(0, epochs);
  return figures;
}

/** So many epochs that each run trains the same number of rows in all, but enough of them that starting counts little. */
async function byRows(): Promise<RunFigures['byRows']> {
  const figures: RunFigures['byRows'] = {};
  for (const nRows of [1000, 10_000, 100_000, 1_000_000]) {
    figures[nRows] = await growth(nRows, Math.max(20, 4_000_000 / nRows));
  }
  return figures;
}

async function growth(nRows: number, epochs: number): Promise<object> {
  const { milliseconds, historyBytes, rssBytes } = await soloRun(nRows, epochs);
  const megabytes = (bytes: number) => round(bytes / 2 ** 20);
  return {
    epochs,
    milliseconds: round(milliseconds),
    microsecondsPerEpoch: round((milliseconds * 1000) / epochs),
    ...(nRows > 0 && { nanosecondsPerRow: round((milliseconds * 1e6) / epochs / nRows) }),
    historyMegabytes: megabytes(historyBytes),
    processMegabytes: megabytes(rssBytes),
  };
}
