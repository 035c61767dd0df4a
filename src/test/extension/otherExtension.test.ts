import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { OtherExtension } from '../otherExtension/main.ts';
import { command, nextState, product } from './product.ts';

/** The extension that knows ours by what is published of it. */
async function other(): Promise<OtherExtension> {
  const extension = vscode.extensions.getExtension<OtherExtension>('iris-network-tests.other-extension');
  assert.ok(extension, 'the other extension is not installed');
  return extension.activate();
}

async function call(name: string, input: object): Promise<Readonly<Record<string, unknown>>> {
  const text = await (await other()).callTool(`irisNetwork_${name}`, input);
  assert.ok(text.length < 6000, `${name} answers with ${text.length} characters`);
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}

describe('another extension', () => {
  afterEach(async () => {
    await command('stop');
  });

  it('is offered the tools of the manifest, with what they take', async () => {
    const { contributes } = vscode.extensions.getExtension('iris-network.iris-network-inspector')
      ?.packageJSON as Manifest;
    const offered = (await other()).tools().filter(({ name }) => name.startsWith('irisNetwork_'));
    assert.equal(contributes.languageModelTools.length, 4);
    assert.deepEqual(
      offered.map(({ name, description, inputSchema }) => ({ name, description, inputSchema })),
      contributes.languageModelTools.map(({ name, modelDescription, inputSchema }) => ({
        name,
        description: modelDescription,
        inputSchema,
      })),
    );
  });

  it('trains by the API to the bits of the tutorial and hears of the run', async () => {
    const api = await (await other()).inspector();
    assert.equal(api.apiVersion, 1);
    const epochs: number[] = [];
    const listening = api.onDidChangeRun(({ epoch }) => epochs.push(epoch));
    const { status, evaluation, history } = await api.train();
    listening.dispose();
    assert.equal(status, 'completed');
    assert.equal(history.trainLoss[2599], 0.47801640345488233);
    assert.deepEqual([evaluation.correct, evaluation.total], [29, 30]);
    assert.equal(epochs.at(-1), 2600);
  });

  it('trains by a tool, and its answer is exact', async () => {
    const trained = await call('train', {});
    const { parametersHash } = await (await product()).train({});
    assert.equal(trained['state'], 'completed');
    assert.deepEqual(trained['epochs'], { planned: 2600, last: 2600 });
    assert.deepEqual(trained['result'], {
      epoch: 2600,
      trainAccuracy: '109/120',
      testAccuracy: '29/30',
    });
    assert.equal(trained['parametersHash'], parametersHash);
    assert.deepEqual(trained['alerts'], []);
  });

  it('asks about a run by its id, or about the one that is shown', async () => {
    const { runId } = await call('train', { training: { epochs: 300, learningRate: 1e-4 } });
    await call('train', { training: { epochs: 10 } });
    const described = await call('describeRun', { runId });
    assert.deepEqual(described['epochs'], { planned: 300, last: 300 });
    assert.deepEqual((await call('describeRun', {}))['epochs'], { planned: 10, last: 10 });

    const explained = await call('explainEpoch', {
      runId,
      epoch: 299,
      parameter: { array: 'W', layer: 1, input: 3, unit: 2 },
    });
    const api = await product();
    const { parameters, history } = await api.train({ training: { epochs: 300, learningRate: 1e-4 } });
    const update = explained['update'] as { readonly after: number };
    assert.equal(update.after, parameters.layers[0]?.weights[2]?.[1]);
    assert.deepEqual((explained['loss'] as { readonly train: number }).train, history.trainLoss[299]);

    const found = await call('findWhen', { runId, condition: { kind: 'lossBelow', of: 'train', value: 1 } });
    assert.equal(
      found['first'],
      history.trainLoss.findIndex((loss) => loss !== null && loss < 1),
    );
    assert.equal(found['lost'], null);
  });

  it('is refused with the key that is wrong, and how to mend it', async () => {
    const { runId } = await call('train', { training: { epochs: 5 } });
    const refused = async (name: string, input: object, why: RegExp) => {
      await assert.rejects(call(name, input), why);
    };
    await refused(
      'train',
      { training: { lerningRate: 1 } },
      /training\.lerningRate unknown key .*did you mean "learningRate"/,
    );
    await refused(
      'train',
      { training: { epochs: -1 } },
      /training\.epochs must be a whole number from 0 to 1000000, got -1/,
    );
    await refused(
      'train',
      { training: { batchSize: 500 } },
      /training\.batchSize 500 is more than the 120 training rows/,
    );
    await refused('describeRun', { runId: 'none' }, /runId names no run of this window, got "none"/);
    await refused('describeRun', { run: runId }, /run unknown key "run"; did you mean "runId"/);
    await refused(
      'explainEpoch',
      { runId, epoch: 6 },
      /epoch must be at most 5, the last that there is, got 6/,
    );
    await refused('explainEpoch', { runId }, /epoch is missing; add it/);
    await refused(
      'findWhen',
      { runId, condition: { kind: 'lossBelo' } },
      /condition\.kind must be .*did you mean "lossBelow"/,
    );
  });

  it('cancels a training, whose run is stopped and kept', async () => {
    const { callTool } = await other();
    const source = new vscode.CancellationTokenSource();
    const running = nextState('running');
    const training = callTool(
      'irisNetwork_train',
      { training: { epochs: 600_000, learningRate: 1e-6 } },
      source.token,
    );
    const { id } = await running;
    const stopped = nextState('stopped');
    source.cancel();
    await assert.rejects(training, /Cancel/);
    assert.equal((await stopped).id, id);
    assert.equal((await call('describeRun', { runId: id }))['state'], 'stopped');
  });

  it('asks about a run that is still being trained, and gives up a long reading', async () => {
    const { callTool } = await other();
    const running = nextState('running');
    const training = (await product()).train({ training: { epochs: 600_000, learningRate: 1e-6 } });
    const { id: runId } = await running;
    assert.equal((await call('describeRun', { runId }))['state'], 'running');
    const source = new vscode.CancellationTokenSource();
    const condition = { kind: 'unitDead', layer: 1, unit: 1 };
    await nextEpoch(runId, 20_000);
    const reading = callTool('irisNetwork_findWhen', { runId, condition }, source.token);
    setImmediate(() => source.cancel());
    await assert.rejects(reading, /Cancel/);
    await command('stop');
    assert.equal((await training).status, 'stopped');
  });
});

interface Manifest {
  readonly contributes: {
    readonly languageModelTools: readonly {
      readonly name: string;
      readonly modelDescription: string;
      readonly inputSchema: object;
    }[];
  };
}

/** When a run has come to an epoch. */
async function nextEpoch(runId: string, wanted: number): Promise<void> {
  const { onDidChangeRun } = await product();
  return new Promise((resolve) => {
    const subscription = onDidChangeRun(({ id, epoch }) => {
      if (id !== runId || epoch < wanted) return;
      subscription.dispose();
      resolve();
    });
  });
}
