import type { Experiment } from '#engine/experiment';
import { countDeadUnits } from '#engine/inspect';
import { SCORES } from '#engine/keyEpochs';
import type { Score } from '#engine/keyEpochs';
import { createPass, forward } from '#engine/network';
import { layParameters, parameterCount } from '#engine/parameters';
import type { SeedOutcome } from '#protocol/api';

/**
 * What a seed's run came to, from one record: the scores in it, and one forward pass for the dead units.
 *
 * @param record of the epoch that the run came to: its state and scores; see `History`
 */
export function outcomeOf(
  experiment: Experiment,
  record: Float64Array,
  status: Exclude<SeedOutcome['status'], { readonly state: 'failed' }>,
): SeedOutcome {
  const { config, shape, split, nRows, x } = experiment;
  const parameters = layParameters(shape.sizes, record.subarray(0, parameterCount(shape.sizes)));
  const scores = record.subarray(-SCORES.length);
  const score = (name: Score) => scores[SCORES.indexOf(name)] ?? NaN;
  const pass = createPass(shape, nRows);
  forward(pass, parameters, x);
  return {
    seed: config.network.seed,
    status,
    result: {
      trainLoss: score('trainLoss'),
      testLoss: score('testLoss'),
      testCorrect: score('testCorrect'),
      nTest: split.test.length,
      nDead: countDeadUnits(pass, split.train),
    },
  };
}
