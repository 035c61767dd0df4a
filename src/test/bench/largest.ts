import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkbench } from '../../dev/workbench.ts';
import { companion } from './companion.ts';
import type { Lateness } from './companion.ts';
import { stageProduct } from './stageProduct.ts';
import { LARGEST_TABLES, tableText } from './tables.ts';

export interface LargestFigures {
  /** From the command to the first state being shown: the table is read meanwhile. */
  readonly secondsToFirstState: number;
  readonly secondsPerEpoch: number;
  /** How late a timer of 10 ms comes in the extension host: at rest, up to the first state, and while it trains. */
  readonly atRest: Lateness;
  readonly reading: Lateness;
  readonly training: Lateness;
}

const TABLE = LARGEST_TABLES[1];
const EXPERIMENT = {
  dataset: { path: 'table.csv' },
  network: { hiddenLayers: [{ units: 256, activation: 'relu' }], initialization: 'he' },
  training: { epochs: 1000, learningRate: 1e-7 },
};
const TRAINING_MS = 20_000;
const REST_MS = 5000;
const PATIENCE_MS = 180_000;

/** Does anybody else have to wait while the largest table trains in a real VS Code? */
export async function largest(): Promise<LargestFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'iris-network-largest-'));
  const experiment = join(folder, 'largest.irisnet.json');
  writeFileSync(join(folder, 'table.csv'), tableText(TABLE));
  writeFileSync(experiment, JSON.stringify(EXPERIMENT));
  const beside = companion(experiment);
  const window = await openWorkbench({ extension: stageProduct(), companions: [beside.extension] });
  try {
    await beside.activateInspector(window);
    const during = async (act: () => Promise<unknown>): Promise<Lateness> => {
      await beside.start(window);
      await act();
      return beside.stop(window);
    };
    const pause = (time: number) => window.page.waitForTimeout(time);
    const epoch = async () => {
      const text = await window.inspector.locator('.scrubber').getAttribute('aria-valuetext');
      return Number(/^epoch ([\d\u202f,]+) of /.exec(text ?? '')?.[1]);
    };
    const atRest = await during(() => pause(REST_MS));
    const asked = performance.now();
    const reading = await during(async () => {
      await beside.trainExperiment(window);
      await window.inspector.locator('.scrubber').waitFor({ timeout: PATIENCE_MS });
    });
    const firstState = performance.now();
    const first = await epoch();
    const training = await during(() => pause(TRAINING_MS));
    const seconds = (performance.now() - firstState) / 1000;
    const trained = (await epoch()) - first;
    if (window.watch.problems.length > 0) throw new Error(window.watch.problems.join('\n'));
    return {
      secondsToFirstState: Number(((firstState - asked) / 1000).toFixed(1)),
      secondsPerEpoch: Number((seconds / trained).toFixed(2)),
      ...{ atRest, reading, training },
    };
  } finally {
    await window.close();
    rmSync(folder, { recursive: true });
  }
}
