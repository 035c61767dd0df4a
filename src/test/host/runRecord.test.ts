import { expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import { readRecord } from '../../host/runRecord.ts';

const RECORD = {
  id: 'run-1',
  number: 1,
  name: 'rate 20',
  config: DEFAULT_CONFIG,
  status: { state: 'diverged', epoch: 48, where: 'Z1' },
  states: 49,
  durationMs: 12,
  result: { trainLoss: NaN, testCorrect: 3, nTest: 30 },
  parametersHash: '',
};
const kept = (record: unknown): unknown => JSON.parse(JSON.stringify(record));

test('a diverged run comes back from the window’s memory, which keeps a loss that is not finite as null', () => {
  expect(readRecord(kept(RECORD))?.result).toEqual(RECORD.result);
  expect(readRecord({ ...RECORD, result: 'nothing' })?.result).toBeNull();
});

test('a broken run still knows what it was made from', () => {
  const unbroken = { config: DEFAULT_CONFIG, origin: 'settings', wrongLabel: { row: 117, label: 0 } };
  expect(readRecord(kept({ ...RECORD, unbroken }))?.unbroken).toEqual(unbroken);
  expect(readRecord(RECORD)).not.toHaveProperty('unbroken');
  expect(readRecord({ ...RECORD, unbroken: { ...unbroken, config: {} } })?.unbroken?.config).toEqual(
    DEFAULT_CONFIG,
  );
});
