import { expect, test } from 'vitest';
import { Chronicle } from '#engine/chronicle';
import { NO_CLASS } from '#engine/metrics';
import { trainAll } from '#session/trainAll';
import { experimentOf } from '../fixtureFiles.ts';

test('rows without a prediction have no class, and their end is no flip', () => {
  const experiment = experimentOf({ training: { learningRate: 20 } });
  const { history } = trainAll(experiment);
  const chronicle = new Chronicle(experiment, history);
  while (chronicle.readNext());
  const last = history.length - 1;
  expect(chronicle.predictedClass(last, 0)).toBe(NO_CLASS);
  expect(chronicle.events('final').filter(({ kind, epoch }) => kind === 'flip' && epoch === last)).toEqual(
    [],
  );
});
