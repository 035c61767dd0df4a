import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import type { TrainingEvent } from '#engine/trainingEvents';
import { ShownRun } from '../run.ts';
import { eventLine, eventLines, isAbout, isMarked } from '../timelineEvents.ts';
import { trainRun } from './fakeHost.ts';

const flip = (epoch: number, row: number): TrainingEvent => ({ kind: 'flip', epoch, row, from: 1, to: 2 });

function shown(config = DEFAULT_CONFIG): ShownRun {
  const trained = trainRun({ config: { ...config, training: { ...config.training, epochs: 20 } } });
  const run = new ShownRun(trained.header);
  run.receive({ runId: 'run-1', offset: 0, data: trained.history.data });
  return run;
}

describe('an event in words', () => {
  test.each<[TrainingEvent, string]>([
    [flip(62, 56), 'epoch 62: row 57 versicolor → virginica'],
    [{ kind: 'died', epoch: 1200, layer: 1, unit: 2 }, 'epoch 1,200: h3 dies, it fires on no training row'],
    [{ kind: 'revived', epoch: 3, layer: 1, unit: 0 }, 'epoch 3: h1 fires again'],
    [{ kind: 'born', epoch: 3, layer: 1, unit: 4 }, 'epoch 3: h5 fires for the first time'],
    [{ kind: 'lossRises', epoch: 9 }, 'epoch 9: training loss begins to rise'],
  ])('%j', (event, line) => {
    expect(eventLine(shown(), event)).toBe(line);
  });

  test('names the loss of all rows where there is no test', () => {
    const best: TrainingEvent = { kind: 'bestTestLoss', epoch: 20 };
    expect(eventLine(shown(), best)).toMatch(/^epoch 20: best test loss, \d\.\d{4}$/);
    expect(eventLine(shown({ ...DEFAULT_CONFIG, split: null }), best)).toMatch(
      /^epoch 20: best loss, \d\.\d{4}$/,
    );
  });
});

describe('several events in words', () => {
  test('are counted, and the first few of them named', () => {
    const events = [3, 3, 4, 5, 6, 7, 8].map((epoch, row) => flip(epoch, row));
    expect(eventLines(shown(), events).split('\n')).toEqual([
      '7 events from epoch 3 to 8',
      ...[1, 2, 3, 4, 5].map((row) => `epoch ${[3, 3, 4, 5, 6][row - 1]}: row ${row} versicolor → virginica`),
      'and 2 more',
    ]);
  });

  test('of one epoch say so, and of none nothing', () => {
    expect(eventLines(shown(), [flip(3, 0), flip(3, 1)]).split('\n')[0]).toBe('2 events at epoch 3');
    expect(eventLines(shown(), [])).toBe('');
  });
});

test('the best test loss so far says so, and has no mark before the run has ended', () => {
  const soFar: TrainingEvent = { kind: 'bestTestLossSoFar', epoch: 20 };
  expect(eventLine(shown(), soFar)).toMatch(/^epoch 20: best test loss so far, \d\.\d{4}$/);
  expect(eventLine(shown({ ...DEFAULT_CONFIG, split: null }), soFar)).toContain('best loss so far, ');
  expect([isMarked(soFar), isMarked({ kind: 'bestTestLoss', epoch: 20 })]).toEqual([false, true]);
});

test('an event is about the selected row, unit or layer', () => {
  const died: TrainingEvent = { kind: 'died', epoch: 1, layer: 1, unit: 2 };
  expect(isAbout(flip(1, 56), { row: 56, layer: 1, unit: 0 })).toBe(true);
  expect(isAbout(flip(1, 56), { row: 55, layer: 1, unit: 0 })).toBe(false);
  expect(isAbout(died, { row: 0, layer: 1, unit: 2 })).toBe(true);
  expect(isAbout(died, { row: 0, layer: 1, unit: null })).toBe(true);
  expect(isAbout(died, { row: 0, layer: 2, unit: 2 })).toBe(false);
  expect(isAbout({ kind: 'bestTestLoss', epoch: 1 }, { row: 0, layer: 1, unit: 0 })).toBe(false);
});
