import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACTIVATIONS } from '#engine/activations';
import { Chronicle } from '#engine/chronicle';
import type { Experiment } from '#engine/experiment';
import type { History } from '#engine/history';
import { questionsOf } from '#engine/questionList';
import type { Choice, Question } from '#engine/questions';
import { outcomeOf } from '#engine/trials';
import { trainAll } from '#session/trainAll';
import { experimentOf } from '../fixtureFiles.ts';

interface Setting {
  readonly name: string;
  readonly experiment: Experiment;
  readonly history: History;
  readonly diverged: boolean;
}

const LAYER = fc.record({
  units: fc.integer({ min: 1, max: 8 }),
  activation: fc.constantFrom(...ACTIVATIONS, 'relu'),
});
const RANDOM = fc
  .sample(
    fc.record({
      data: fc.constantFrom('iris', 'iris', 'two-moons.csv'),
      hiddenLayers: fc.constantFrom(0, 1, 1, 2).chain((n) => fc.array(LAYER, { minLength: n, maxLength: n })),
      seed: fc.integer({ min: 0, max: 4294967295 }),
      rate: fc.double({ min: -4, max: 0.5, noNaN: true }),
      epochs: fc.constantFrom(1, 12, 60, 120),
      split: fc.constantFrom(undefined, { testSize: 0.5 }, null),
    }),
    { seed: 606, numRuns: 16 },
  )
  .map(({ data, hiddenLayers, seed, rate, epochs, split }) =>
    settingOf(data, {
      network: { hiddenLayers, seed },
      training: { epochs, learningRate: 10 ** rate },
      ...(split === undefined ? {} : { split }),
      ...(data === 'iris' ? {} : { dataset: { path: data, target: 'side' } }),
    }),
  );
const SETTINGS: readonly Setting[] = [
  settingOf('iris', {}),
  settingOf('iris', { training: { learningRate: 20 } }),
  settingOf('iris', { network: { initialization: 'zeros' }, training: { epochs: 300 } }),
  settingOf('iris', {
    preprocessing: { standardize: false },
    training: { epochs: 300, learningRate: 0.003 },
  }),
  ...RANDOM,
];

function settingOf(data: string, file: object): Setting {
  const experiment = experimentOf(file, data);
  const { history, divergence } = trainAll(experiment);
  const { sizes, activations } = experiment.shape;
  const name = `${data} ${sizes.join('-')} ${activations.join(' ')}, ${history.length} states`;
  return { name, experiment, history, diverged: divergence !== null };
}

function questions({ experiment, history }: Setting): Question[] {
  const chronicle = new Chronicle(experiment, history);
  while (chronicle.readNext());
  return questionsOf({ experiment, history, chronicle });
}

/** One row through the network, written as the formulas are: Z = A·W + b, its activation, softmax at the end. */
function rowThrough({ experiment, history }: Setting, epoch: number, row: number) {
  const { shape, nFeatures, x } = experiment;
  let a = [...x.slice(row * nFeatures, (row + 1) * nFeatures)];
  const hidden: number[][] = [];
  history.parameters(epoch).layers.forEach(({ weights, biases, nUnits }, l) => {
    const z = Array.from(biases, (b, unit) =>
      a.reduce((sum, v, i) => sum + v * weights[i * nUnits + unit]!, b),
    );
    const activation = shape.activations[l];
    a = activation === undefined ? z : z.map((v) => ACTIVATE[activation](v));
    if (activation !== undefined) hidden.push(a);
  });
  const largest = Math.max(...a);
  const powers = a.map((v) => Math.exp(v - largest));
  const sum = powers.reduce((s, v) => s + v, 0);
  const p = powers.map((v) => v / sum);
  const read = p.every(Number.isFinite) ? p.indexOf(Math.max(...p)) : -1;
  return { hidden, p, read };
}

const ACTIVATE = {
  relu: (z: number) => Math.max(0, z),
  tanh: Math.tanh,
  sigmoid: (z: number) => 1 / (1 + Math.exp(-z)),
  leakyRelu: (z: number) => (z > 0 ? z : 0.01 * z),
  linear: (z: number) => z,
} as const;

/** How the answer to each question is found by looking at everything, and how it is told from those beside it. */
type Judge = (setting: Setting, question: Question) => (choice: Choice) => boolean;

