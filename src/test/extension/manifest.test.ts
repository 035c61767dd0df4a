import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, product } from './product.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
  };
}

function manifest(): Manifest {
  const extension = vscode.extensions.getExtension('iris-network.iris-network-inspector');
  return extension?.packageJSON as Manifest;
}

describe('the manifest and the code', () => {
  it('have the same commands', async () => {
    await product();
    const registered = (await vscode.commands.getCommands(true)).filter((id) =>
      id.startsWith('irisNetwork.'),
    );
    const views = Object.values(manifest().contributes.views).flat();
    const ofViews = (id: string) => views.some((view) => id.startsWith(`${view.id}.`));
    const own = registered.filter((id) => !ofViews(id)).sort();
    assert.deepEqual(
      own,
      manifest()
        .contributes.commands.map(({ command }) => command)
        .sort(),
    );
  });

  it('have menus only for commands that exist', () => {
    const { commands, menus } = manifest().contributes;
    const known = new Set(commands.map(({ command }) => command));
    for (const { command } of Object.values(menus).flat()) assert.ok(known.has(command), command);
  });

  it('have views that can be focused', async () => {
    for (const { id } of manifest().contributes.views['irisNetwork'] ?? []) {
      await vscode.commands.executeCommand(`${id}.focus`);
    }
  });

  it('title the command as it is called', () => {
    const train = manifest().contributes.commands.find(({ command }) => command === 'irisNetwork.train');
    assert.equal(train?.title, 'Train Iris Network');
  });
});

describe('the extension API', () => {
  it('is version 1 and refuses a wrong configuration by naming the key', async () => {
    const api = await product();
    assert.equal(api.apiVersion, 1);
    await assert.rejects(api.train({ training: { learningRate: -1 } }), /training\.learningRate/);
    await assert.rejects(api.train({ training: { lerningRate: 1 } }), /lerningRate/);
  });

  it('trains two runs at a time, and starts the next when one ends', async () => {
    const api = await product();
    const started = new Set<string>();
    const listening = api.onDidChangeRun(({ id, epoch }) => {
      if (epoch >= 0) started.add(id);
    });
    const sources = Array.from({ length: 3 }, () => new vscode.CancellationTokenSource());
    const trainings = sources.map(({ token }) => api.train({ training: { epochs: 400_000 } }, token));
    await eventually(
      'two runs',
      () => started.size,
      (n) => n === 2,
    );
    sources[0]?.cancel();
    assert.equal((await trainings[0])?.status, 'stopped');
    await eventually(
      'the third run',
      () => started.size,
      (n) => n === 3,
    );
    for (const source of sources) source.cancel();
    const ends = await Promise.all(trainings);
    assert.deepEqual(
      ends.map(({ status }) => status),
      ['stopped', 'stopped', 'stopped'],
    );
    listening.dispose();
  });

  it('stops a run when its token is cancelled', async () => {
    const api = await product();
    const source = new vscode.CancellationTokenSource();
    const grown = new Promise<void>((resolve) => {
      const subscription = api.onDidChangeRun(({ epoch }) => {
        if (epoch < 1) return;
        subscription.dispose();
        resolve();
      });
    });
    const training = api.train({ training: { epochs: 100_000 } }, source.token);
    await grown;
    source.cancel();
    assert.equal((await training).status, 'stopped');
  });
});
