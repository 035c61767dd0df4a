import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import { prepareExperiment } from '#engine/experiment';
import type { History } from '#engine/history';
import { readDataset } from '#formats/csv';
import { trainAll } from '#session/trainAll';
import { inProject } from '../../dev/project.ts';
import { stageExtension } from '../../dev/stage.ts';
import { openWebWorkbench } from '../../dev/webWorkbench.ts';
import type { WebWorkbench } from '../../dev/webWorkbench.ts';
import { answerFileDialog } from '../../dev/workbench.ts';
import { PINNED_RUNS } from '../everywhere/runs.ts';
import { InspectorPart } from './inspectorPart.ts';
import { expectNoProblems, pictureOf } from './window.ts';

const folder = mkdtempSync(join(tmpdir(), 'iris-network-web-'));
let window: WebWorkbench;
let inspector: InspectorPart;
let tutorial: History;

beforeAll(async () => {
  window = await openWebWorkbench({
    extensions: [stageExtension(), memoryFolder()],
    folder: { scheme: 'irismemory', path: '/' },
  });
  inspector = new InspectorPart(window);
  const reading = readDataset(readFileSync('data/iris.csv', 'utf8'), { name: 'iris' });
  if (!('dataset' in reading)) throw new Error('data/iris.csv cannot be read');
  tutorial = trainAll(prepareExperiment(DEFAULT_CONFIG, reading.dataset)).history;
});
afterAll(async () => {
  await window.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await window.screenshot(pictureOf(task.name));
  await expectNoProblems(window);
});

test('where there is only a web extension host, the tutorial trains to the engine’s states', async () => {
  await window.runCommand('Iris: Train Iris Network');
  await inspector.untilEpoch(2600);
  await inspector.untilState('completed');
  expect(await inspector.locator('.spelled').textContent()).toBe('29 of 30 correct');
  await expectEpoch(700);
});

test('a reloaded window trains the run again, to the same states', async () => {
  await window.reload();
  await inspector.untilState('completed');
  await inspector.untilWhole();
  await expectEpoch(700);
});

test('other extensions get the run with the hash that it has everywhere', async () => {
  await window.runCommand('Test: Train and Tell the Hash');
  await window.page
    .locator('.notification-list-item-message', { hasText: PINNED_RUNS[0]!.parametersHash })
    .waitFor();
});

test('an experiment file in memory trains with its table, and the run is exported beside it', async () => {
  await open('a.irisnet.json');
  await window.runCommand('Iris: Train This Experiment');
  await inspector.untilState('completed');
  await inspector.untilEpoch(300);
  await expectEpoch(123);
  await window.runCommand('Iris: Export This Run…');
  const { page } = window;
  await page.locator('.quick-input-list .label-name', { hasText: /^CSV table$/ }).click();
  const written = page.locator('.notification-list-item-message', { hasText: 'run-3.csv is written.' });
  await answerFileDialog(page, undefined, async () => (await written.count()) > 0);
  await page.getByRole('treeitem', { name: 'run-3.csv' }).waitFor();
});

test('a table in memory is shown and trained on', async () => {
  await open('flowers.csv');
  await window.runCommand('Iris: Train on This File');
  await window.inspector.getByRole('status').filter({ hasText: '✓ ' }).waitFor();
  await window.inspector.getByRole('button', { name: 'Train', exact: true }).click();
  await inspector.untilState('completed');
  await expectEpoch(700);
});

/** Shows an epoch and compares what the page shows of it. */
async function expectEpoch(epoch: number): Promise<void> {
  await inspector.typeEpoch(epoch);
  const loss = tutorial.score(epoch, 'trainLoss').toFixed(4);
  const told = await inspector.locator('.scrubber').getAttribute('aria-valuetext');
  expect(told).toContain(`train loss ${loss}`);
  const { layers } = tutorial.parameters(epoch);
  const expected = layers.flatMap(({ weights, biases }) => [...weights, ...biases]);
  const shown = (await inspector.parameters()).map((text) => text.replace('−', '-'));
  expect(shown.map(Number)).toEqual(expected.map((value) => Number(value.toFixed(3)) + 0));
}

/** Opens a file of the folder in an editor. */
async function open(file: string): Promise<void> {
  await window.runCommand('View: Show Explorer');
  await window.page.getByRole('treeitem', { name: file }).dblclick();
  await window.page.getByRole('tab', { name: file }).waitFor();
}

/** Builds the extension of memoryFolder.ts. */
function memoryFolder(): string {
  const extension = join(folder, 'memory-folder');
  mkdirSync(extension);
  cpSync(inProject('data', 'iris.csv'), join(extension, 'flowers.csv'));
  writeFileSync(join(extension, 'package.json'), JSON.stringify(MANIFEST));
  buildSync({
    entryPoints: [inProject('src', 'test', 'workbench', 'memoryFolder.ts')],
    ...{ bundle: true, format: 'cjs', external: ['vscode'], outfile: join(extension, 'main.js') },
  });
  return extension;
}

const MANIFEST = {
  name: 'memory-folder',
  publisher: 'iris-network',
  version: '0.0.1',
  engines: { vscode: '^1.100.0' },
  activationEvents: ['onFileSystem:irismemory'],
  browser: './main.js',
  contributes: {
    commands: [{ command: 'memoryFolder.hash', category: 'Test', title: 'Train and Tell the Hash' }],
  },
};
