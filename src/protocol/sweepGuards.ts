import { LIMITS } from '#engine/config';
import { MAX_SWEEP_SEEDS } from './api.ts';
import type { SeedOutcome, SeedResult, SeedSweep } from './api.ts';
import { checkIndex, checkList, checkObject, checkStatus, checkText } from './guards.ts';

/** Checks of what is said of a sweep of seeds. @throws TypeError that names the first part of a wrong shape */
export function checkSweep(value: unknown): SeedSweep | null {
  if (value === null) return null;
  const { id, name, seeds, outcomes, state, isNew } = checkObject(value, 'sweep');
  if (state !== 'running' && state !== 'completed' && state !== 'cancelled') {
    throw new TypeError('sweep.state is none of the known states');
  }
  const checked = checkList(seeds, 'sweep.seeds', MAX_SWEEP_SEEDS).map(checkSeed);
  const ended = checkList(outcomes, 'sweep.outcomes', MAX_SWEEP_SEEDS).map(checkOutcome);
  let at = 0; // in `seeds`: the outcomes are some of them, in their order
  for (const { seed } of ended) {
    at = checked.indexOf(seed, at) + 1;
    if (at === 0) throw new TypeError(`sweep.outcomes has the seed ${seed} where it does not belong`);
  }
  return {
    id: checkText(id, 'sweep.id'),
    name: checkText(name, 'sweep.name'),
    seeds: checked,
    outcomes: ended,
    state,
    isNew: isNew === true,
  };
}

export function checkSeed(value: unknown): number {
  return checkIndex(value, 'seed', LIMITS['network.seed'].maximum);
}

function checkOutcome(value: unknown): SeedOutcome {
  const { seed, status, result } = checkObject(value, 'outcome');
  const ended = checkStatus(status);
  if (ended.state !== 'completed' && ended.state !== 'diverged' && ended.state !== 'failed') {
    throw new TypeError('outcome.status must be an end');
  }
  if ((ended.state === 'failed') !== (result === null)) {
    throw new TypeError('outcome.result must be there, and only, where the run has not failed');
  }
  return { seed: checkSeed(seed), status: ended, result: result === null ? null : checkResult(result) };
}

function checkResult(value: unknown): SeedResult {
  const { trainLoss, testLoss, testCorrect, nTest, nDead } = checkObject(value, 'result');
  const rows = checkIndex(nTest, 'result.nTest');
  return {
    trainLoss: checkLoss(trainLoss, 'result.trainLoss'),
    testLoss: checkLoss(testLoss, 'result.testLoss'),
    testCorrect: checkIndex(testCorrect, 'result.testCorrect', rows),
    nTest: rows,
    nDead: checkIndex(nDead, 'result.nDead'),
  };
}

/** VS Code's channel carries a number that is not finite as null. */
function checkLoss(value: unknown, name: string): number {
  if (value !== null && typeof value !== 'number') throw new TypeError(`${name} must be a number`);
  return value ?? NaN;
}
