import { describe, expect, test } from 'vitest';
import { firingCounts } from '#engine/inspect';
import { createPass, forward } from '#engine/network';
import { jsonText } from '#formats/jsonText';
import { runSummary } from '#formats/runSummary';
import { sampleTable } from '#engine/rowSample';
import { Run } from '#session/run';
import { explainAnswer } from '#session/tools/epochAnswer';
import { describeAnswer, trainAnswer } from '#session/tools/runAnswers';
import { findAnswer } from '#session/tools/findAnswer';
import { configOf } from '../../fixtureFiles.ts';
import { columnsOf } from '../../engine/bruteAlerts.ts';
import { randomRuns } from '../../randomRuns.ts';
import { alertList, bruteAlertList, finishedRun, irisRun, noBreath } from './finishedRun.ts';

interface Update {
  readonly before: number;
  readonly after: number;
  readonly sum: number;
  readonly terms: readonly { readonly value: number; readonly factors: Readonly<Record<string, number>> }[];
}

interface Explained {
  readonly layers: readonly {
    readonly gradientNorm: { readonly W: number; readonly b: number } | null;
    readonly updateRatio: number | null;
  }[];
  readonly alerts: readonly { readonly kind: string; readonly level: string; readonly epoch: number }[];
  readonly deadUnits: readonly { readonly layer: number; readonly unit: number }[];
  readonly update?: Update;
}

const explained = async (run: Run, input: Parameters<typeof explainAnswer>[1]) =>
  (await explainAnswer(run, input, noBreath)) as Explained;

/** √Σ v², the plain way. */
const length = (values: readonly number[]) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0));

const runs = randomRuns(12).map(({ experiment }) => finishedRun(experiment.config, experiment.dataset));

describe('the description of a run', () => {
  test('of the tutorial is small, and exact', async () => {
    const run = irisRun({});
    const description = await describeAnswer(run, 'the hash', noBreath);
    expect(description).toMatchObject({
      runId: 'run-1',
      state: 'completed',
      epochs: { planned: 2600, last: 2600 },
      loss: {
        train: { first: run.history.score(0, 'trainLoss'), last: run.history.score(2600, 'trainLoss') },
      },
      result: { epoch: 2600, trainAccuracy: '109/120', testAccuracy: '29/30' },
      config: run.config,
      data: { name: 'iris', rows: 150, trainRows: 120, testRows: 30 },
      confusion: [
        [10, 0, 0],
        [0, 8, 1],
        [0, 0, 11],
      ],
      deadUnits: [],
      parametersHash: 'the hash',
      alerts: [],
    });
    const text = jsonText(description);
    expect(text.length).toBeLessThan(2000);
    expect(JSON.parse(text)).toEqual(description);
  });

  test('agrees with the run file and the alerts of 12 random runs', async () => {
    for (const run of runs) {
      const { experiment, history, status } = run;
      if (status.state !== 'completed' && status.state !== 'diverged') throw new Error(status.state);
      const { evaluation } = runSummary({ experiment, history, ending: status, parametersHash: '' });
      const alerts = bruteAlertList(run, columnsOf(experiment, history), history.length, 'final');
      for (const answer of [await describeAnswer(run, '', noBreath), await trainAnswer(run, '', noBreath)]) {
        expect(answer).toMatchObject({
          state: status.state,
          result: { epoch: evaluation.epoch, testAccuracy: `${evaluation.correct}/${evaluation.total}` },
        });
        expect(alertList((answer as Pick<Explained, 'alerts'>).alerts)).toEqual(alerts);
      }
      expect(await describeAnswer(run, '', noBreath)).toMatchObject({
        confusion: evaluation.confusionMatrix,
      });
    }
  });

  test('of a run without a state says so and nothing else', async () => {
    const { config, dataset } = irisRun({ training: { epochs: 1 } });
    const waiting = new Run({ id: 'run-2', name: 'waiting', config, dataset });
    const description = await describeAnswer(waiting, '', noBreath);
    expect(description).toMatchObject({ state: 'idle', epochs: { planned: 1, last: null }, alerts: [] });
    await expect(explained(waiting, { epoch: 0 })).rejects.toThrow(/has no state yet; ask again/);
  });

  test('of many classes and long names stays small', async () => {
    const nClasses = 200;
    const dataset = {
      name: 'n'.repeat(4000),
      features: Array.from({ length: 300 }, (_, i) => `feature\u202e ${i} ${'x'.repeat(500)}`),
      classes: Array.from({ length: nClasses }, (_, i) => `class ${i} ${'y'.repeat(500)}`),
      values: Float64Array.from({ length: 400 * 300 }, (_, i) => (i * 7919) % 101),
      labels: Int32Array.from({ length: 400 }, (_, row) => row % nClasses),
    };
    const run = finishedRun(configOf({ training: { epochs: 1 } }), dataset);
    const text = jsonText(await describeAnswer(run, '', noBreath));
    expect(text.length).toBeLessThan(15_000);
    expect(text).toContain('"featuresLeftOut": 280');
    expect(text).toContain('"confusedLeftOut"');
    expect(text).not.toContain('\u202e');
  });
});

