import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import type { RunRecord } from '../../host/runRecord.ts';
import { changedLines, runLine, runTooltip } from '../../host/runsModel.ts';

const RECORD: RunRecord = {
  id: 'a',
  number: 3,
  name: 'Tutorial',
  data: null,
  origin: null,
  config: DEFAULT_CONFIG,
  status: { state: 'completed' },
  states: 2601,
  durationMs: 212,
  result: { trainLoss: 0.47791, testCorrect: 29, nTest: 30 },
  parametersHash: '',
};

describe('the line of a run', () => {
  test('has its number, name and result, and fits a view of 300 px', () => {
    const { label, description, icon } = runLine(RECORD, 'other');
    expect([label, description, icon]).toEqual(['#3 Tutorial', '29/30 · loss 0.4779', 'pass']);
    expect(`${label} ${description}`.length).toBeLessThan(36);
  });

  test('tells the run that is shown by its icon, and in words to a screen reader', () => {
    const line = runLine(RECORD, 'shown');
    expect([line.label, line.icon]).toEqual(['#3 Tutorial', 'eye']);
    expect(line.spoken).toBe('#3 Tutorial, 29/30 · loss 0.4779, shown in the inspector');
  });

  test.each([
    [{ state: 'idle' }, null, 'waiting to start'],
    [{ state: 'stopped' }, RECORD.result, '29/30 · loss 0.4779 · stopped'],
    [
      { state: 'completed' },
      { ...RECORD.result!, testCorrect: 66_717, nTest: 200_000 },
      '66,717/200,000 · loss 0.4779',
    ],
    [
      { state: 'diverged', epoch: 1048, where: 'Z2' },
      { ...RECORD.result!, trainLoss: NaN },
      'diverged at epoch 1,048',
    ],
  ] as const)('of %o says how it stands', (status, result, text) => {
    expect(runLine({ ...RECORD, status, result }, 'other').description).toBe(text);
  });

  test.each(['running', 'idle'] as const)('a run that was %s when its host ended is interrupted', (state) => {
    const record: RunRecord = { ...RECORD, status: { state }, result: null };
    const line = runLine(record, 'other', 'kept', 'remembered');
    expect([line.description, line.state, line.icon]).toEqual(['interrupted', 'interrupted', 'circle-slash']);
    expect(runTooltip(record, 'remembered')).toContain(
      'trains it again from its beginning, to the same states',
    );
    expect(runLine(record, 'other').state).toBe(state);
  });

  test('names the table and all that was chosen of it in the tooltip', () => {
    const data = {
      uri: 'file:///a%20b/wine%20%28red%29.csv',
      target: 'kind\u202e',
      features: Array.from({ length: 9 }, (_, i) => `feature ${i}`),
      missing: 'dropRows',
    } as const;
    expect(runTooltip({ ...RECORD, data })).toContain(
      'data: wine (red).csv; label kind\\u202e; features feature 0, feature 1, feature 2, feature 3, feature 4, ' +
        'feature 5, feature 6, feature 7, feature 8; incomplete rows left out\n',
    );
    expect(runTooltip({ ...RECORD, data: { uri: 'memfs:/100%.csv' } })).toContain('data: 100%.csv\n');
    expect(runTooltip(RECORD)).not.toContain('data:');
  });

  test('leaves the duration to the tooltip', () => {
    expect(runTooltip(RECORD)).toContain('completed; 2,600 epochs in 0.2 s');
  });
});

describe('lines are drawn again', () => {
  const line = (id: string, part: Partial<RunRecord> = {}) => runLine({ ...RECORD, id, ...part }, 'other');
  const before = [line('a'), line('b')];

  test('not when nothing that is seen has changed', () => {
    expect(
      changedLines(before, [line('a', { parametersHash: 'abc', states: 7, durationMs: 9 }), line('b')]),
    ).toEqual([]);
  });

  test('alone, when they alone have changed', () => {
    expect(changedLines(before, [line('a'), line('b', { status: { state: 'stopped' } })])).toEqual(['b']);
    expect(changedLines(before, [runLine({ ...RECORD, id: 'a' }, 'shown'), line('b')])).toEqual(['a']);
  });

  test.each([
    ['come', [line('c'), ...before]],
    ['go', [line('b')]],
    ['change places', [line('b'), line('a')]],
  ])('all, when lines %s', (_, now) => {
    expect(changedLines(before, now)).toBe('all');
  });
});
