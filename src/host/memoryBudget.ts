/** The most that all histories together may take, in bytes. What is let go is replayed when it is opened, to the same bits. */
const MOST_HISTORY_BYTES = 512 * 1024 * 1024;

/** A run's history as far as memory is concerned. */
export interface KeptHistory {
  readonly id: string;
  readonly bytes: number;
  readonly use: 'needed' | 'ended'; // needed: it is shown, or still trains
}

/**
 * Which histories to let go, the oldest first, until the others fit. Those that are needed stay, whatever they take.
 *
 * @param histories newest first
 */
export function historiesToForget(histories: readonly KeptHistory[], most = MOST_HISTORY_BYTES): string[] {
  let bytes = histories.reduce((sum, history) => sum + history.bytes, 0);
  const forgotten: string[] = [];
  for (const history of [...histories].reverse()) {
    if (bytes <= most) break;
    if (history.use === 'needed') continue;
    bytes -= history.bytes;
    forgotten.push(history.id);
  }
  return forgotten;
}
