import { firingCounts } from './inspect.ts';
import { NO_CLASS, predictions } from './metrics.ts';
import { createPass, forward, probabilitiesOf } from './network.ts';
import type { Pass } from './network.ts';
import { rankedBy, rowChoices, unitChoices, weightChoices } from './questionChoices.ts';
import type { HiddenUnit, Question, QuestionSource, WeightPlace } from './questions.ts';

/** Questions that the last state answers; null where there is no single answer. */
export function endQuestions(source: QuestionSource): (Question | null)[] {
  const { experiment, history } = source;
  const pass = createPass(experiment.shape, experiment.nRows);
  forward(pass, history.parameters(history.length - 1), experiment.x);
  const predicted = predictions(probabilitiesOf(pass), experiment.nRows, experiment.nClasses);
  const isFinite = [...experiment.split.test].every((row) => predicted[row] !== NO_CLASS);
  return [
    movedMost(source),
    firesMost(source, pass),
    ...(isFinite ? [carries(source, pass, predicted), wrongAtEnd(source, pass, predicted)] : []),
  ];
}

/** The largest |W at the end − W at epoch 0| of all weights, biases left out. */
function movedMost({ experiment, history }: QuestionSource): Question | null {
  const { sizes } = experiment.shape;
  const last = history.length - 1;
  const first = history.parameters(0).layers.map(({ weights }) => weights.slice());
  const end = history.parameters(last).layers;
  const places = sizes.slice(1).flatMap((nUnits, l) =>
    Array.from({ length: sizes[l]! * nUnits }, (_, i): WeightPlace => ({
      layer: l + 1,
      input: Math.floor(i / nUnits),
      unit: i % nUnits,
    })),
  );
  const moved = ({ layer, input, unit }: WeightPlace) => {
    const at = input * sizes[layer]! + unit;
    return Math.abs(end[layer - 1]!.weights[at]! - first[layer - 1]![at]!);
  };
  const ranked = rankedBy(places, moved);
  const [most] = ranked ?? [];
  if (!ranked || !most || ranked.length < 3) return null;
  const choices = weightChoices(ranked);
  return {
    form: 'choice',
    key: 'movedMost',
    subject: { ask: 'movedMost' },
    choices: choices.map((place) => ({ is: 'weight', ...place })),
    answer: choices.indexOf(most),
    proof: { epoch: last, cell: { name: 'W', layer: most.layer, row: most.input, column: most.unit } },
  };
}

function firesMost({ experiment, history }: QuestionSource, pass: Pass): Question | null {
  if (experiment.shape.sizes.length < 3) return null;
  const counts = firingCounts(pass, 0, experiment.split.train);
  const units = Array.from(counts, (_, unit) => ({ layer: 1, unit }));
  const ranked = rankedBy(units, ({ unit }) => counts[unit]!);
  const [most] = ranked ?? [];
  if (!ranked || !most || units.length < 2) return null;
  const choices = unitChoices(most, ranked);
  return {
    form: 'choice',
    key: 'firesMost',
    subject: { ask: 'firesMost' },
    choices: choices.map((one) => ({ is: 'unit', ...one })),
    answer: choices.indexOf(most),
    proof: { epoch: history.length - 1, unit: most },
  };
}

/** Of the first test row, in data order, that is read right and in which one unit stands out. */
function carries(
  { experiment, history }: QuestionSource,
  pass: Pass,
  predicted: Int32Array,
): Question | null {
  const { shape, split, dataset, nClasses } = experiment;
  const layer = shape.sizes.length - 2;
  const nUnits = shape.sizes[layer]!;
  const activations = pass.activations[layer - 1];
  if (!activations || nUnits < 2) return null;
  const last = history.length - 1;
  const { weights } = history.parameters(last).layers[layer]!;
  const units = Array.from({ length: nUnits }, (_, unit) => ({ layer, unit }));
  for (const row of split.test.slice().sort()) {
    const read = predicted[row]!;
    if (read !== dataset.labels[row]) continue;
    const share = ({ unit }: HiddenUnit) =>
      Math.abs(activations[row * nUnits + unit]! * weights[unit * nClasses + read]!);
    const ranked = rankedBy(units, share);
    const [most] = ranked ?? [];
    if (!ranked || !most) continue;
    const choices = unitChoices(most, ranked);
    return {
      form: 'choice',
      key: 'carries',
      subject: { ask: 'carries', row },
      choices: choices.map((one) => ({ is: 'unit', ...one })),
      answer: choices.indexOf(most),
      proof: { epoch: last, row, unit: most },
    };
  }
  return null;
}

/** The wrong test row that costs most, among those that are read right with the least certainty. */
function wrongAtEnd(
  { experiment, history }: QuestionSource,
  pass: Pass,
  predicted: Int32Array,
): Question | null {
  const { split, dataset, nClasses } = experiment;
  const own = (row: number) => probabilitiesOf(pass)[row * nClasses + dataset.labels[row]!]!;
  const byDoubt = [...split.test].sort((a, b) => own(a) - own(b) || a - b);
  const isRight = (row: number) => predicted[row] === dataset.labels[row];
  const [wrong, right] = [byDoubt.filter((row) => !isRight(row)), byDoubt.filter(isRight)];
  const [worst] = wrong;
  if (worst === undefined || right.length < 2) return null;
  const choices = rowChoices([worst, ...right]);
  return {
    form: 'choice',
    key: 'wrongAtEnd',
    subject: { ask: 'wrongAtEnd' },
    choices: choices.map((row) => ({ is: 'row', row })),
    answer: choices.indexOf(worst),
    proof: { epoch: history.length - 1, row: worst },
  };
}
