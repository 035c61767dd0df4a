import { serveTraining } from '#session/trainingWorker';
import type { SessionSurroundings } from '#session/trainingSession';
import type { WorkerCommand, WorkerHandle, WorkerReport } from '#session/workerProtocol';

/**
 * The real worker's code in this thread, on a clock that counts its readings: a slice is always the same number of
 * epochs. `breathe` waits until the test lets the worker go on.
 */
export class FakeWorker implements WorkerHandle {
  readonly commands: WorkerCommand[] = [];
  readonly reports: WorkerReport[] = [];
  terminated = false;
  private hear: (report: WorkerReport) => void = () => {};
  private fail: (message: string) => void = () => {};
  private obey: (command: WorkerCommand) => void = () => {};
  private goOn: () => void = () => {};
  private readings = 0;

  constructor(behaviour: 'serves' | 'hangs' = 'serves') {
    if (behaviour === 'hangs') return;
    serveTraining({
      post: (report, transfer) => {
        const received = structuredClone(report, { transfer: [...transfer] }); // buffers are gone on this side
        this.reports.push(received);
        if (!this.terminated) this.hear(received);
      },
      onCommand: (listener) => {
        this.obey = listener;
      },
      breathe: () =>
        new Promise((resolve) => {
          this.goOn = resolve;
        }),
      now: () => this.readings++,
    });
  }

  post(command: WorkerCommand): void {
    this.commands.push(command);
    this.obey(command);
  }

  onReport(listener: (report: WorkerReport) => void): void {
    this.hear = listener;
  }

  onFailure(listener: (message: string) => void): void {
    this.fail = listener;
  }

  terminate(): void {
    this.terminated = true;
  }

  /** Lets the worker train its next slice. */
  async slice(): Promise<void> {
    this.goOn();
    await settled();
  }

  /** Lets the worker train until it has nothing more to do. */
  async toEnd(): Promise<void> {
    for (let before = -1; before !== this.reports.length;) {
      before = this.reports.length;
      await this.slice();
    }
  }

  /** The worker dies. */
  die(message: string): void {
    this.fail(message);
  }
}

/** Surroundings with one fake worker and timers that the test rings. */
export function fakeSurroundings(
  worker: FakeWorker,
): SessionSurroundings & { ring(): void; readonly waiting: number } {
  const timers = new Set<() => void>();
  return {
    spawn: () => worker,
    after: (milliseconds, act) => {
      if (milliseconds > 100) throw new Error('a stop must act within 100 ms');
      timers.add(act);
      return () => timers.delete(act);
    },
    ring: () => timers.forEach((act) => act()),
    get waiting() {
      return timers.size;
    },
  };
}

/** After everything that is already due has happened. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 5; i++) await Promise.resolve();
}
