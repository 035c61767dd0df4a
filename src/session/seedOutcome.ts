import type { Experiment } from '#engine/experiment';
import { History } from '#engine/history';
import { countDeadUnits } from '#engine/inspect';
import { createPass, forward } from '#engine/network';
import type { SeedOutcome } from '#protocol/api';

/**
 * What a seed's run came to, from its last record: the scores in it, and one forward pass for the dead units.
 *
 * @param record the parameters of an epoch and their scores; see `History`
 */
export function outcomeOf(
  experiment: Experiment,
  record: Float64Array,
  status: Exclude<SeedOutcome['status'], { readonly state: 'failed' }>,
): SeedOutcome {
  const { config, shape, split, nRows, x } = experiment;
  const last = new History(shape.sizes, 0);
  last.append(0, record);
  const pass = createPass(shape, nRows);
  forward(pass, last.parameters(0), x);
  return {
    seed: config.network.seed,
    status,
    result: {
      trainLoss: last.score(0, 'trainLoss'),
      testLoss: last.score(0, 'testLoss'),
      testCorrect: last.score(0, 'testCorrect'),
      nTest: split.test.length,
      nDead: countDeadUnits(pass, split.train),
    },
  };
}
