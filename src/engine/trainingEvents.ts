/** What happened at an epoch, compared with the epoch before. */
export type TrainingEvent =
  /** A test row (any row where there is no split) is read as another class: from one class to another, none is no class. */
  | {
      readonly kind: 'flip';
      readonly epoch: number;
      readonly row: number;
      readonly from: number;
      readonly to: number;
    }
  /** A hidden unit fires on no training row any more; fires again; fires for the first time after silence from the start. */
  | {
      readonly kind: 'died' | 'revived' | 'born';
      readonly epoch: number;
      readonly layer: number; // 1 is the first hidden layer
      readonly unit: number;
    }
  /**
   * The smallest test loss of the run, the first time it is reached; it may be that of epoch 0. While more epochs may come
   * it is only the smallest so far.
   */
  | { readonly kind: 'bestTestLoss' | 'bestTestLossSoFar'; readonly epoch: number }
  /** The training loss is higher than the epoch before, and was not at that epoch: a rise begins. */
  | { readonly kind: 'lossRises'; readonly epoch: number };

export type EventKind = TrainingEvent['kind'];

/** Events that are kept one and all, before they are thinned. */
const MOST_WHOLE = 100_000;

/** So many stretches of a run keep the first event of each kind when the rest is no longer kept: more than a timeline has pixels. */
const N_STRETCHES = 2000;

/**
 * Events by epoch. Up to `wholeTo` it keeps all of them; when those are many, only the first of each kind in every stretch
 * of epochs, so that a run which goes back and forth at every epoch takes no more than a quiet one. It counts them all.
 */
export class EventLog<E extends { readonly kind: string; readonly epoch: number }> {
  private readonly kept: E[] = [];
  private readonly counts = new Map<E['kind'], number>();
  private readonly lastStretch = new Map<E['kind'], number>(); // of which an event is kept
  private readonly mostWhole: number;
  private thinnedFrom = Infinity; // the first epoch of which not all events are kept
  /** How many epochs a stretch has. */
  readonly stretch: number;

  /** @param nEpochs of the whole run */
  constructor(nEpochs: number, mostWhole = MOST_WHOLE) {
    this.stretch = Math.max(1, Math.ceil(nEpochs / N_STRETCHES));
    this.mostWhole = mostWhole;
  }

  /** All that is kept, by epoch. It grows with the next event. */
  get events(): readonly E[] {
    return this.kept;
  }

  /** The last epoch up to which every event is kept; infinite while that is so of all. */
  get wholeTo(): number {
    return this.thinnedFrom - 1;
  }

  /** How many there were, of one kind or of all, kept or not. */
  count(kind?: E['kind']): number {
    if (kind !== undefined) return this.counts.get(kind) ?? 0;
    return [...this.counts.values()].reduce((sum, n) => sum + n, 0);
  }

  /** @param event at the last one's epoch or after it */
  add(event: E): void {
    const { kind, epoch } = event;
    this.counts.set(kind, this.count(kind) + 1);
    const last = this.kept.at(-1);
    if (last && this.kept.length >= this.mostWhole && epoch > last.epoch) {
      this.thinnedFrom = Math.min(this.thinnedFrom, epoch);
    }
    const stretch = Math.floor(epoch / this.stretch);
    if (epoch >= this.thinnedFrom && this.lastStretch.get(kind) === stretch) return;
    this.lastStretch.set(kind, stretch);
    this.kept.push(event);
  }
}
