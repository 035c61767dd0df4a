import { serveTraining } from '#session/trainingWorker';
import type { PoolSurroundings } from '#session/workerPool';
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
  private goOn: (() => void) | null = null; // null: it does not wait to go on
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
      startHelper: null,
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
    const { goOn } = this;
    this.goOn = null;
    goOn?.();
    await settled();
  }

  /** Lets the worker train until it has nothing more to do. */
  async toEnd(): Promise<void> {
    do await this.slice();
    while (this.goOn);
  }

  /** The worker dies. */
  die(message: string): void {
    this.fail(message);
  }
}

/** Surroundings whose workers are fakes, with timers that the test rings. */
export interface FakeSurroundings extends PoolSurroundings {
  /** Those that have been started, in order. */
  readonly workers: readonly FakeWorker[];
  /** Rings the timers of so many milliseconds; without a number those that wait for a stop. */
  ring(milliseconds?: number): void;
  /** How many timers wait for a stop. */
  readonly waiting: number;
}

/** @param make called for each worker that is started */
export function fakeSurroundings(
  make: () => FakeWorker = () => new FakeWorker(),
  processors = 2,
): FakeSurroundings {
  const timers = new Set<{ readonly milliseconds: number; readonly act: () => void }>();
  const workers: FakeWorker[] = [];
  const due = (milliseconds?: number) =>
    [...timers].filter((timer) =>
      milliseconds === undefined ? timer.milliseconds < 100 : timer.milliseconds === milliseconds,
    );
  return {
    processors,
    workers,
    spawn: () => {
      const worker = make();
      workers.push(worker);
      return worker;
    },
    after: (milliseconds, act) => {
      const timer = { milliseconds, act };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    now: () => 0,
    ring: (milliseconds) => {
      for (const timer of due(milliseconds)) {
        timers.delete(timer);
        timer.act();
      }
    },
    get waiting() {
      return due().length;
    },
  };
}

/** After everything that is already due has happened. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 5; i++) await Promise.resolve();
}
