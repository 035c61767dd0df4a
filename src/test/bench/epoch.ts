import type { Experiment } from '#engine/experiment';
import { CONTESTANTS, prepareContestant, PRODUCT_ENGINE } from './engines.ts';
import { race, RACE } from './race.ts';
import type { Contestant, Pace, Skipped } from './race.ts';
import { shapeName } from './shapes.ts';
import type { Shape } from './shapes.ts';
import { experimentOf } from './workload.ts';

/** The engine that the product uses, and under their names all engines, measured in turn. */
export type EpochFigures = (Partial<Pace> | Skipped) & Readonly<Record<string, unknown>>;

/** Bare training: the time of one epoch, for each shape and engine. */
export async function epoch(
  shapes: readonly Shape[],
  seconds: number,
): Promise<Record<string, EpochFigures>> {
  const figures: Record<string, EpochFigures> = {};
  for (const shape of shapes) {
    const experiment = experimentOf(shape);
    const paces = await race(await Promise.all(CONTESTANTS.map((name) => contestantOf(name, experiment))), {
      ...RACE,
      seconds,
    });
    figures[shapeName(shape)] = { ...paces[PRODUCT_ENGINE], ...paces };
  }
  return figures;
}

async function contestantOf(name: string, experiment: Experiment): Promise<Contestant> {
  const training = await prepareContestant(name, experiment);
  return {
    name,
    run: (nEpochs) => {
      const start = process.hrtime.bigint();
      for (let i = 0; i < nEpochs; i++) training.epoch();
      return Number(process.hrtime.bigint() - start);
    },
  };
}
