import { DEFAULT_CONFIG } from '#engine/config';
import { recordLength } from '#engine/keyEpochs';
import { soloAllocation, soloRun } from './soloProcess.ts';
import { median, round } from './statistics.ts';

export interface MemoryFigures {
  readonly bytesPerState: number;
  /** States of the tutorial's run and of the longest that was measured. */
  readonly history: Record<string, { readonly bytes: number; readonly processBytesMore: number }>;
  /** On JavaScript's heap, by engine. */
  readonly allocatedBytesPerEpoch: Record<string, number>;
}

const REPETITIONS = 5;

/** What a run takes: for its states, for the process around it, and per epoch for things that are thrown away. */
export async function memory(): Promise<MemoryFigures> {
  const history: MemoryFigures['history'] = {};
  for (const epochs of [DEFAULT_CONFIG.training.epochs, 100_000]) {
    const runs = [];
    for (let i = 0; i < REPETITIONS; i++) runs.push(await soloRun(0, epochs));
    history[epochs] = {
      bytes: runs[0]!.historyBytes,
      processBytesMore: median(runs.map(({ rssBytes }) => rssBytes)),
    };
  }
  const allocated = await soloAllocation();
  return {
    bytesPerState: recordLength([4, 5, 3]) * Float64Array.BYTES_PER_ELEMENT,
    history,
    allocatedBytesPerEpoch: Object.fromEntries(
      Object.entries(allocated).map(([name, bytes]) => [name, round(bytes)]),
    ),
  };
}
