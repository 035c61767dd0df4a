import { expect, test } from 'vitest';
import type { RunStatus } from '#protocol/api';
import { bringUp, entryOf } from '../../host/runEntry.ts';
import type { OwnEntry } from '../../host/runEntry.ts';
import { isReplayable } from '../../host/runRecord.ts';
import { smallRun } from '../session/smallRun.ts';

/** A run that had stopped at its 37th state when the window was reloaded, and is trained again. */
function replayed(): { readonly entry: OwnEntry; readonly move: (status: RunStatus, now?: number) => void } {
  const run = smallRun();
  const entry = entryOf(run, 1, { data: null, origin: null });
  entry.record = {
    ...entry.record,
    status: { state: 'stopped' },
    states: 37,
    durationMs: 5,
    parametersHash: 'abc',
  };
  entry.isReplay = isReplayable(entry.record);
  const move = (status: RunStatus, now = 0) => {
    run.move(status);
    bringUp(entry, run, now);
  };
  return { entry, move };
}

test('a window that is reloaded while a run is replayed, or a thread that dies in it, loses nothing of the record', () => {
  const { entry, move } = replayed();
  const { record } = entry;
  move({ state: 'running' });
  expect(entry.record).toBe(record);
  move({ state: 'failed', message: 'the thread has died' });
  expect(entry.record).toBe(record);
  expect(entry.isReplay).toBe(true);
});

test('a replay that has come to its end is a run as any other', () => {
  const { entry, move } = replayed();
  move({ state: 'running' });
  move({ state: 'stopped' });
  expect(entry.isReplay).toBe(false);
  expect(entry.record).toMatchObject({ status: { state: 'stopped' }, durationMs: 5 });
});

test('a run that was cut off is no replay: it goes on to its own end', () => {
  for (const state of ['idle', 'running'] as const) {
    const { record } = entryOf(smallRun(), 1, { data: null, origin: null });
    expect(isReplayable({ ...record, status: { state } })).toBe(false);
  }
});

test('a clock that is put back takes no time from a run', () => {
  const run = smallRun();
  const entry = entryOf(run, 1, { data: null, origin: null });
  run.move({ state: 'running' });
  bringUp(entry, run, 1000);
  run.move({ state: 'paused' });
  bringUp(entry, run, -86_400_000);
  expect(entry.record.durationMs).toBe(0);
});
