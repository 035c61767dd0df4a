/** Over which epochs of a run a condition held. */
export interface Holding {
  readonly first: number | null; // the first epoch at which it held
  readonly lost: number | null; // the first epoch after that at which it held no more
  readonly forGoodSince: number | null; // the epoch since which it has held up to the last one read
  readonly nHeld: number; // epochs
  readonly nTimes: number; // how often it began to hold
}

/** Takes the answers of a condition epoch by epoch, from 0 on. */
export class HoldingWatch {
  private nRead = 0;
  private first: number | null = null;
  private lost: number | null = null;
  private since: number | null = null;
  private nHeld = 0;
  private nTimes = 0;

  /** How many epochs have been read. */
  get length(): number {
    return this.nRead;
  }

  /** @param holds at the next epoch */
  read(holds: boolean): void {
    const epoch = this.nRead++;
    if (!holds) {
      if (this.since !== null) this.lost ??= epoch;
      this.since = null;
      return;
    }
    this.nHeld++;
    this.first ??= epoch;
    if (this.since !== null) return;
    this.since = epoch;
    this.nTimes++;
  }

  /** What the epochs read say. */
  get holding(): Holding {
    const { first, lost, since, nHeld, nTimes } = this;
    return { first, lost, forGoodSince: since, nHeld, nTimes };
  }
}
