import { expect, test } from 'vitest';
import { settleWebviews } from '../../dev/workbench.ts';
import { openWindow } from './window.ts';

/** Several times as long as it takes to pause it. */
const LONG = {
  'irisNetwork.network.hiddenLayers': [{ units: 5, activation: 'tanh' }],
  'irisNetwork.training.epochs': 600_000,
  'irisNetwork.training.learningRate': 1e-6,
};

const window = openWindow({
  settings: LONG,
  tidy: async () => {
    await endRun();
    await window().runCommand('View: Close All Editors');
  },
});

const EPOCH = 321;

test('hidden by another tab in the middle of a run and shown again, the inspector is as it was', async () => {
  const { inspectorPart: inspector } = window();
  const before = await pauseAndLook();
  await resume();
  await inspector.hide();
  await inspector.tab.click();
  await inspector.untilEpoch(EPOCH);
  expect(await sight()).toEqual(before);
  await inspector.untilState(/^(training, |completed)/); // the run does not wait for whoever looks away
});

test('a window reloaded in the middle of a run has the inspector again, with the run and the epoch', async () => {
  const { inspectorPart: inspector, reload } = window();
  const before = await pauseAndLook();
  await resume();
  await reload();
  await inspector.untilEpoch(EPOCH);
  expect(await sight()).toEqual(before);
  await inspector.untilState(/^(training, |completed)/);
});

test('a paused run is paused after a reload, at the same epoch, and goes on from there', async () => {
  const { inspectorPart: inspector, reload } = window();
  const before = await pauseAndLook();
  const state = await inspector.state();
  await reload();
  await inspector.untilState(state);
  await inspector.untilEpoch(EPOCH);
  expect(await sight()).toEqual(before);
  await resume();
});

test('an ended run is the same after a reload, state for state', async () => {
  const { inspectorPart: inspector, reload } = window();
  const before = await pauseAndLook();
  await stop();
  const state = await inspector.state();
  await inspector.showNewest();
  const last = await sight();
  await inspector.typeEpoch(EPOCH);
  await reload();
  await inspector.untilEpoch(EPOCH);
  expect(await sight()).toEqual(before);
  await inspector.untilState(state);
  await inspector.showNewest();
  expect(await sight()).toEqual(last);
});

/** Starts a run, pauses it in the middle, goes to an epoch of its past and chooses a unit there. */
async function pauseAndLook(): Promise<Sight> {
  const { page, inspectorPart: inspector, runCommand } = window();
  await runCommand('Iris: Train Iris Network');
  await inspector.untilState(/^training, /);
  await expect.poll(() => inspector.epoch()).toBeGreaterThan(EPOCH);
  await runCommand('Iris: Pause Training');
  await inspector.untilState(/^training paused at /);
  await inspector.untilAsFarAsTheRun();
  await inspector.typeEpoch(EPOCH);
  await inspector.locator('.matrix thead .name').filter({ hasText: 'h3' }).click();
  await inspector.locator('.unit[data-chosen=true][aria-label^="h3 "]').waitFor();
  await settleWebviews(page); // while it is paused: this waits for all work that is more urgent
  return sight();
}

/** What a person would notice if it changed. */
interface Sight {
  readonly run: string | null;
  readonly parameters: readonly string[];
  readonly heatmap: readonly (readonly number[])[];
  readonly unit: string | null;
}

async function sight(): Promise<Sight> {
  const { inspectorPart: inspector } = window();
  return {
    run: await inspector.runName(),
    parameters: await inspector.parameters(),
    heatmap: await inspector.heatmap(),
    unit: await inspector.locator('.mask-head.chosen .name').textContent(),
  };
}

async function resume(): Promise<void> {
  await window().runCommand('Iris: Resume Training');
  await window().inspectorPart.untilState(/^training, /);
}

async function stop(): Promise<void> {
  await window().runCommand('Iris: Stop Training');
  await window().inspectorPart.untilState(/^stopped at /);
}

/** Stops the run that is shown, if it has not ended yet. */
async function endRun(): Promise<void> {
  const { inspectorPart: inspector } = window();
  const button = inspector.locator('.training vscode-button').getByText('Stop', { exact: true });
  if (await button.isVisible()) await button.click({ timeout: 2_000 }).catch(() => undefined); // it has just ended
  await inspector.untilState(/^(stopped at |completed)/);
}
