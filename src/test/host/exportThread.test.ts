import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { prepareExperiment } from '#engine/experiment';
import { sampleTable } from '#engine/rowSample';
import { ExportError } from '#formats/exportRefusal';
import { EXPORT_KINDS } from '#formats/exportKinds';
import { exportRun } from '#formats/exportRun';
import { Run } from '#session/run';
import { exportInThread } from '../../host/exportThread.ts';
import { nodePlatform } from '../../host/nodePlatform.ts';
import type { EndedRun } from '../../host/endedRun.ts';
import { exportedFile, exportedRun } from '../formats/exportedRuns.ts';

const folder = mkdtempSync(join(tmpdir(), 'iris-export-thread-'));
const platform = nodePlatform(folder);
const SOURCES = { styles: ['a{}'], toolkit: '1', replay: '2', inspector: '3' };
const request = (to: (typeof EXPORT_KINDS)[number]) => ({ to, table: 'history', epochs: 'ends' }) as const;

beforeAll(() => {
  buildSync({
    entryPoints: ['src/host/exportWorker.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    loader: { '.py': 'text' },
    outfile: join(folder, 'exportWorker.cjs'),
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A run of a few epochs on so many rows, as the extension host has it: of a large table a sample only. */
function endedRun(nRows: number): EndedRun {
  const values = Float64Array.from({ length: 4 * nRows }, (_, i) => ((i * 7919) % 1009) / 100);
  const labels = Int32Array.from({ length: nRows }, (_, row) => row % 3);
  const dataset: Dataset = {
    name: 'rows',
    features: ['a', 'b', 'c', 'd'],
    classes: ['x', 'y', 'z'],
    values,
    labels,
  };
  const config = {
    ...DEFAULT_CONFIG,
    training: { ...DEFAULT_CONFIG.training, epochs: 4, learningRate: 1e-6 },
  };
  const { history, status } = exportedRun(prepareExperiment(config, dataset));
  const sampled = nRows > 2000 ? sampleTable(config, dataset) : null;
  const input = { id: '1', name: 'a run', config, dataset, sampled };
  return new Run(input, { numbers: history.data.subarray(0, history.filled), status }) as EndedRun;
}

describe('a run exported in a thread', () => {
  test.each([60, 30_000])('of %i rows is the one exported here, whatever the format', async (nRows) => {
    const run = endedRun(nRows);
    const experiment = prepareExperiment(run.config, run.dataset);
    for (const to of nRows > 2000 ? (['onnx', 'npz'] as const) : EXPORT_KINDS) {
      const { content, isText } = await exportInThread(platform, run, request(to), SOURCES);
      const here = await exportRun(
        { name: run.name, experiment, history: run.history, status: run.status },
        request(to),
        {
          pageSources: () => Promise.resolve(SOURCES),
          sha256: (bytes) => Promise.resolve(createHash('sha256').update(bytes).digest()),
        },
      );
      expect(isText).toBe(typeof here === 'string');
      expect(Buffer.from(content).equals(Buffer.from(here as string))).toBe(true);
    }
    expect(run.history.filled).toBeGreaterThan(0); // the states have stayed
  });

  test('is refused with the reason that the export gives', async () => {
    const { experiment, history, status } = exportedFile({ training: { epochs: 100, learningRate: 5 } });
    const input = { id: '1', name: 'a run', config: experiment.config, dataset: experiment.dataset };
    const diverged = new Run(input, { numbers: history.data.slice(0, history.filled), status }) as EndedRun;
    expect(diverged.status.state).toBe('diverged');
    const refused = exportInThread(platform, diverged, request('numpy'), null);
    await expect(refused).rejects.toThrow(ExportError);
  });
});
