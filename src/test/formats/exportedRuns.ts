import type { Dataset } from '#engine/dataset';
import { prepareExperiment } from '#engine/experiment';
import type { Experiment } from '#engine/experiment';
import type { ExportedRun } from '#formats/exportedRun';
import { trainAll } from '#session/trainAll';
import { experimentOf } from '../fixtureFiles.ts';

/** Trains an experiment to its end. */
export function exportedRun(experiment: Experiment, name = 'a run'): ExportedRun {
  const { history, divergence } = trainAll(experiment);
  const status = divergence
    ? ({ state: 'diverged', ...divergence } as const)
    : ({ state: 'completed' } as const);
  return { name, experiment, history, status };
}

/** The tutorial's run, or the one of another experiment file. */
export function exportedFile(file: unknown = {}, data = 'iris'): ExportedRun {
  return exportedRun(experimentOf(file, data));
}

/** Two rows of every class whose names and headers try to be something else. */
export const NASTY: Dataset = {
  name: "nasty \"''' \u2028{{run}}\n# %%",
  features: ['=1+1', '+a,"b"', "'''\\", '@x\ny'],
  classes: ['-1+1', '\u00e9"""\u{1f33c}', '[[end]]'],
  values: Float64Array.from({ length: 24 }, (_, i) => ((i * 7) % 11) / 3 - (i === 5 ? 1e6 : 0)),
  labels: Int32Array.from([0, 1, 2, 0, 1, 2]),
};

/** A run on them. */
export function nastyRun(): ExportedRun {
  const { config } = experimentOf({ training: { epochs: 3 }, split: null });
  return exportedRun(prepareExperiment(config, NASTY), NASTY.name);
}
