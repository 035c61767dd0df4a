import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { RunSummary } from '#formats/runSummary';
import { command, configure, inspectorShows, inspectorTab, nextState, product } from './product.ts';
import { killThreads, liveThreads, untilAtMost } from './threads.ts';

const TIMES = 20;

/** Long enough to be caught anywhere in its first epochs. */
const LONG = { epochs: 600_000, learningRate: 1e-6 };

/** So slow, with an update for each row, that it lasts while a panel is opened many times. */
const SLOW = { ...LONG, epochs: 100_000, batchSize: 1 };

/** How many threads may be kept for the next run. */
const RESTING = 2;

/** Epochs at which something happens: the same each time, early and late ones. */
const EPOCHS = Array.from({ length: TIMES }, (_, i) => (i * 7919) % 3001);

describe('faults while training', () => {
  before(async () => {
    await product();
    await killThreads();
  });

  afterEach(async () => {
    await command('stop');
    await configure({
      'training.epochs': undefined,
      'training.learningRate': undefined,
      'training.batchSize': undefined,
    });
    await untilAtMost(RESTING);
  });

  it(`a thread that dies, ${TIMES} times: the run has failed with every whole state, and the next one trains`, async () => {
    await configure({ 'training.epochs': LONG.epochs, 'training.learningRate': LONG.learningRate });
    for (const epoch of EPOCHS) {
      const failed = nextState('failed');
      const reached = epochReached(epoch);
      await command('train');
      await reached;
      await killThreads();
      const change = await failed;
      assert.ok(change.status.state === 'failed');
      assert.match(change.status.message, /^the training thread ended by itself/);
      const report = await inspectorShows('all that there is', ({ runId, statesReceived }) => {
        return runId === change.id && statesReceived === change.epoch + 1;
      });
      assert.deepEqual(report.problems, []);
      assert.equal(report.parametersHash, await undisturbed(change.epoch));
      await command('removeRun', change.id);
    }
  });

  it(`a run that is cancelled, ${TIMES} times, is whole and the beginning of the undisturbed one`, async () => {
    const api = await product();
    for (const epoch of EPOCHS) {
      const cancelling = new vscode.CancellationTokenSource();
      const reached = epochReached(epoch);
      const ended = api.train({ training: LONG }, cancelling.token);
      await reached;
      cancelling.cancel();
      const summary = await ended;
      assert.equal(summary.status, 'stopped');
      const last = summary.history.trainLoss.length; // one entry less than there are states
      assert.ok(last >= epoch);
      assert.equal(summary.parametersHash, await undisturbed(last));
    }
  });

  it(`a panel that is closed and opened, ${TIMES} times, shows what there is; a second one there never is`, async () => {
    await configure({
      'training.epochs': SLOW.epochs,
      'training.learningRate': SLOW.learningRate,
      'training.batchSize': SLOW.batchSize,
    });
    const running = nextState('running');
    await command('train');
    await running;
    for (let i = 0; i < TIMES; i++) {
      const tab = inspectorTab();
      if (tab) await vscode.window.tabGroups.close(tab);
      await Promise.all([command('showInspector'), command('showInspector')]);
    }
    await vscode.commands.executeCommand('workbench.action.splitEditor');
    const panels = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview);
    assert.equal(panels.length, 1);
    const stopped = nextState('stopped');
    await command('stop');
    const { epoch } = await stopped;
    const { parametersHash } = await inspectorShows(
      'the end',
      (report) => report.statesReceived === epoch + 1,
    );
    assert.equal(parametersHash, await undisturbed(epoch, SLOW));
    await vscode.commands.executeCommand('workbench.action.closeAllGroups');
  });

  it('ten runs at once train two at a time, each to the bits that it has alone', async () => {
    const api = await product();
    const configOf = (seed: number) => ({ network: { seed }, training: { epochs: 3000 } });
    const seeds = Array.from({ length: 10 }, (_, i) => i);
    let most = 0;
    const counting = api.onDidChangeRun(() => (most = Math.max(most, liveThreads().length)));
    const together = await Promise.all(seeds.map((seed) => api.train(configOf(seed))));
    counting.dispose();
    assert.ok(most <= 2, `${most} threads`);
    const alone: RunSummary[] = [];
    for (const seed of seeds) alone.push(await api.train(configOf(seed)));
    assert.deepEqual(hashes(together), hashes(alone));
  });

  it('an experiment and its table that are deleted while it trains are not missed', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'iris-network-deleted-'));
    const table = `x,y\n${Array.from({ length: 60 }, (_, i) => `${i % 7},${i % 2 ? 'a' : 'b'}`).join('\n')}\n`;
    writeFileSync(path.join(folder, 'table.csv'), table);
    const experiment = path.join(folder, 'gone.irisnet.json');
    writeFileSync(
      experiment,
      JSON.stringify({ dataset: { path: 'table.csv' }, training: { epochs: 60_000 } }),
    );
    const running = nextState('running');
    await command('trainExperiment', vscode.Uri.file(experiment));
    await running;
    rmSync(folder, { recursive: true });
    const { id, epoch } = await nextState('completed');
    assert.equal(epoch, 60_000);
    const shown = await inspectorShows('the end', ({ statesReceived }) => statesReceived === 60_001);
    assert.equal(shown.runId, id);
    await command('trainExperiment', vscode.Uri.file(experiment)); // refused in a sentence: nothing is thrown
    assert.equal((await inspectorShows('the same run', () => true)).runId, id);
  });
});

function hashes(summaries: readonly RunSummary[]): string[] {
  return summaries.map(({ parametersHash }) => parametersHash);
}

/** When a run has come to an epoch. */
async function epochReached(epoch: number): Promise<void> {
  const { onDidChangeRun } = await product();
  return new Promise((resolve) => {
    const subscription = onDidChangeRun((change) => {
      if (change.status.state !== 'running' || change.epoch < epoch) return;
      subscription.dispose();
      resolve();
    });
  });
}

async function undisturbed(epochs: number, training = LONG): Promise<string> {
  const { train } = await product();
  return (await train({ training: { ...training, epochs } })).parametersHash;
}
