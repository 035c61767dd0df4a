import type { ExportedRun } from './exportedRun.ts';
import { fillTemplate } from './fillTemplate.ts';
import { topicsOf, valuesOf } from './pythonRun.ts';
import twin from './python/twin.py';

/** How the program is read: a file to run, or the cells of a notebook. */
export type TwinForm = 'script' | 'notebook';

/**
 * A Python program that trains a run again in NumPy and compares, in cells of the percent format (`# %%`), with nothing in
 * it but what this run needs. A run that has diverged has none: see `twinProblem`.
 */
export function exportNumpy(run: ExportedRun, form: TwinForm = 'script'): string {
  const activations = run.experiment.config.network.hiddenLayers.map(({ activation }) => {
    const name = activation === 'leakyRelu' ? 'leaky_relu' : activation;
    return `(${name}, ${name}_slope)`;
  });
  return fillTemplate(
    twin,
    { ...topicsOf(run), form: [form] },
    {
      ...valuesOf(run),
      activations: `[${activations.join(', ')}]`,
      comparison: form === 'notebook' ? 13 : 12,
    },
  );
}
