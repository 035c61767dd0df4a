import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { RunSummary } from '#formats/runSummary';
import { command, eventually, inspectorShows, nextState, product } from './product.ts';

/** Two classes that differ in both features, with one value missing. */
const TABLE = `width;mass;bird\n${Array.from({ length: 40 }, (_, i) => {
  const robin = i % 2;
  return `${robin + (i % 7) / 10};${i === 4 ? 'NA' : 20 - 5 * robin + (i % 5)};${robin ? 'robin' : 'finch'}`;
}).join('\n')}\n`;

describe('training on a file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'iris-own-data-'));
  const file = path.join(folder, 'birds.csv');
  writeFileSync(file, TABLE);

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllGroups');
    rmSync(folder, { recursive: true });
  });

  it('shows the table first, trains what is chosen there, and gives what the command line gives', async () => {
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    await command('trainOnFile');
    const { previewOutcome, previewChoose, previewTrain } = await product();
    assert.ok(previewOutcome && previewChoose && previewTrain);
    const uri = document.uri.toString();
    await eventually(
      'the refusal',
      () => previewOutcome(uri),
      (outcome) => outcome?.kind === 'refused' && outcome.total === 1,
    );
    previewChoose(uri, { missing: 'dropRows' });
    const ready = await eventually(
      'a table that can be trained on',
      () => previewOutcome(uri),
      (outcome) => outcome?.kind === 'ready',
    );
    assert.ok(ready?.kind === 'ready');
    assert.deepEqual([ready.facts.nRows, ready.facts.dropped.total, ready.facts.delimiter], [40, 1, ';']);
    const ended = nextState('completed');
    await previewTrain(uri);
    assert.equal((await ended).name, 'birds: label bird, incomplete rows left out');
    const report = await inspectorShows(
      'all states, at the last',
      ({ statesReceived, epochShown }) => statesReceived === 2601 && epochShown === 2600,
    );
    const summary = commandLine(file);
    assert.equal(report.parametersHash, summary.parametersHash);
    assert.deepEqual(report.confusionMatrix, summary.evaluation.confusionMatrix);
    assert.deepEqual(report.problems, []);
    assert.equal(summary.dataset.rows, 39);
  });
});

function commandLine(file: string): RunSummary {
  const cli = path.join(__dirname, '..', '..', 'cli.mjs');
  const args = [
    'train',
    '--data',
    file,
    '--target',
    'bird',
    '--missing',
    'dropRows',
    '--quiet',
    '--out',
    '-',
  ];
  const { stdout } = spawnSync('node', [cli, ...args], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout) as RunSummary;
}
