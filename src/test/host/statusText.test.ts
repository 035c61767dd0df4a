import { expect, test } from 'vitest';
import type { RunStatus } from '#protocol/api';
import { statusText } from '../../host/statusText.ts';
import { smallRun } from '../session/smallRun.ts';

function textOf(nStates: number, ...statuses: RunStatus[]): string {
  const run = smallRun({ epochs: 1200 });
  const stride = run.history.data.length / 1201;
  const records = new Float64Array(nStates * stride);
  for (let end = stride; end <= records.length; end += stride) records.set([0.47791, 0.5, 8, 2], end - 4);
  run.append(0, records);
  for (const status of statuses) run.move(status);
  return statusText(run);
}

const RUNNING: RunStatus = { state: 'running' };

test.each<[string, number, readonly RunStatus[]]>([
  ['$(circle-outline) Iris', 0, []],
  ['$(sync~spin) epoch 1,000 of 1,200 · loss 0.4779', 1001, [RUNNING]],
  ['$(debug-pause) epoch 1,000 of 1,200 · loss 0.4779', 1001, [RUNNING, { state: 'paused' }]],
  ['$(check) trained: loss 0.4779, 2/3', 1201, [RUNNING, { state: 'completed' }]],
  ['$(debug-stop) stopped at epoch 1,000 of 1,200: loss 0.4779, 2/3', 1001, [RUNNING, { state: 'stopped' }]],
  ['$(warning) diverged at epoch 47', 48, [RUNNING, { state: 'diverged', epoch: 47, where: 'Z2' }]],
  ['$(error) Iris: failed', 0, [{ state: 'failed', message: 'no thread' }]],
])('%s', (text, nStates, statuses) => {
  expect(textOf(nStates, ...statuses)).toBe(text);
});
