/** `error`: the run has not learned and will not by itself; `warning`: something is to be mended; `note`: worth knowing. */
export const ALERT_LEVELS = ['error', 'warning', 'note'] as const;
export type AlertLevel = (typeof ALERT_LEVELS)[number];

/** A hidden unit that fires on no training row. */
export interface DeadUnit {
  readonly unit: number;
  readonly since: number; // the first epoch of its silence
}

interface Common {
  readonly level: AlertLevel;
  readonly epoch: number; // where it began
}

/**
 * What is wrong with a run, as its epochs up to now have it. Losses are in nats; layers are counted from 1, the first
 * hidden one; `ratio` is ‖ΔW‖ / ‖W‖ of a layer's weights over one epoch.
 */
export type Alert =
  /** `where` is the first array that is not finite; in an update the parameters of `epoch` are those that did not come. */
  | (Common & { readonly kind: 'nonFinite'; readonly where: string })
  /** The training loss stands above ln K, what a blind guess costs, and above what the run had reached (`best`). */
  | (Common & { readonly kind: 'diverged'; readonly best: number; readonly loss: number })
  /** The training loss was higher than the best before by more than RISE; a note once it has come down again. */
  | (Common & { readonly kind: 'lossRises'; readonly best: number; readonly loss: number })
  /** The training loss has hardly left that of guessing (`guess`) and will not at this pace; an error once no epoch is left. */
  | (Common & { readonly kind: 'tooSlow'; readonly loss: number; readonly guess: number })
  /** Some units of a layer fire on no training row. */
  | (Common & { readonly kind: 'deadUnits'; readonly layer: number; readonly units: readonly DeadUnit[] })
  /** The weights of a layer change by next to nothing, or by nothing (`ratio` 0), although there is still a loss. */
  | (Common & { readonly kind: 'vanishing'; readonly layer: number; readonly ratio: number })
  /** One epoch changed the weights of a layer by as much as they are large; `largest` of all ratios so far. */
  | (Common & {
      readonly kind: 'exploding';
      readonly layer: number;
      readonly ratio: number;
      readonly largest: number;
    })
  /** Some training rows give their own class less than the loss can count; a note once they no longer do. */
  | (Common & { readonly kind: 'saturated'; readonly nSaturated: number })
  /** The test loss has risen from its best, that of `epoch`, to `loss`, while the training loss went on falling. */
  | (Common & {
      readonly kind: 'overfitting';
      readonly best: number;
      readonly loss: number;
      readonly seen: number; // the first epoch at which it could be said
    })
  /** Without scaling, one feature varies `ratio` times as much as another. */
  | (Common & {
      readonly kind: 'unscaled';
      readonly widest: number; // a feature
      readonly narrowest: number;
      readonly ratio: number;
    })
  /** A feature with the same value in every row. */
  | (Common & { readonly kind: 'constantFeature'; readonly feature: number })
  /** One class has far fewer training rows than another; a warning where it has none. */
  | (Common & {
      readonly kind: 'imbalance';
      readonly smallest: number; // a class
      readonly largest: number;
      readonly counts: readonly [smallest: number, largest: number];
    })
  /** All units of a layer start with the same weights on both sides, so they stay equal. */
  | (Common & { readonly kind: 'equalUnits'; readonly layer: number });

export type AlertKind = Alert['kind'];

/** Each kind once, the gravest first; the compiler refuses a list that lacks one. */
export const ALERT_KINDS = Object.keys({
  nonFinite: true,
  diverged: true,
  lossRises: true,
  tooSlow: true,
  deadUnits: true,
  vanishing: true,
  exploding: true,
  saturated: true,
  overfitting: true,
  unscaled: true,
  constantFeature: true,
  imbalance: true,
  equalUnits: true,
} satisfies Record<AlertKind, true>) as AlertKind[];

/** The worst first, then by epoch; otherwise in the order given, in a new array. */
export function sortAlerts(alerts: readonly Alert[]): Alert[] {
  const rank = ({ level }: Alert) => ALERT_LEVELS.indexOf(level);
  return [...alerts].sort((a, b) => rank(a) - rank(b) || a.epoch - b.epoch);
}
