import { readFileSync } from 'node:fs';
import { constants } from 'node:os';

/**
 * Runs `cleanUp` when the process ends: by itself, by an uncaught error, or by Ctrl+C and the like.
 *
 * @param cleanUp must be synchronous; nothing can be awaited in a process that ends
 * @returns takes the registration back, without running `cleanUp`
 */
export function whenProcessEnds(cleanUp: () => void): () => void {
  listen();
  cleanUps.add(cleanUp);
  return () => void cleanUps.delete(cleanUp);
}

/** Ends the process with `code` on Ctrl+C, on SIGTERM and when the terminal closes, after the clean-ups and `farewell`. */
export function endOnSignal(code: number, farewell: () => void): void {
  for (const signal of SIGNALS) {
    process.prependListener(signal, () => {
      farewell();
      process.exit(code);
    });
  }
}

/**
 * Ends the process when the one that started it has gone, or the one before that: a package manager that is killed may leave
 * the shell between the two waiting for ever.
 */
export function endWithParent(): void {
  const before = ancestors();
  const look = () => {
    if (ancestors() !== before) process.exit(128 + constants.signals.SIGHUP);
  };
  setInterval(look, 500).unref();
}

/** The parent and, where the system tells it in a file, its parent. */
function ancestors(): string {
  const parent = process.ppid;
  try {
    const status = readFileSync(`/proc/${parent}/status`, 'utf8');
    return `${parent} ${/^PPid:\s*(\d+)$/m.exec(status)?.[1]}`;
  } catch {
    return String(parent);
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const cleanUps = new Set<() => void>();
let listening = false;

function listen(): void {
  if (listening) return;
  listening = true;
  process.on('exit', () => {
    for (const cleanUp of cleanUps) cleanUp();
    cleanUps.clear();
  });
  for (const signal of SIGNALS) process.on(signal, () => process.exit(128 + constants.signals[signal]));
}