const range = (n: number) => Array.from({ length: n }, (_, i) => i);
const sortedTest = ({ experiment }: Setting) => [...experiment.split.test].sort((a, b) => a - b);
const last = ({ history }: Setting) => history.length - 1;
const isEpoch = (epoch: number) => (choice: Choice) => choice.is === 'epoch' && choice.epoch === epoch;
const losses = ({ history }: Setting, score: 'trainLoss' | 'testLoss') =>
  range(history.length).map((epoch) => history.score(epoch, score));

function firing(setting: Setting, epoch: number, layer: number, unit: number): number {
  return [...setting.experiment.split.train].filter(
    (row) => rowThrough(setting, epoch, row).hidden[layer - 1]![unit]! > 0,
  ).length;
}

const JUDGES: Readonly<Record<Exclude<Question['subject']['ask'], 'trial' | 'correctAt'>, Judge>> = {
  firstLoss: ({ experiment, history }) => {
    const ratio = history.score(0, 'trainLoss') / Math.log(experiment.nClasses);
    const side = ratio > 1.05 ? 'above' : ratio < 0.95 ? 'below' : 'near';
    return (choice) => choice.is === 'side' && choice.side === side;
  },
  firstDeath: (setting) => {
    const units = setting.experiment.shape.sizes
      .slice(1, -1)
      .flatMap((n, l) => range(n).map((unit) => ({ layer: l + 1, unit })));
    const dead = range(setting.history.length).map((epoch) => {
      const rows = [...setting.experiment.split.train].map((row) => rowThrough(setting, epoch, row).hidden);
      return units.map(({ layer, unit }) => !rows.some((hidden) => hidden[layer - 1]![unit]! > 0));
    });
    const epoch = dead.findIndex((now, e) => e > 0 && now.some((is, i) => is && !dead[e - 1]![i]));
    const died = units.filter((_, i) => dead[epoch]![i] && !dead[epoch - 1]![i]);
    return (choice) =>
      choice.is === 'unit' && died.some(({ layer, unit }) => layer === choice.layer && unit === choice.unit);
  },
  wrongAtEnd: (setting) => (choice) =>
    choice.is === 'row' &&
    rowThrough(setting, last(setting), choice.row).read !== setting.experiment.dataset.labels[choice.row],
  lastFlip: (setting, { subject }) => {
    if (subject.ask !== 'lastFlip') throw new Error('another question');
    const read = range(setting.history.length).map((epoch) => rowThrough(setting, epoch, subject.row).read);
    const flips = range(read.length).filter(
      (epoch) => epoch > 0 && read[epoch] !== read[epoch - 1] && read[epoch]! >= 0 && read[epoch - 1]! >= 0,
    );
    return isEpoch(flips.at(-1) ?? -1);
  },
  movedMost: (setting) => {
    const weights = (epoch: number) =>
      setting.history.parameters(epoch).layers.map((one) => one.weights.slice());
    const [first, end] = [weights(0), weights(last(setting))];
    const moved = end.flatMap((layer, l) => [...layer].map((w, i) => Math.abs(w - first[l]![i]!)));
    const largest = Math.max(...moved);
    return (choice) => {
      if (choice.is !== 'weight') return false;
      const at = choice.input * setting.experiment.shape.sizes[choice.layer]! + choice.unit;
      return Math.abs(end[choice.layer - 1]![at]! - first[choice.layer - 1]![at]!) === largest;
    };
  },
  carries: (setting, { subject }) => {
    if (subject.ask !== 'carries') throw new Error('another question');
    const { hidden, read } = rowThrough(setting, last(setting), subject.row);
    const { weights, nUnits } = setting.history.parameters(last(setting)).layers.at(-1)!;
    const shares = hidden.at(-1)!.map((a, unit) => Math.abs(a * weights[unit * nUnits + read]!));
    const most = shares.indexOf(Math.max(...shares));
    return (choice) => choice.is === 'unit' && choice.layer === hidden.length && choice.unit === most;
  },
  bestTestLoss: (setting) => {
    const all = losses(setting, 'testLoss');
    return isEpoch(all.indexOf(Math.min(...all.filter(Number.isFinite))));
  },
  halfway: (setting) => {
    const all = losses(setting, 'trainLoss');
    const middle = (all[0]! + all.at(-1)!) / 2;
    return isEpoch(all.findIndex((loss) => loss <= middle));
  },
  firstClass: (setting) => {
    const { labels } = setting.experiment.dataset;
    const reads = range(setting.history.length).map((epoch) =>
      sortedTest(setting).map((row) => ({ row, read: rowThrough(setting, epoch, row).read })),
    );
    const whole = (k: number) =>
      reads.findIndex((rows) => rows.filter(({ row }) => labels[row] === k).every(({ read }) => read === k));
    const classes = [...new Set(sortedTest(setting).map((row) => labels[row]!))];
    const found = classes.map((k) => ({ k, epoch: whole(k) })).filter(({ epoch }) => epoch >= 0);
    const first = Math.min(...found.map(({ epoch }) => epoch));
    const winners = found.filter(({ epoch }) => epoch === first);
    return (choice) => choice.is === 'class' && winners.length === 1 && winners[0]!.k === choice.class;
  },
  firesMost: (setting) => {
    const counts = range(setting.experiment.shape.sizes[1]!).map((unit) =>
      firing(setting, last(setting), 1, unit),
    );
    const most = counts.indexOf(Math.max(...counts));
    return (choice) => choice.is === 'unit' && choice.layer === 1 && choice.unit === most;
  },
};

