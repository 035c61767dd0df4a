import { firingText, firingWords } from '#engine/activations';
import { splitUnit } from '#engine/dataset';
import { firingCounts } from '#engine/inspect';
import { createPass, forward, probabilitiesOf } from '#engine/network';
import type { Pass } from '#engine/network';
import { t } from '#engine/translation';
import { grouped, visible } from '#engine/words';
import type { MatrixName } from '#protocol/api';
import type { Run } from '#session/run';

/** One line of the Layers view. `layer` counts the columns of the network: 0 the input, the last the output. */
export interface LayerNode {
  readonly key: string;
  readonly label: string;
  readonly detail: string;
  readonly layer: number;
  readonly unit: number | null;
  readonly array: MatrixName | null; // of a line that stands for weights or biases
  readonly kind: 'layer' | 'array' | 'unit' | 'dead';
  readonly children: readonly LayerNode[];
}

const ACTIVATION_NAMES = {
  relu: 'ReLU',
  tanh: 'tanh',
  sigmoid: 'sigmoid',
  leakyRelu: t('leaky ReLU'),
  linear: 'linear',
} as const;

/** The network of a run at one epoch, as lines: shapes, ranges, how many training rows each unit fires on. */
export function layersAt({ experiment, history }: Run, epoch: number): LayerNode[] {
  const { shape, split, x, nRows, dataset, sample } = experiment;
  const parameters = history.parameters(epoch);
  const pass = createPass(shape, nRows);
  forward(pass, parameters, x);
  const nTrain = split.train.length;
  const last = parameters.layers.length;
  const layers = parameters.layers.map(({ weights, biases, nInputs, nUnits }, l): LayerNode => {
    const layer = l + 1;
    const isOutput = layer === last;
    const activation = shape.activations[l];
    const counts = firingCounts(pass, l, split.train);
    const words = firingWords(activation ?? 'linear');
    const hasMask = activation !== undefined && words === 'fires';
    const units = Array.from({ length: nUnits }, (_, unit): LayerNode => {
      const count = counts[unit] ?? 0;
      const dead = activation === 'relu' && count === 0 && !sample; // it may fire on another row
      return {
        key: `${layer}.${unit}`,
        label: isOutput ? visible(dataset.classes[unit] ?? '') : unitName(unit, layer, last),
        detail: isOutput
          ? meanText(pass, split.train, unit)
          : t(
              '{0}{1} on {2} of {3}{4}',
              dead ? t('dead: ') : '',
              firingText(words),
              count,
              nTrain,
              sample ? t(' sampled rows') : '',
            ),
        layer,
        unit,
        array: null,
        kind: dead ? 'dead' : 'unit',
        children: [],
      };
    });
    const share = counts.reduce((sum, count) => sum + count, 0) / (nTrain * nUnits);
    const array = (name: MatrixName, rows: number, values: Float64Array): LayerNode => ({
      key: `${layer}.${name}`,
      label: `${name}${layer}`,
      detail: `${rows} × ${nUnits}, ${rangeText(values)}`,
      layer,
      unit: null,
      array: name,
      kind: 'array',
      children: [],
    });
    const size = t('{0} units, {1} parameters', nUnits, weights.length + biases.length);
    return {
      key: `${layer}`,
      label: isOutput ? t('Output, softmax') : hiddenLabel(layer, last, activation ?? 'linear'),
      detail: isOutput || !hasMask ? size : t('{0}, {1} % active', size, Math.round(share * 100)),
      layer,
      unit: null,
      array: null,
      kind: 'layer',
      children: [array('W', nInputs, weights), array('b', 1, biases), ...units],
    };
  });
  return [inputNode(experiment), ...layers];
}

/** "h2" in a network with one hidden layer, "h1.2" where there are more: layer, then unit, both counted from 1. */
export function unitName(unit: number, layer: number, outputLayer: number): string {
  return outputLayer > 2 ? `h${layer}.${unit + 1}` : `h${unit + 1}`;
}

function hiddenLabel(layer: number, outputLayer: number, activation: keyof typeof ACTIVATION_NAMES): string {
  return `${outputLayer > 2 ? t('Hidden {0}', layer) : t('Hidden')}, ${ACTIVATION_NAMES[activation]}`;
}

function inputNode({ dataset, nRows, nFeatures, sample }: Run['experiment']): LayerNode {
  const children = dataset.features.map((header, feature): LayerNode => {
    const column = Float64Array.from(
      { length: nRows },
      (_, row) => dataset.values[row * nFeatures + feature]!,
    );
    const { name, unit } = splitUnit(visible(header));
    return {
      key: `0.${feature}`,
      label: name,
      detail: `${rangeText(column, 1)} ${unit}`.trimEnd(),
      layer: 0,
      unit: feature,
      array: null,
      kind: 'unit',
      children: [],
    };
  });
  const rows = sample
    ? t('{0} of {1} rows sampled', grouped(nRows), grouped(sample.nRows))
    : t('{0} rows', grouped(nRows));
  const detail = t('{0} features, {1}', nFeatures, rows);
  return { key: '0', label: t('Input'), detail, layer: 0, unit: null, array: null, kind: 'layer', children };
}

function meanText(pass: Pass, rows: Int32Array, unit: number): string {
  const probabilities = probabilitiesOf(pass);
  const nClasses = probabilities.length / pass.nRows;
  const sum = rows.reduce((total, row) => total + probabilities[row * nClasses + unit]!, 0);
  return t('mean P {0}', (sum / rows.length).toFixed(3));
}

/** "−0.340 … 1.057", with true minus signs. */
function rangeText(values: Float64Array, digits = 3): string {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return `${shortNumber(low, digits)} … ${shortNumber(high, digits)}`;
}

/** −0.340, and −1.4e17 for what would not fit the line. */
function shortNumber(value: number, digits: number): string {
  const text = Math.abs(value) < 1e5 ? value.toFixed(digits) : value.toExponential(1).replace('e+', 'e');
  return text.replace('-', '−');
}
