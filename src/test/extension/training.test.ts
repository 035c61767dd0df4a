import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import * as vscode from 'vscode';
import type { RunSummary } from '#formats/runSummary';
import { command, configure, inspectorShows, inspectorTab, nextState, product } from './product.ts';

const HEATMAP = [
  [10, 0, 0],
  [0, 8, 1],
  [0, 0, 11],
];

/** A busy machine delays one attempt, not all of them. */
const ATTEMPTS = 5;
/** Long enough to be caught in the middle: some seconds, and all states within the budget of a history. */
const LONG = { 'training.epochs': 600_000, 'training.learningRate': 1e-6 };
const DEFAULTS = {
  'training.epochs': undefined,
  'training.learningRate': undefined,
  'network.hiddenLayers': undefined,
};

describe('training in VS Code', () => {
  afterEach(async () => {
    await command('stop');
    await configure(DEFAULTS);
  });

  it('trains on command and streams every epoch to the inspector, whose copy is the same to the last bit', async () => {
    const ended = nextState('completed');
    await command('train');
    const report = await inspectorShows('all 2,601 states', ({ statesReceived }) => statesReceived === 2601);
    assert.equal((await ended).epoch, 2600);
    const atEnd = await inspectorShows('the final epoch', ({ epochShown }) => epochShown === 2600);
    assert.deepEqual(atEnd.confusionMatrix, HEATMAP);
    const summary = await (await product()).train({});
    assert.equal(report.parametersHash, summary.parametersHash);
    assert.equal(commandLineHash(), summary.parametersHash);
    assert.deepEqual(summary.evaluation.confusionMatrix, HEATMAP);
    assert.deepEqual(atEnd.problems, []);
  });

  it('uses the changed settings for the next run and leaves the earlier run as it was', async () => {
    const api = await product();
    const before = await api.train({});
    await configure({ 'network.hiddenLayers': [{ units: 3, activation: 'tanh' }], 'training.epochs': 50 });
    await command('train');
    const retrained = await inspectorShows('51 states', ({ statesReceived }) => statesReceived === 51);
    assert.notEqual(retrained.parametersHash, before.parametersHash);
    const again = await api.train({});
    assert.equal(again.parametersHash, before.parametersHash);
  });

  it('shows the empty page when every run is removed', async () => {
    const api = await product();
    await api.train({ training: { epochs: 5 } });
    await command('showInspector');
    let { runId } = await inspectorShows('a run', (report) => report.runId !== null);
    while (runId !== null) {
      const removed = runId;
      await command('removeRun', removed);
      ({ runId } = await inspectorShows('another run, or none', (report) => report.runId !== removed));
    }
  });

  it('pauses, resumes and stops within 100 ms', async () => {
    await configure(LONG);
    const least: Record<string, number> = {};
    for (let i = 0; i < ATTEMPTS; i++) {
      const running = nextState('running');
      await command('train');
      await running;
      for (const [name, state] of [
        ['pause', 'paused'],
        ['resume', 'running'],
        ['stop', 'stopped'],
      ] as const) {
        const reached = nextState(state);
        const asked = performance.now();
        await command(name);
        await reached;
        least[name] = Math.min(least[name] ?? Infinity, performance.now() - asked);
      }
      if (Object.values(least).every((milliseconds) => milliseconds < 100)) return;
    }
    assert.fail(`the least milliseconds of ${ATTEMPTS} attempts: ${JSON.stringify(least)}`);
  });

  it('loses nothing when the panel is closed and opened again in the middle of a run', async () => {
    await configure(LONG);
    await command('train');
    await inspectorShows('the first states', ({ statesReceived }) => statesReceived > 100);
    const tab = inspectorTab();
    assert.ok(tab);
    await vscode.window.tabGroups.close(tab);
    assert.equal(inspectorTab(), undefined);
    await command('showInspector');
    await sameAsUndisturbed();
  });

  it('loses nothing when the panel is hidden, moved and shown again in the middle of a run', async () => {
    await configure(LONG);
    await command('train');
    await inspectorShows('the first states', ({ statesReceived }) => statesReceived > 100);
    const paused = nextState('paused');
    await command('pause'); // so that hiding and moving takes no longer than the run
    await paused;
    const document = await vscode.workspace.openTextDocument({ content: 'in front of the inspector' });
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
    await command('showInspector');
    await inspectorShows('states after being hidden', ({ statesReceived }) => statesReceived > 100);
    await command('resume');
    await vscode.commands.executeCommand('workbench.action.moveEditorToNextGroup');
    await sameAsUndisturbed();
    await vscode.commands.executeCommand('workbench.action.closeAllGroups');
  });
});

/** Stops the run and compares the inspector's copy with the same epochs of an undisturbed run. */
async function sameAsUndisturbed(): Promise<void> {
  const stopped = nextState('stopped');
  await command('stop');
  const { epoch } = await stopped;
  const report = await inspectorShows('the last state', ({ statesReceived }) => statesReceived === epoch + 1);
  const api = await product();
  const learningRate = LONG['training.learningRate'];
  const undisturbed = await api.train({ training: { epochs: epoch, learningRate } });
  assert.equal(report.parametersHash, undisturbed.parametersHash);
  assert.deepEqual(report.problems, []);
}

function commandLineHash(): string {
  const cli = path.join(__dirname, '..', '..', 'cli.mjs');
  const { stdout } = spawnSync('node', [cli, 'train', '--quiet', '--out', '-'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return (JSON.parse(stdout) as RunSummary).parametersHash;
}
