import { describe, expect, test } from 'vitest';
import { evaluate } from '#formats/runSummary';
import { trainAll } from '#session/trainAll';
import { experimentOf, relativeError } from '../fixtureFiles.ts';

/** The numbers that the tutorial reports, as literals: they do not come out of our own generator. */
const RUNS = [
  {
    name: 'the headline run',
    file: {},
    losses: { 0: 1.2097796828259508, 2599: 0.4780164034548822 },
    accuracy: 0.9666666666666667,
    confusionMatrix: [
      [10, 0, 0],
      [0, 8, 1],
      [0, 0, 11],
    ],
  },
  {
    name: '2800 epochs, as the listing says',
    file: { training: { epochs: 2800 } },
    losses: { 2799: 0.45395970419423626 },
    accuracy: 0.9666666666666667,
  },
  {
    name: 'no split, 2800 epochs',
    file: { split: null, training: { epochs: 2800 } },
    losses: { 0: 1.211077406803608, 2799: 0.3724566162479783 },
    accuracy: 0.92,
  },
  {
    name: 'no split, a tenth of the learning rate',
    file: { split: null, training: { learningRate: 3e-6 } },
    losses: { 2599: 0.8727344016097661 },
    accuracy: 0.6333333333333333,
  },
];

describe.each(RUNS)('the tutorial, $name', ({ file, losses, accuracy, confusionMatrix }) => {
  const experiment = experimentOf(file);
  const { history } = trainAll(experiment);
  const evaluation = evaluate(experiment, history.parameters(history.length - 1));

  test.each(Object.entries(losses))('trainLoss[%s] is %d', (epoch, loss) => {
    expect(relativeError(history.score(Number(epoch), 'trainLoss'), loss)).toBeLessThan(1e-12);
  });

  test(`accuracy is ${accuracy}`, () => {
    expect(evaluation.accuracy).toBe(accuracy);
    if (confusionMatrix) expect(evaluation.confusionMatrix).toEqual(confusionMatrix);
  });
});
