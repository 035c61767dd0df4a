import type { Activation } from '#engine/activations';
import { LEAK } from '#engine/activations';
import type { ExportedRun } from './exportedRun.ts';
import { fillTemplate } from './fillTemplate.ts';
import { topicsOf, valuesOf } from './pythonRun.ts';
import program from './python/ddp.py';
import sweep from './python/sweep.py';

const TORCH_ACTIVATIONS: Readonly<Record<Activation, string>> = {
  relu: 'torch.relu',
  tanh: 'torch.tanh',
  sigmoid: 'torch.sigmoid',
  leakyRelu: `torch.nn.LeakyReLU(${LEAK})`,
  linear: 'torch.nn.Identity()',
};

/**
 * A program that trains a run again with PyTorch's DistributedDataParallel on any number of processes, compares, and
 * writes a saved run. A run that has diverged has none: see `twinProblem`.
 */
export function exportPytorch(run: ExportedRun): string {
  const activations = run.experiment.config.network.hiddenLayers.map(
    ({ activation }) => TORCH_ACTIVATIONS[activation],
  );
  const values = {
    ...valuesOf(run),
    torchActivations: activations.join(', '),
    status: run.status.state,
  };
  return fillTemplate(program, topicsOf(run), values);
}

/** A program that searches for better settings of a run with Optuna, in as many processes as are started. */
export function exportOptuna(run: ExportedRun): string {
  return fillTemplate(sweep, topicsOf(run), valuesOf(run));
}
