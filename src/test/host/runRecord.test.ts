import { expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import { readRecord } from '../../host/runRecord.ts';

test('a diverged run comes back from the window’s memory, which keeps a loss that is not finite as null', () => {
  const record = {
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
  const kept: unknown = JSON.parse(JSON.stringify(record));
  expect(readRecord(kept)?.result).toEqual(record.result);
  expect(readRecord({ ...record, result: 'nothing' })?.result).toBeNull();
});
