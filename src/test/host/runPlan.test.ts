import { expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import { changed } from '#engine/configChange';
import { BREAKING_CHANGES } from '#engine/trials';
import { SETTINGS, brokenPlan } from '../../host/runPlan.ts';
import type { RunPlan } from '../../host/runPlan.ts';

const PLAN: RunPlan = { config: DEFAULT_CONFIG, data: { uri: 'file:///iris.csv' }, origin: SETTINGS };
const WRONG_LABEL = { row: 117, label: 0 };

test('however a run is broken after having been broken, it is broken in the last way alone', () => {
  const ways = [null, ...BREAKING_CHANGES];
  for (const first of ways) {
    for (const second of ways) {
      const once = brokenPlan(PLAN, first, WRONG_LABEL);
      const twice = brokenPlan(once, second, WRONG_LABEL);
      expect(twice).toEqual(brokenPlan(PLAN, second, WRONG_LABEL));
      expect(twice.config).toEqual(second ? changed(DEFAULT_CONFIG, second) : DEFAULT_CONFIG);
      expect(twice.relabelling).toEqual(second ? undefined : WRONG_LABEL);
    }
  }
});

test('a label that was changed before stays so, until another one is the wrong one', () => {
  const relabelling = { row: 3, label: 2 };
  const [rate] = BREAKING_CHANGES;
  const once = brokenPlan({ ...PLAN, relabelling }, rate, WRONG_LABEL);
  expect(once.relabelling).toEqual(relabelling);
  expect(brokenPlan(once, null, WRONG_LABEL).relabelling).toEqual(WRONG_LABEL);
});
