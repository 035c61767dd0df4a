import { LARGE_PIECE_NUMBERS, MAX_UNACKNOWLEDGED } from '#protocol/api';
import type { HistoryPiece } from '#protocol/api';
import type { Run } from './run.ts';

/**
 * Sends a run's whole history to one reader, from the first number on, as fast as the reader acknowledges it.
 *
 * At most MAX_UNACKNOWLEDGED pieces are under way; what has not been sent waits in the history itself, so nothing is
 * queued twice and nothing can be lost. A reader that has forgotten everything gets a new stream.
 */
export class HistoryStream {
  private readonly run: Run;
  private readonly send: (piece: HistoryPiece) => Promise<void>;
  private readonly refused: (error: unknown) => void;
  private readonly forgetRun: () => void;
  private sent = 0;
  private unacknowledged = 0;
  private closed = false;

  /**
   * @param send resolves when the reader has taken the piece
   * @param refused called once if the reader refused a piece; the stream is closed then
   */
  constructor(run: Run, send: (piece: HistoryPiece) => Promise<void>, refused: (error: unknown) => void) {
    this.run = run;
    this.send = send;
    this.refused = refused;
    this.forgetRun = run.grown.on(() => this.pump());
    this.pump();
  }

  /** Sends nothing more. Closing twice is harmless. */
  close(): void {
    this.closed = true;
    this.forgetRun();
  }

  private pump(): void {
    const { history, id } = this.run;
    while (!this.closed && this.unacknowledged < MAX_UNACKNOWLEDGED && this.sent < history.filled) {
      const offset = this.sent;
      // slice, not subarray: a view would take its whole backing buffer along
      const data = history.data.slice(offset, Math.min(offset + LARGE_PIECE_NUMBERS, history.filled));
      this.sent += data.length;
      this.unacknowledged++;
      this.send({ runId: id, offset, data }).then(
        () => {
          this.unacknowledged--;
          this.pump();
        },
        (error: unknown) => {
          if (this.closed) return;
          this.close();
          this.refused(error);
        },
      );
    }
  }
}
