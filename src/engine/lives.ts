import type { Chronicle, TrainingEvent } from './chronicle.ts';
import type { LayerSizes } from './parameters.ts';

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
  readonly events: readonly LifeEvent[]; // by epoch
}

/** The lives of all hidden units, layer by layer; none where no epoch has been read. */
export function livesOf(chronicle: Chronicle, sizes: LayerSizes): UnitLife[] {
  if (chronicle.length === 0) return [];
  const events = chronicle.events().filter(isLifeEvent);
  return sizes
    .slice(1, -1)
    .flatMap((nUnits, l) =>
      Array.from({ length: nUnits }, (_, unit) => lifeOf(chronicle, l + 1, unit, events)),
    );
}

function lifeOf(chronicle: Chronicle, layer: number, unit: number, all: readonly LifeEvent[]): UnitLife {
  let [fewestAt, mostAt, nDead] = [0, 0, 0];
  const count = (epoch: number) => chronicle.firingCount(epoch, layer, unit);
  for (let epoch = 0; epoch < chronicle.length; epoch++) {
    if (count(epoch) < count(fewestAt)) fewestAt = epoch;
    if (count(epoch) > count(mostAt)) mostAt = epoch;
    if (count(epoch) === 0) nDead++;
  }
  const events = all.filter((event) => event.layer === layer && event.unit === unit);
  return { layer, unit, fewest: count(fewestAt), fewestAt, most: count(mostAt), mostAt, nDead, events };
}

function isLifeEvent(event: TrainingEvent): event is LifeEvent {
  return event.kind === 'died' || event.kind === 'revived' || event.kind === 'born';
}
