import type { Chronicle } from './chronicle.ts';
import type { LayerSizes } from './parameters.ts';
import { EventLog } from './trainingEvents.ts';
import type { TrainingEvent } from './trainingEvents.ts';

/** A unit falls silent on all training rows, fires again, or fires for the first time. */
export type LifeEvent = Extract<TrainingEvent, { readonly kind: 'died' | 'revived' | 'born' }>;

/** What all epochs read say of one hidden unit. A unit is dead at an epoch where it fires on no training row. */
export interface UnitLife {
  readonly layer: number; // 1 is the first hidden layer
  readonly unit: number;
  readonly fewest: number; // training rows it fires on
  readonly fewestAt: number; // the first such epoch
  readonly most: number;
  readonly mostAt: number;
  readonly nDead: number; // epochs
  readonly events: readonly LifeEvent[]; // by epoch; of a unit with very many, those that an EventLog keeps
  readonly nEvents: number; // kept or not
}

/** Events of one unit that are kept one and all. */
const MOST_WHOLE = 2000;

/** The lives of all hidden units, layer by layer; none where no epoch has been read. */
export function livesOf(chronicle: Chronicle, sizes: LayerSizes): UnitLife[] {
  if (chronicle.length === 0) return [];
  return sizes
    .slice(1, -1)
    .flatMap((nUnits, l) => Array.from({ length: nUnits }, (_, unit) => lifeOf(chronicle, l + 1, unit)));
}

function lifeOf(chronicle: Chronicle, layer: number, unit: number): UnitLife {
  let [fewestAt, mostAt, nDead] = [0, 0, 0];
  const log = new EventLog<LifeEvent>(chronicle.length, MOST_WHOLE);
  const count = (epoch: number) => chronicle.firingCount(epoch, layer, unit);
  for (let epoch = 0; epoch < chronicle.length; epoch++) {
    if (count(epoch) < count(fewestAt)) fewestAt = epoch;
    if (count(epoch) > count(mostAt)) mostAt = epoch;
    if (epoch > 0 && count(epoch - 1) > 0 !== count(epoch) > 0) {
      const kind = count(epoch) === 0 ? 'died' : nDead === epoch ? 'born' : 'revived';
      log.add({ kind, epoch, layer, unit });
    }
    if (count(epoch) === 0) nDead++;
  }
  const { events } = log;
  const [fewest, most, nEvents] = [count(fewestAt), count(mostAt), log.count()];
  return { layer, unit, fewest, fewestAt, most, mostAt, nDead, events, nEvents };
}
