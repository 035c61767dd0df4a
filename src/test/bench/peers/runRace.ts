import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { race, RACE } from '../race.ts';
import type { Pace, Skipped } from '../race.ts';
import { shapeName } from '../shapes.ts';
import type { Shape } from '../shapes.ts';
import { workloadOf } from '../workload.ts';
import type { Workload } from '../workload.ts';
import type { PeerEntry } from './contestants.ts';
import type { Race, Result } from './measured.ts';
import { PeerProcess } from './peerProcess.ts';
import { writeWorkload } from './workloadFile.ts';

/** A contestant whose process has the data, and has shown that it computes the same. */
interface Ready {
  readonly entry: PeerEntry;
  readonly process: PeerProcess;
  readonly version: string;
  readonly lossError: number | null;
}

const CHECKED_EPOCHS = 4;

/** To load the libraries and read the data, some hundred megabytes of it. */
const LONGEST_START_SECONDS = 120;

/** All contestants at one shape, each in a process of its own, one at a time. */
export async function runRace(entries: readonly PeerEntry[], shape: Shape, seconds: number): Promise<Race> {
  const workload = workloadOf(shape);
  const file = join(tmpdir(), `iris-network-race-${process.pid}`);
  writeWorkload(file, workload);
  const ready: Ready[] = [];
  const skipped: Result[] = [];
  const entered = entries.filter(({ onlyAt }) => !onlyAt || shapeName(onlyAt) === shapeName(shape));
  try {
    let reference: number | null = null;
    for (const entry of entered) {
      const peer = await enter(entry, workload, file, reference);
      if ('skipped' in peer) skipped.push(resultOf(entry, '', peer, null));
      else {
        ready.push(peer);
        reference ??= peer.loss; // ours, as the first
      }
    }
    const paces = await race(
      ready.map(({ entry, process }) => ({
        name: entry.name,
        run: async (nEpochs) => (await process.run(nEpochs)).nanoseconds,
      })),
      { ...RACE, seconds },
    );
    const measured = ready.map(({ entry, version, lossError }) =>
      resultOf(entry, version, paces[entry.name]!, lossError),
    );
    const inOrder = (result: Result) => entered.findIndex(({ name }) => name === result.name);
    return { shape, results: [...measured, ...skipped].sort((a, b) => inOrder(a) - inOrder(b)) };
  } finally {
    for (const { process } of ready) process.close();
    rmSync(file);
  }
}

/** Starts a contestant and compares its loss after some epochs. Who fails, differs or takes too long is left out. */
async function enter(
  entry: PeerEntry,
  workload: Workload,
  file: string,
  reference: number | null,
): Promise<(Ready & { readonly loss: number }) | Skipped> {
  if ('missing' in entry.command) return { skipped: entry.command.missing };
  const process = new PeerProcess(entry.command);
  try {
    const version = await within(LONGEST_START_SECONDS, 'to begin', process.prepare(workload, file));
    await within(RACE.longestEpochSeconds, 'for an epoch', process.run(1));
    const { loss } = await process.run(CHECKED_EPOCHS - 1);
    const lossError =
      reference === null || entry.tolerance === null ? null : Math.abs(loss - reference) / reference;
    if (lossError !== null && !(lossError <= (entry.tolerance ?? 0))) {
      throw new Error(`it computes another loss, ${loss} and not ${reference ?? NaN}`);
    }
    return { entry, process, version, lossError, loss };
  } catch (error) {
    process.close();
    return { skipped: error instanceof Error ? error.message : String(error) };
  }
}

/** @throws Error when what is waited for has not come by then */
async function within<Value>(seconds: number, purpose: string, value: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it takes more than ${seconds} s ${purpose}`)), seconds * 1000);
  });
  return Promise.race([value, late]).finally(() => clearTimeout(timer));
}

function resultOf(
  { name, kind }: PeerEntry,
  version: string,
  pace: Pace | Skipped,
  lossError: number | null,
): Result {
  return { name, kind, version, pace, lossError };
}
