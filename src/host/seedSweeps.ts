import * as vscode from 'vscode';
import { DEFAULT_CONFIG } from '#engine/config';
import type { TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { prepareExperiment } from '#engine/experiment';
import { t } from '#engine/translation';
import type { SeedSweep } from '#protocol/api';
import { describeConfig } from '#session/runName';
import { SweepTraining, seedsFrom, withSeed } from '#session/seedSweep';
import type { WorkerPool } from '#session/workerPool';
import type { DataFile, RunPlan } from './runPlan.ts';
import type { RunStore, RunStoreServices } from './runStore.ts';

/** What sweeps need from the extension. */
export interface SweepServices {
  readonly runs: RunStore;
  readonly pool: WorkerPool;
  dataset(data: DataFile | null): Promise<Dataset>;
  sampled: RunStoreServices['sampled'];
}

/** How a person follows a sweep and ends it. */
export interface SweepGuide {
  readonly progress: vscode.Progress<{ readonly message: string; readonly increment: number }>;
  readonly token: vscode.CancellationToken;
}

type Sweep = Omit<SeedSweep, 'isNew'>;

/** The last sweep of this window. Only what came of each seed is kept; a seed's run is trained anew when it is opened. */
export class SeedSweeps implements vscode.Disposable {
  private readonly services: SweepServices;
  private readonly changed = new vscode.EventEmitter<void>();
  private training: SweepTraining | null = null;
  private plan: RunPlan | null = null;
  private sweep: Sweep | null = null;
  /** `current` is another one. */
  readonly onDidChange = this.changed.event;

  constructor(services: SweepServices) {
    this.services = services;
  }

  /** Never changed, only replaced. */
  get current(): Sweep | null {
    return this.sweep;
  }

  /**
   * Trains a configuration with its own seed and those that follow it, and ends a sweep that is under way. Resolves when
   * all have ended, or when it has been cancelled.
   *
   * @throws RangeError when the configuration does not fit the data
   */
  async run(plan: RunPlan, howMany: number, { progress, token }: SweepGuide): Promise<void> {
    const { config, data } = plan;
    const dataset = await this.services.dataset(data);
    // refuses what no seed could train
    if (!(await this.services.sampled(config, dataset))) prepareExperiment(config, dataset);
    this.training?.cancel();
    const seeds = seedsFrom(config.network.seed, howMany);
    const id = crypto.randomUUID();
    this.plan = { ...plan, origin: null }; // what a seed is trained with is written nowhere
    const tell = (part: Pick<Sweep, 'outcomes' | 'state'>) => {
      this.sweep = { id, name: sweepName(config), seeds, ...part };
      this.changed.fire();
    };
    tell({ outcomes: [], state: 'running' });
    const training = new SweepTraining({ config, dataset, seeds }, this.services.pool, (outcomes) => {
      tell({ outcomes, state: 'running' });
      progress.report({ message: t('{0} of {1}', outcomes.length, howMany), increment: 100 / howMany });
    });
    this.training = training;
    const cancelling = token.onCancellationRequested(() => training.cancel());
    const outcomes = await training.done;
    cancelling.dispose();
    if (this.sweep?.id !== id) return; // another sweep has taken its place
    this.training = null;
    tell({ outcomes, state: outcomes.length === howMany ? 'completed' : 'cancelled' });
  }

  /** Shows the run of a seed of the sweep. @throws RangeError for a seed that it has not */
  async open(seed: number): Promise<void> {
    if (!this.plan || !this.sweep?.seeds.includes(seed))
      throw new RangeError(`the sweep has no seed ${seed}`);
    await this.services.runs.openOrStart({ ...this.plan, config: withSeed(this.plan.config, seed) });
  }

  dispose(): void {
    this.training?.cancel();
    this.changed.dispose();
  }
}

/** The name of the configuration as it would be with the tutorial's seed: a sweep is about all seeds. */
function sweepName(config: TrainingConfig): string {
  return describeConfig(withSeed(config, DEFAULT_CONFIG.network.seed));
}
