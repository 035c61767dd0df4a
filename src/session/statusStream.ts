import type { RunStatus } from '#protocol/api';
import type { Run } from './run.ts';

/** How often a reader is told how far the training has come, at most. */
export const PROGRESS_MS = 250;

/**
 * Tells one reader how a run stands: each change of its status at once, and how many states there are while it trains,
 * however far the pieces of its history have come. Of the latter one message is under way at most.
 */
export class StatusStream {
  private readonly run: Run;
  private readonly send: (status: RunStatus, nStates: number) => Promise<void>;
  private readonly now: () => number;
  private readonly forgetRun: readonly (() => void)[];
  private toldAt: number;
  private underWay = 0;

  /**
   * @param run whose status and states the reader knows as they are now
   * @param send resolves when the reader has heard; rejects when it has gone, and never throws
   */
  constructor(run: Run, send: (status: RunStatus, nStates: number) => Promise<void>, now: () => number) {
    this.run = run;
    this.send = send;
    this.now = now;
    this.toldAt = now();
    this.forgetRun = [
      run.moved.on(() => this.tell()),
      run.grown.on(() => {
        if (this.underWay === 0 && Math.abs(now() - this.toldAt) >= PROGRESS_MS) this.tell();
      }),
    ];
  }

  /** Tells nothing more. Closing twice is harmless. */
  close(): void {
    for (const forget of this.forgetRun) forget();
  }

  private tell(): void {
    this.toldAt = this.now();
    this.underWay++;
    const heard = () => {
      this.underWay--;
    };
    this.send(this.run.status, this.run.history.length).then(heard, heard);
  }
}