describe.each(SETTINGS)('$name', (setting) => {
  const asked = questions(setting);

  test('each answer is what looking at everything finds, and no other choice is', () => {
    for (const question of asked) {
      const { subject } = question;
      if (question.form === 'count' && subject.ask === 'correctAt') {
        const { labels } = setting.experiment.dataset;
        const right = sortedTest(setting).filter(
          (row) => rowThrough(setting, subject.epoch, row).read === labels[row],
        );
        expect(question.answer).toBe(right.length);
      }
      if (question.form !== 'choice' || subject.ask === 'trial' || subject.ask === 'correctAt') continue;
      const isTrue = JUDGES[subject.ask](setting, question);
      const truths = question.choices.flatMap((choice, i) => (isTrue(choice) ? [i] : []));
      expect({ key: question.key, truths }).toEqual({ key: question.key, truths: [question.answer] });
    }
  });

  test('no question is asked twice, and no choice is offered twice', () => {
    expect(new Set(asked.map(({ key }) => key)).size).toBe(asked.length);
    for (const question of asked) {
      if (question.form === 'count') continue;
      const texts = question.choices.map((choice) => JSON.stringify(choice));
      expect(new Set(texts).size).toBe(texts.length);
      expect(texts.length).toBeGreaterThan(1);
    }
  });

  test('the place that proves an answer is in the run', () => {
    for (const question of asked) {
      if (question.form === 'trial') continue;
      const { epoch, row = 0 } = question.proof;
      expect(epoch).toBeGreaterThanOrEqual(0);
      expect(epoch).toBeLessThan(setting.history.length);
      expect(row).toBeLessThan(setting.experiment.nRows);
    }
  });
});

test('at least eight questions are asked of the tutorial’s run, none of them about what does not happen in it', () => {
  const keys = questions(SETTINGS[0]!).map(({ key }) => key);
  expect(keys.length).toBeGreaterThanOrEqual(8);
  expect(keys).toContain('wrongAtEnd');
  expect(keys).not.toContain('firstDeath');
});

test('every question is asked of some run', () => {
  const asks = new Set(SETTINGS.flatMap((setting) => questions(setting).map(({ subject }) => subject.ask)));
  expect([...asks].sort()).toEqual([...Object.keys(JUDGES), 'correctAt', 'trial'].sort());
});

test('a right answer stands at every place', () => {
  const places = SETTINGS.flatMap(questions).flatMap((question) =>
    question.form === 'choice' && question.choices.length === 4 ? [question.answer] : [],
  );
  expect(new Set(places)).toEqual(new Set([0, 1, 2, 3]));
});

test('a run of one state, or of epochs that have not been read, is not asked about', () => {
  const { experiment, history } = SETTINGS[0]!;
  const chronicle = new Chronicle(experiment, history);
  expect(questionsOf({ experiment, history, chronicle }).map(({ key }) => key)).not.toContain('lastFlip');
  const one = settingOf('iris', { training: { epochs: 0 } });
  expect(questions(one)).toEqual([]);
});

test.each([
  [{}, 'falls'],
  [{ training: { learningRate: 20 } }, 'notFinite'],
  [{ network: { initialization: 'zeros' } }, 'guessing'],
  [{ training: { learningRate: 1, epochs: 40 } }, 'rises'],
])('%j: the training loss %s', (file, outcome) => {
  const { experiment, history, diverged } = settingOf('iris', file);
  expect(outcomeOf(experiment, history, diverged)).toBe(outcome);
});