describe('the explanation of an epoch', () => {
  test('has norms, ratios, dead units and alerts that a plain count of 12 random runs gives', async () => {
    for (const run of runs) {
      const { experiment, history } = run;
      const epoch = history.length >> 1;
      const { layers, alerts, deadUnits } = await explained(run, { epoch });
      const [now, next] = [epoch, epoch + 1].map((e) =>
        e < history.length ? history.parameters(e).layers : null,
      );
      layers.forEach(({ updateRatio }, l) => {
        if (!now || !next) {
          expect(updateRatio).toBeNull();
          return;
        }
        const before = [...now[l]!.weights];
        const change = [...next[l]!.weights].map((w, i) => w - before[i]!);
        expect(updateRatio).toBeCloseTo(length(change) / (length(before) || 1), 10);
      });
      expect(alertList(alerts)).toEqual(bruteAlertList(run, columnsOf(experiment, history), epoch + 1));
      const pass = createPass(experiment.shape, experiment.nRows);
      forward(pass, history.parameters(epoch), experiment.x);
      const dead = experiment.shape.activations.flatMap((_, l) =>
        [...firingCounts(pass, l, experiment.split.train)].flatMap((n, unit) =>
          n === 0 ? [{ layer: l + 1, unit: unit + 1 }] : [],
        ),
      );
      expect(deadUnits).toEqual(dead);
    }
  });

  test('has the norm of the gradient that gradient descent has stepped by', async () => {
    const learningRate = 0.01;
    const run = irisRun({ training: { epochs: 40, learningRate } });
    const { layers } = await explained(run, { epoch: 20 });
    const [now, next] = [run.history.parameters(20), run.history.parameters(21)];
    layers.forEach(({ gradientNorm }, l) => {
      const step = (name: 'weights' | 'biases') =>
        length([...next.layers[l]![name]].map((value, i) => value - now.layers[l]![name][i]!)) / learningRate;
      expect(gradientNorm?.W).toBeCloseTo(step('weights'), 8);
      expect(gradientNorm?.b).toBeCloseTo(step('biases'), 8);
    });
  });

  test.each([
    ['gradientDescent', null],
    ['momentum', null],
    ['adam', null],
    ['gradientDescent', 32],
    ['adam', 1],
  ] as const)('has the update by %s in batches of %s to the last bit', async (optimizer, batchSize) => {
    const run = irisRun({ training: { epochs: 12, learningRate: 1e-3, optimizer, batchSize } });
    for (const parameter of [
      { array: 'W', layer: 1, input: 3, unit: 2 },
      { array: 'b', layer: 2, unit: 3 },
    ] as const) {
      const { update } = await explained(run, { epoch: 7, parameter });
      const at = (epoch: number) => {
        const { weights, biases, nUnits } = run.history.parameters(epoch).layers[parameter.layer - 1]!;
        return parameter.array === 'W'
          ? weights[(parameter.input - 1) * nUnits + parameter.unit - 1]
          : biases[parameter.unit - 1];
      };
      expect(update).toMatchObject({ before: at(7), after: at(8), parameter });
      expect(update?.sum).toBeCloseTo(at(8)!, 12);
      expect(update?.terms.length).toBeLessThanOrEqual(20);
      for (const { factors, value } of update?.terms ?? []) {
        expect(Object.values(factors).reduce((a, b) => a * b)).toBeCloseTo(value, 14);
      }
    }
  });

  test('of the last state has no update', async () => {
    const run = irisRun({ training: { epochs: 4 } });
    const { layers } = await explained(run, { epoch: 4 });
    expect(layers.map(({ updateRatio }) => updateRatio)).toEqual([null, null]);
    const parameter = { array: 'b', layer: 1, unit: 1 } as const;
    await expect(explained(run, { epoch: 4, parameter })).rejects.toThrow(
      'epoch must be below 4 where a parameter is asked for: no update follows the last state',
    );
  });

  test.each([
    [{ epoch: 5 }, 'epoch must be at most 4, the last that there is, got 5'],
    [
      { epoch: 0, parameter: { array: 'b', layer: 3, unit: 1 } },
      'parameter.layer must be at most 2, the output layer, got 3',
    ],
    [
      { epoch: 0, parameter: { array: 'b', layer: 2, unit: 4 } },
      'parameter.unit must be at most 3, the units of the layer, got 4',
    ],
    [
      { epoch: 0, parameter: { array: 'W', layer: 2, input: 6, unit: 1 } },
      'parameter.input must be at most 5, the inputs of the layer, got 6',
    ],
  ] as const)('%j is refused', async (input, why) => {
    await expect(explained(irisRun({ training: { epochs: 4 } }), input)).rejects.toThrow(why);
  });
});

test('of a table that is shown by a sample, what needs every row is left out and said', async () => {
  const n = 30_000;
  const config = configOf({ training: { epochs: 2 } });
  const dataset = {
    name: 'large',
    features: ['x', 'y'],
    classes: ['a', 'b'],
    values: Float64Array.from({ length: 2 * n }, (_, i) => (i * 7919) % 101),
    labels: Int32Array.from({ length: n }, (_, row) => row % 2),
  };
  const whole = finishedRun(config, dataset);
  const numbers = whole.history.data.slice(0, whole.history.filled);
  const run = new Run(
    { id: 'run-1', name: 'large', config, dataset, sampled: sampleTable(config, dataset) },
    { numbers, status: { state: 'completed' } },
  );
  const description = await describeAnswer(run, '', noBreath);
  expect(description).toMatchObject({
    data: { rows: n, trainRows: 24_000, testRows: 6000 },
    result: { testAccuracy: `${whole.history.score(2, 'testCorrect')}/6000` },
    alertsAreOf: 'losses and weights',
  });
  expect(description).not.toHaveProperty('confusion');
  const { layers } = await explained(run, { epoch: 0 });
  expect(layers[0]?.gradientNorm).toBeNull();
  expect(layers[0]?.updateRatio).toBeGreaterThan(0);
  const parameter = { array: 'b', layer: 1, unit: 1 } as const;
  await expect(explained(run, { epoch: 0, parameter })).rejects.toThrow(/^parameter cannot be explained/);
  const condition = { kind: 'rowRight', row: 1 } as const;
  await expect(findAnswer(run, { condition }, noBreath)).rejects.toThrow(/^condition cannot ask about a row/);
});
