import type { Dataset } from '#engine/dataset';
import { isLarge } from '#engine/experiment';
import { sampleTable } from '#engine/rowSample';
import { REPLAYED_RUN_ID } from '#formats/replayedRun';
import type { ReplayedRun } from '#formats/replayedRun';
import { unpackNumbers } from '#formats/packedNumbers';
import { LARGE_PIECE_NUMBERS } from '#protocol/api';
import type { InspectorHostApi, InspectorPageApi, RunHeader } from '#protocol/api';
import { connect } from '#protocol/transport';
import type { Port } from '#protocol/transport';
import { followColourScheme } from './colourScheme.ts';

/**
 * Stands in for VS Code in the replay page, a file of its own: gives the inspector the theme, and as its host the run that
 * lies in the page. It runs before the inspector does.
 */
const RUN_ID = 'replayed';

/** The host's end of the channel. Messages are handed over in the page itself, each in a turn of its own. */
class PageChannel implements Port {
  private readonly listeners = new Set<(message: unknown) => void>();

  /** To the inspector. */
  post(message: unknown): void {
    queueMicrotask(() => window.dispatchEvent(new MessageEvent('message', { data: message })));
  }

  onMessage(listener: (message: unknown) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** From the inspector. */
  deliver(message: unknown): void {
    queueMicrotask(() => this.listeners.forEach((listener) => listener(message)));
  }
}

followColourScheme(document);
const channel = new PageChannel();
const nothing = () => undefined; // there is nobody to train, and nobody to tell
const { remote } = connect<InspectorHostApi, InspectorPageApi>(channel, {
  ready: () => void show(readRun()),
  retrain: nothing,
  retrainWith: nothing,
  breakRun: nothing,
  openRun: nothing,
  did: nothing,
  pause: nothing,
  resume: nothing,
  stop: nothing,
  keepDraft: nothing,
  openSeed: nothing,
  epochShown: nothing,
  selected: nothing,
  problem: (text) => console.error(text),
});

let kept: unknown;
Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage: (message: unknown) => channel.deliver(message),
    getState: () => kept,
    setState: (state: unknown) => (kept = state),
  }),
});

function readRun(): ReplayedRun {
  const text = document.getElementById(REPLAYED_RUN_ID)?.textContent;
  if (!text) throw new Error('the page holds no run: get the file again');
  return JSON.parse(text) as ReplayedRun; // written by exportHtml; its numbers are checked where they are received
}

async function show(run: ReplayedRun): Promise<void> {
  const { name, config, dataset, status, nStates } = run;
  const values = unpackNumbers(bytesOf(run.values), dataset.features.length);
  const all: Dataset = { ...dataset, values, labels: Int32Array.from(run.labels) };
  const rows = isLarge(all) ? sampleTable(config, all) : { dataset: all, sample: null };
  const header: RunHeader = {
    ...{ id: RUN_ID, name, config, status, nStates },
    ...rows,
    ...{ isNew: false, isDraft: false, curves: null, unbroken: null },
  };
  await remote.showRun(header);
  const numbers = unpackNumbers(bytesOf(run.history), run.stride);
  for (let offset = 0; offset < numbers.length; offset += LARGE_PIECE_NUMBERS) {
    const data = numbers.slice(offset, offset + LARGE_PIECE_NUMBERS);
    await remote.receive({ runId: RUN_ID, offset, data });
  }
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
