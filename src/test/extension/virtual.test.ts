import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { MemoryFiles } from './memoryFiles.ts';
import { command, eventually, inspectorShows, nextState, product } from './product.ts';

const EXPERIMENT = { dataset: { path: 'flowers.csv' }, training: { epochs: 300 } };

describe('a workspace that is not on a disk', () => {
  const memory = new MemoryFiles('irismemory');
  const at = (name: string) => vscode.Uri.from({ scheme: 'irismemory', path: `/${name}` });
  const write = (name: string, text: string) => memory.files.set(`/${name}`, new TextEncoder().encode(text));

  before(() => {
    write('flowers.csv', readFileSync(path.join(__dirname, '..', '..', '..', 'data', 'iris.csv'), 'utf8'));
    write('a.irisnet.json', JSON.stringify(EXPERIMENT));
  });
  afterEach(async () => {
    memory.disk = 'good';
    await vscode.commands.executeCommand('workbench.action.closeAllGroups');
  });

  it('trains an experiment file and its table to the bits that the bundled iris gives', async () => {
    const ended = nextState('completed');
    await command('trainExperiment', at('a.irisnet.json'));
    const { id } = await ended;
    const report = await inspectorShows(
      'its states',
      (one) => one.runId === id && one.statesReceived === 301,
    );
    const bundled = await (await product()).train({ training: EXPERIMENT.training });
    assert.equal(report.parametersHash, bundled.parametersHash);
    assert.deepEqual(report.problems, []);
  });

  it('shows a table of it before it is trained on', async () => {
    await command('trainOnFile', at('flowers.csv'));
    const { previewOutcome } = await product();
    const outcome = await eventually(
      'the table',
      () => previewOutcome?.(at('flowers.csv').toString()),
      (one) => one?.kind === 'ready',
    );
    assert.ok(outcome?.kind === 'ready');
    assert.equal(outcome.facts.nRows, 150);
  });

  it('a full or protected disk leaves what was there, and no part of what was to be written', async () => {
    const before = [...memory.files.keys()];
    for (const disk of ['full', 'protected'] as const) {
      memory.disk = disk;
      await command('saveAsExperiment', undefined, at('new.irisnet.json')); // said in a sentence: nothing is thrown
      await command('saveAsExperiment', undefined, at('a.irisnet.json'));
      assert.deepEqual([...memory.files.keys()], before);
      assert.deepEqual(JSON.parse(new TextDecoder().decode(memory.files.get('/a.irisnet.json'))), EXPERIMENT);
    }
    memory.disk = 'good';
    await command('saveAsExperiment', undefined, at('new.irisnet.json'));
    assert.ok(memory.files.has('/new.irisnet.json'));
  });
});
