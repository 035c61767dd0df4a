import type { Activation } from '#engine/activations';
import { LEAK } from '#engine/activations';
import { resultOf, resultParameters } from './exportedRun.ts';
import type { ExportedRun } from './exportedRun.ts';
import { graphFields } from './onnxMessages.ts';
import type { OnnxNode, OnnxTensor } from './onnxMessages.ts';
import { encode, integer, message, text } from './protobuf.ts';

const IR_VERSION = 8; // the one that opset 17 came with
const OPSET = 17;

/**
 * The network that a run came to, as an ONNX model in float64: from `features` in the data's own units, [rows × features],
 * to `probabilities` [rows × classes] and `label`, the index of the largest of them, [rows]. The scaler is part of the
 * graph. The metadata hold the names of `features` and `classes`, the `config` (all JSON), the run's `name` and `epoch`.
 */
export function exportOnnx(run: ExportedRun): Uint8Array {
  const { experiment } = run;
  const { dataset, config, nFeatures, nClasses } = experiment;
  const graph = graphFields({
    name: 'iris-network',
    ...networkOf(run),
    inputs: [{ name: 'features', type: 'double', shape: ['rows', nFeatures] }],
    outputs: [
      { name: 'probabilities', type: 'double', shape: ['rows', nClasses] },
      { name: 'label', type: 'int64', shape: ['rows'] },
    ],
  });
  const metadata = {
    name: run.name,
    features: JSON.stringify(dataset.features),
    classes: JSON.stringify(dataset.classes),
    config: JSON.stringify(config),
    epoch: String(resultOf(run)),
  };
  return encode([
    integer(1, IR_VERSION),
    text(2, 'Iris Network Inspector'),
    message(7, graph),
    message(8, [text(1, ''), integer(2, OPSET)]),
    ...Object.entries(metadata).map(([key, value]) => message(14, [text(1, key), text(2, value)])),
  ]);
}

interface Network {
  readonly nodes: OnnxNode[];
  readonly tensors: OnnxTensor[];
}

function networkOf(run: ExportedRun): Network {
  const { scaler, shape } = run.experiment;
  const nodes: OnnxNode[] = [];
  const tensors: OnnxTensor[] = [];
  let input = 'features';
  if (scaler) {
    tensors.push(vector('mean', scaler.mean), vector('scale', scaler.scale));
    nodes.push({ operator: 'Sub', inputs: ['features', 'mean'], output: 'centred' });
    nodes.push({ operator: 'Div', inputs: ['centred', 'scale'], output: 'X' });
    input = 'X';
  }
  if (shape.activations.includes('leakyRelu')) tensors.push(vector('leak', Float64Array.of(LEAK)));
  resultParameters(run).layers.forEach(({ weights, biases, nInputs, nUnits }, l) => {
    const [w, b, z] = [`W${l + 1}`, `b${l + 1}`, `Z${l + 1}`];
    tensors.push({ name: w, shape: [nInputs, nUnits], data: weights }, vector(b, biases));
    nodes.push({ operator: 'MatMul', inputs: [input, w], output: `${z}_without_bias` });
    nodes.push({ operator: 'Add', inputs: [`${z}_without_bias`, b], output: z });
    const activation = shape.activations[l];
    if (activation) nodes.push(...activationNodes(activation, z, `A${l + 1}`));
    else nodes.push({ operator: 'Softmax', inputs: [z], output: 'probabilities', attributes: { axis: 1 } });
    input = `A${l + 1}`;
  });
  const largest = { axis: 1, keepdims: 0 };
  nodes.push({ operator: 'ArgMax', inputs: ['probabilities'], output: 'label', attributes: largest });
  return { nodes, tensors };
}

/** leakyRelu is the larger of z and 0.01 z: not every runtime has ONNX's own LeakyRelu in float64. */
function activationNodes(activation: Activation, z: string, a: string): OnnxNode[] {
  switch (activation) {
    case 'relu':
      return [{ operator: 'Relu', inputs: [z], output: a }];
    case 'tanh':
      return [{ operator: 'Tanh', inputs: [z], output: a }];
    case 'sigmoid':
      return [{ operator: 'Sigmoid', inputs: [z], output: a }];
    case 'linear':
      return [{ operator: 'Identity', inputs: [z], output: a }];
    case 'leakyRelu':
      return [
        { operator: 'Mul', inputs: [z, 'leak'], output: `${z}_leaked` },
        { operator: 'Max', inputs: [z, `${z}_leaked`], output: a },
      ];
  }
}

function vector(name: string, data: Float64Array): OnnxTensor {
  return { name, shape: [data.length], data };
}
