// Built as a program of its own that defines `everywhere`, so that any JavaScript engine can run it: it needs nothing but the language,
// WebAssembly and Web Crypto.
import type { TrainingConfig } from '#engine/config';
import type { EpochEngine } from '#engine/epochEngine';
import { prepareExperiment } from '#engine/experiment';
import type { Experiment } from '#engine/experiment';
import { History } from '#engine/history';
import { KernelEngine } from '#engine/kernelEngine';
import { PlainEngine } from '#engine/plainEngine';
import { Trainer } from '#engine/trainer';
import { parameterBytes } from '#formats/parameterBytes';

/** A run to be trained, as JSON can hold it. */
export interface HashJob {
  readonly config: TrainingConfig;
  readonly dataset: {
    readonly name: string;
    readonly features: readonly string[];
    readonly classes: readonly string[];
    readonly values: readonly number[];
    readonly labels: readonly number[];
  };
}

/** The `parametersHash` of each job, by each engine. */
export interface EngineHashes {
  readonly kernel: readonly string[];
  readonly plain: readonly string[];
}

/** Trains every job with both engines. */
export async function hashesOf(jobs: readonly HashJob[]): Promise<EngineHashes> {
  const hashes = { kernel: [] as string[], plain: [] as string[] };
  for (const { config, dataset } of jobs) {
    const experiment = prepareExperiment(config, {
      ...dataset,
      values: Float64Array.from(dataset.values),
      labels: Int32Array.from(dataset.labels),
    });
    hashes.kernel.push(await hashOf(experiment, new KernelEngine(experiment)));
    hashes.plain.push(await hashOf(experiment, new PlainEngine(experiment)));
  }
  return hashes;
}

async function hashOf(experiment: Experiment, engine: EpochEngine): Promise<string> {
  const history = new History(experiment.shape.sizes, experiment.config.training.epochs);
  const trainer = new Trainer(experiment, engine);
  const record = new Float64Array(trainer.recordLength);
  let progress;
  do {
    progress = trainer.next(record);
    history.append(history.filled, record);
  } while (progress === 'trained');
  const digest = await crypto.subtle.digest('SHA-256', joined([...parameterBytes(history)]));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
