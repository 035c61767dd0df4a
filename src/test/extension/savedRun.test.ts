import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { unpackRun } from '#formats/runContainer';
import { command, eventually, inspectorShows, product } from './product.ts';

const sha256 = (bytes: Uint8Array) => Promise.resolve(createHash('sha256').update(bytes).digest());

describe('a saved run', () => {
  let folder: string;
  let runId: string | null;
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'iris-network-saved-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('holds every state of the run, and is opened in an editor that trains nothing', async () => {
    const api = await product();
    const summary = await api.train({ training: { epochs: 40 } });
    await command('showInspector');
    ({ runId } = await inspectorShows('the run', ({ statesReceived }) => statesReceived === 41));
    const file = path.join(folder, 'run.irisrun');
    await command('saveRun', runId, vscode.Uri.file(file));
    const { header } = await unpackRun(readFileSync(file), sha256);
    const { states, parametersHash } = header as { states: number; parametersHash: string };
    assert.deepEqual([states, parametersHash], [41, summary.parametersHash]);
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file));
    await eventually('the editor of a saved run', customTab, (tab) => tab !== undefined);
  });

  it('is exported without its window, too', async () => {
    for (const format of ['html', 'numpy', 'onnx']) {
      const file = path.join(folder, `run.${format}`);
      await command('exportRun', runId, format, vscode.Uri.file(file));
      assert.ok(readFileSync(file).length > 1000, format);
    }
  });
});

const VIEW = 'irisNetwork.savedRun';

function customTab(): vscode.Tab | undefined {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(({ input }) => input instanceof vscode.TabInputCustom && input.viewType === VIEW);
}
