import type { Pace, Skipped } from '../race.ts';
import type { Shape } from '../shapes.ts';

/** A whole measurement, as it is kept and reported. */
export interface Measured {
  readonly machine: Machine;
  /** Of the peers' race. */
  readonly races: readonly Race[];
  /** The other sections of `npm run bench`, as it prints them; null when they were not measured. */
  readonly own: Readonly<Record<string, object>> | null;
}

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly system: string;
  readonly node: string;
  /** How many programs were running or waiting to run in the minute before. */
  readonly load: number;
  readonly day: string; // 2026-01-31
}

/** All contestants at one shape. */
export interface Race {
  readonly shape: Shape;
  readonly results: readonly Result[];
}

export interface Result {
  readonly name: string;
  readonly kind: PeerKind;
  /** What the contestant says of itself; empty where it was not asked. */
  readonly version: string;
  readonly pace: Pace | Skipped;
  /** Relative difference of its loss from ours; null where there is none to compare. */
  readonly lossError: number | null;
}

/** `limit` is C: no peer, but what the processor can do. */
export type PeerKind = 'ours' | 'peer' | 'limit';

/** Median of one contestant at one shape, in microseconds; undefined where it was not measured. */
export function timeOf(race: Race, name: string): number | undefined {
  return paceOf(race, name)?.medianMicroseconds;
}

/** The pace of one contestant at one shape; undefined where it was not measured. */
export function paceOf(race: Race, name: string): Pace | undefined {
  const pace = race.results.find((result) => result.name === name)?.pace;
  return pace && !('skipped' in pace) ? pace : undefined;
}

/** The names of all contestants, in their order. */
export function contestantNames(races: readonly Race[]): readonly string[] {
  return [...new Set(races.flatMap(({ results }) => results.map(({ name }) => name)))];
}
