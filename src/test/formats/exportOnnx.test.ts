import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resultParameters } from '#formats/exportedRun';
import type { ExportedRun } from '#formats/exportedRun';
import { exportOnnx } from '#formats/exportOnnx';
import { ACTIVATIONS } from '#engine/activations';
import { predictions } from '#engine/metrics';
import { createPass, forward, probabilitiesOf } from '#engine/network';
import { folderWith } from '../cli/runCli.ts';
import { pythonOutput, pythonWith, without } from '../python.ts';
import { exportedFile, nastyRun } from './exportedRuns.ts';
import { onnxRuntime } from './onnxRuntime.ts';

const runtime = await onnxRuntime();
const python = pythonWith('onnx');
const NO_RUNTIME = 'onnxruntime-web is not there, and npm cannot install it';

const RUNS: [string, () => ExportedRun][] = [
  ['the tutorial', () => exportedFile()],
  ['other data', () => exportedFile({ training: { epochs: 300 } }, 'wine.csv')],
  ['no hidden layer', () => exportedFile({ network: { hiddenLayers: [] }, training: { epochs: 300 } })],
  [
    'features as they are',
    () =>
      exportedFile({ preprocessing: { standardize: false }, training: { epochs: 300, learningRate: 1e-6 } }),
  ],
  [
    'every activation',
    () => {
      const hiddenLayers = ACTIVATIONS.map((activation) => ({ units: 6, activation }));
      const network = { hiddenLayers, initialization: 'glorot' };
      return exportedFile({ network, training: { epochs: 300, learningRate: 0.003 } });
    },
  ],
  [
    'the best state of early stopping',
    () =>
      exportedFile({
        training: {
          epochs: 300,
          learningRate: 0.05,
          optimizer: 'adam',
          earlyStopping: { patience: 20, minDelta: 0 },
        },
      }),
  ],
  ['names that try to be code', nastyRun],
];

describe('the ONNX model', { timeout: 150_000 }, () => {
  test.for(RUNS)('of %s gives the same outputs in onnxruntime', async ([, make], { skip }) => {
    skip(!runtime, NO_RUNTIME);
    const run = make();
    const { dataset, shape, nRows, nFeatures, nClasses, x } = run.experiment;
    const session = await runtime!.InferenceSession.create(exportOnnx(run));
    const features = new runtime!.Tensor('float64', dataset.values, [nRows, nFeatures]);
    const { probabilities, label } = await session.run({ features });
    const pass = createPass(shape, nRows);
    forward(pass, resultParameters(run), x);
    const p = probabilitiesOf(pass);
    const differences = Array.from(p, (value, i) => Math.abs(value - probabilities!.data[i]!));
    expect(differences).toHaveLength(nRows * nClasses);
    expect(Math.max(...differences)).toBeLessThan(1e-12);
    expect(Array.from(label!.data, Number)).toEqual([...predictions(p, nRows, nClasses)]);
  });

  test.for(RUNS)('of %s is good by ONNX’s own checker', async ([, make], { skip }) => {
    skip(!python, without('onnx'));
    const run = make();
    const file = join(folderWith({}), 'model.onnx');
    writeFileSync(file, exportOnnx(run));
    const program = `
import json, sys, onnx
model = onnx.load(sys.argv[1])
onnx.checker.check_model(model, full_check=True)
print(json.dumps([model.opset_import[0].version, {p.key: p.value for p in model.metadata_props}]))
`;
    const [opset, metadata] = JSON.parse(await pythonOutput(python ?? '', program, file)) as [
      number,
      Record<string, string>,
    ];
    expect(opset).toBe(17);
    expect(JSON.parse(metadata['classes'] ?? '')).toEqual(run.experiment.dataset.classes);
    expect(JSON.parse(metadata['features'] ?? '')).toEqual(run.experiment.dataset.features);
    expect(metadata['name']).toBe(run.name);
  });
});
