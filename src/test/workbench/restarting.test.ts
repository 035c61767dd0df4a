import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settleWebviews } from '../../dev/workbench.ts';
import { parametersHash } from '../../cli/digests.ts';
import { trainAll } from '#session/trainAll';
import { experimentOf } from '../fixtureFiles.ts';
import { openWindow } from './window.ts';

/** So often the window is reloaded; `IRIS_RELOADS=20` takes its time. */
const RELOADS = Number(process.env['IRIS_RELOADS'] ?? 3);

/** With an update for each row, so slow that it lasts and that there is little to be told again. */
const LONG = { epochs: 100_000, learningRate: 1e-6, batchSize: 1 };
const EPOCH = 321;

const window = openWindow({
  settings: {
    'irisNetwork.training.epochs': LONG.epochs,
    'irisNetwork.training.learningRate': LONG.learningRate,
    'irisNetwork.training.batchSize': LONG.batchSize,
  },
});

/** SHA-256 of all states of the run that is shown, which has ended: as the Runs view tells it, and how many epochs they are. */
async function hashShown(): Promise<{ readonly hash: string; readonly epochs: number }> {
  const { page, runCommand } = window();
  await runCommand('Iris Network: Focus on Runs View');
  const line = page.locator('.pane', { hasText: 'Runs' }).locator('.monaco-list-row').first();
  await line.hover();
  const told = page.locator('.monaco-hover', { hasText: 'SHA-256 of all states' });
  await told.waitFor();
  const text = (await told.textContent()) ?? '';
  const hash = /SHA-256 of all states: ([0-9a-f]{64})/.exec(text)?.[1] ?? '';
  const epochs = Number(/; ([\d,]+) epochs in /.exec(text)?.[1]?.replaceAll(',', ''));
  await page.keyboard.press('Escape');
  return { hash, epochs };
}

function undisturbed(epochs: number): string {
  return parametersHash(trainAll(experimentOf({ training: { ...LONG, epochs } })).history);
}

async function beginRun(): Promise<void> {
  const { inspectorPart: inspector, runCommand } = window();
  await runCommand('Iris: Train Iris Network');
  await inspector.untilState(/^training, /);
  await expect.poll(() => inspector.epoch()).toBeGreaterThan(EPOCH);
}

async function stop(): Promise<void> {
  const { inspectorPart: inspector, runCommand } = window();
  await inspector.untilState(/^(training, |completed)/);
  await runCommand('Iris: Stop Training');
  await inspector.untilState(/^(stopped at |completed)/);
  await inspector.untilAsFarAsTheRun();
}

/** Stops the run that went on, and compares its states with those of one that nothing has happened to. */
async function expectUndisturbed(): Promise<void> {
  const { inspectorPart: inspector, page } = window();
  await expect.poll(() => inspector.epoch()).toBeGreaterThan(EPOCH);
  await stop();
  await settleWebviews(page);
  const { hash, epochs } = await hashShown();
  expect(epochs).toBeGreaterThan(EPOCH);
  expect(hash).toBe(undisturbed(epochs));
}

/** Ends the extension host of this window's server: VS Code in a browser has no command that restarts it. */
function endExtensionHost(): void {
  const read = (pid: string, file: string) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8');
    } catch {
      return ''; // it has ended meanwhile
    }
  };
  const parentOf = (pid: string) => /^\S+ \(.*\) \S (\d+)/s.exec(read(pid, 'stat'))?.[1] ?? '0';
  const isOurs = (pid: string): boolean =>
    pid === String(process.pid) || (pid !== '0' && isOurs(parentOf(pid)));
  const hosts = readdirSync('/proc').filter(
    (pid) => /^\d+$/.test(pid) && read(pid, 'cmdline').includes('--type=extensionHost') && isOurs(pid),
  );
  expect(hosts).toHaveLength(1);
  process.kill(Number(hosts[0]), 'SIGKILL');
}

test.skipIf(!existsSync('/proc/self/stat'))(
  'an extension host that ends in the middle of a run takes nothing of it along',
  async () => {
    const { inspectorPart: inspector, page, watch, runCommand } = window();
    await beginRun();
    await inspector.locator('body').evaluate((body) => (body.dataset['before'] = 'true'));
    endExtensionHost();
    await expect.poll(() => watch.problems.join('\n')).toContain('terminated unexpectedly');
    await inspector.untilState(/^the extension host does not answer/);
    const training = inspector.locator('.training vscode-button');
    expect(await training.allTextContents()).toEqual(['Pause training', 'Stop']);
    expect(await inspector.locator('.training vscode-button[disabled]').count()).toBe(2);
    await settleWebviews(page);
    await runCommand('Iris Network: Focus on Runs View');
    const line = page.locator('.pane', { hasText: 'Runs' }).locator('.monaco-list-row').first();
    await line.filter({ hasText: 'interrupted' }).waitFor();
    await runCommand('Iris: Show Inspector');
    await inspector.locator('body:not([data-before]) .run-state').waitFor();
    await expect.poll(() => inspector.tab.count()).toBe(1); // the tab that was left behind has gone
    await inspector.untilState(/^(training, |completed)/);
    await expectUndisturbed();
    watch.clear(); // VS Code logs that its host has ended
  },
);

test(
  `a window reloaded ${RELOADS} times in the middle of a run loses nothing of it`,
  async () => {
    const { inspectorPart: inspector, reload } = window();
    await beginRun();
    for (let i = 0; i < RELOADS; i++) {
      await reload();
      await inspector.untilState(/^(training, |completed)/);
    }
    await expectUndisturbed();
  },
  180_000 + RELOADS * 20_000,
);
