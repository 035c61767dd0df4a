import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportNpz } from '#formats/exportNpz';
import { npyBytes } from '#formats/npy';
import { folderWith } from '../cli/runCli.ts';
import { pythonOutput, pythonWith, without } from '../python.ts';
import { exportedFile, nastyRun } from './exportedRuns.ts';
import type { ExportedRun } from '#formats/exportedRun';

const RUN = exportedFile();
const python = pythonWith('numpy');

/** Every array as NumPy has it: its type, shape and, number by number, its content. */
const LIST = `
import json, sys, numpy
with numpy.load(sys.argv[1], allow_pickle=False) as archive:
    print(json.dumps({name: [archive[name].dtype.str, archive[name].shape, archive[name].ravel().tolist()]
                      for name in archive.files}))
`;
type Arrays = Record<string, readonly [type: string, shape: readonly number[], data: readonly unknown[]]>;

async function load(bytes: Uint8Array): Promise<Arrays> {
  const file = join(folderWith({}), 'run.npz');
  writeFileSync(file, bytes);
  return JSON.parse(await pythonOutput(python ?? '', LIST, file)) as Arrays;
}

describe('an archive by numpy.load', () => {
  test('has data, scaler, split, scores and the first and last parameters, bit for bit', async ({ skip }) => {
    skip(!python, without('numpy'));
    const { experiment, history } = RUN;
    const arrays = await load(exportNpz(RUN));
    expect(arrays['X']).toEqual(['<f8', [150, 4], [...experiment.dataset.values]]);
    expect(arrays['X_scaled']?.[2]).toEqual([...experiment.x]);
    expect(arrays['Y']).toEqual(['<f8', [150, 3], [...experiment.targets]]);
    expect(arrays['labels']).toEqual(['<i4', [150], [...experiment.dataset.labels]]);
    expect(arrays['mean']?.[2]).toEqual([...(experiment.scaler?.mean ?? [])]);
    expect(arrays['test_rows']).toEqual(['<i4', [30], [...experiment.split.test]]);
    expect(arrays['class_names']?.[2]).toEqual(['setosa', 'versicolor', 'virginica']);
    expect(arrays['train_loss']).toEqual(['<f8', [2601], [...history.scores('trainLoss')]]);
    expect(JSON.parse(String(arrays['config']?.[2][0]))).toEqual(experiment.config);
    expectParameters(arrays, '', RUN, 2600);
    expectParameters(arrays, 'initial_', RUN, 0);
    expect(arrays['all_W1']).toBeUndefined();
  });

  test('has every state on request', async ({ skip }) => {
    skip(!python, without('numpy'));
    const run = exportedFile({
      training: { epochs: 7 },
      network: { hiddenLayers: [{ units: 2 }, { units: 3 }] },
    });
    const arrays = await load(exportNpz(run, 'all'));
    expect(arrays['all_W2']?.[1]).toEqual([8, 2, 3]);
    expect(arrays['all_b3']?.[1]).toEqual([8, 3]);
    const expected = Array.from({ length: 8 }, (_, e) => [
      ...(run.history.parameters(e).layers[1]?.weights ?? []),
    ]);
    expect(arrays['all_W2']?.[2]).toEqual(expected.flat());
  });

  test('keeps names in all scripts, and leaves out the scaler where there is none', async ({ skip }) => {
    skip(!python, without('numpy'));
    const nasty = nastyRun();
    const arrays = await load(exportNpz(nasty));
    expect(arrays['class_names']?.[2]).toEqual(nasty.experiment.dataset.classes);
    expect(arrays['feature_names']?.[2]).toEqual(nasty.experiment.dataset.features);
    const plain = await load(
      exportNpz(exportedFile({ preprocessing: { standardize: false }, training: { epochs: 1 } })),
    );
    expect(Object.keys(plain)).not.toContain('mean');
    expect(Object.keys(plain)).not.toContain('X_scaled');
  });

  test('has the same bytes each time', () => {
    expect(Buffer.compare(exportNpz(RUN), exportNpz(RUN))).toBe(0);
    expect(exportNpz(RUN).subarray(10, 14)).toEqual(Uint8Array.of(0, 0, 33, 0)); // midnight of the first of January 1980
  });
});

test('a shape that does not fit is refused', () => {
  expect(() => npyBytes({ shape: [2, 3], data: new Float64Array(5) })).toThrow(/2 × 3 has not 5 elements/);
});

function expectParameters(arrays: Arrays, prefix: string, { history }: ExportedRun, epoch: number): void {
  history.parameters(epoch).layers.forEach(({ weights, biases, nInputs, nUnits }, l) => {
    expect(arrays[`${prefix}W${l + 1}`]).toEqual(['<f8', [nInputs, nUnits], [...weights]]);
    expect(arrays[`${prefix}b${l + 1}`]).toEqual(['<f8', [nUnits], [...biases]]);
  });
}
