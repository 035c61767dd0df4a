import { assertNever } from '#engine/assertNever';
import { prepareExperiment } from '#engine/experiment';
import { KeyEpochs } from '#engine/keyEpochs';
import { Trainer } from '#engine/trainer';
import type { TrainerProgress } from '#engine/trainer';
import { PIECE_NUMBERS } from '#protocol/api';
import type { RunStatus } from '#protocol/api';
import type { Halt, WorkerCommand, WorkerEnd } from './workerProtocol.ts';

/** How long the worker trains before it listens again: what pause and stop wait for at most. */
export const SLICE_MS = 10;

/** Trains one run as the session commands, and reports every state. A fault is reported as 'failed', never thrown. */
export function serveTraining(end: WorkerEnd): void {
  const worker = new TrainingWorker(end);
  end.onCommand((command) => worker.obey(command));
}

class TrainingWorker {
  private readonly end: WorkerEnd;
  private wish: 'train' | 'pause' | 'stop' = 'train';
  private wake: () => void = () => {};

  constructor(end: WorkerEnd) {
    this.end = end;
  }

  obey(command: WorkerCommand): void {
    switch (command.kind) {
      case 'train':
        this.train(command).catch((error: unknown) => {
          this.report({ state: 'failed', message: error instanceof Error ? error.message : String(error) });
        });
        return;
      case 'pause':
        if (this.wish === 'train') this.wish = 'pause';
        return;
      case 'resume':
        if (this.wish === 'pause') this.wish = 'train';
        return this.wake();
      case 'stop':
        this.wish = 'stop';
        return this.wake();
      default:
        assertNever(command);
    }
  }

  private async train({ config, dataset, halt }: WorkerCommand & { kind: 'train' }): Promise<void> {
    const experiment = prepareExperiment(config, dataset);
    const trainer = new Trainer(experiment);
    const keys = KeyEpochs.within(experiment.shape.sizes, config.training.epochs);
    const pieces = new PieceWriter(this.end);
    const record = new Float64Array(trainer.recordLength);
    let progress: TrainerProgress;
    for (let states = 0; ;) {
      const until = this.end.now() + SLICE_MS;
      do {
        progress = trainer.next(record);
        pieces.write(keys.kept(record, states));
        states++;
        if (progress === 'trained' && states === halt?.states) this.halt(halt);
      } while (progress === 'trained' && this.wish === 'train' && this.end.now() < until);
      pieces.flush();
      if (progress !== 'trained') break;
      await this.end.breathe();
      if (await this.stoppedByWish()) return;
    }
    if (trainer.divergence) this.report({ state: 'diverged', ...trainer.divergence });
    else this.report({ state: 'completed' });
  }

  private halt({ as }: Halt): void {
    this.wish = as === 'stopped' ? 'stop' : 'pause';
  }

  /** Rests while pausing is wished. True when the run is to end here. */
  private async stoppedByWish(): Promise<boolean> {
    if (this.wish === 'pause') await this.rest();
    if (this.wish !== 'stop') return false;
    this.report({ state: 'stopped' });
    return true;
  }

  private async rest(): Promise<void> {
    this.report({ state: 'paused' });
    while (this.wish === 'pause') {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    if (this.wish === 'train') this.report({ state: 'running' });
  }

  private report(status: RunStatus): void {
    this.end.post({ kind: 'status', status }, []);
  }
}

/** Cuts the stream of records into pieces, each in a buffer of its own that is handed over, not copied. */
class PieceWriter {
  private readonly end: WorkerEnd;
  private piece = new Float64Array(PIECE_NUMBERS);
  private filled = 0;
  private offset = 0;

  constructor(end: WorkerEnd) {
    this.end = end;
  }

  write(record: Float64Array): void {
    for (let from = 0; from < record.length;) {
      const n = Math.min(record.length - from, this.piece.length - this.filled);
      this.piece.set(record.subarray(from, from + n), this.filled);
      this.filled += n;
      from += n;
      if (this.filled === this.piece.length) this.flush();
    }
  }

  /** Posts what has been written since the last piece. */
  flush(): void {
    if (this.filled === 0) return;
    const full = this.filled === this.piece.length;
    const data = full ? this.piece : this.piece.slice(0, this.filled);
    if (full) this.piece = new Float64Array(PIECE_NUMBERS);
    const { offset } = this;
    this.offset += data.length; // before its buffer is handed over and its length is gone
    this.filled = 0;
    this.end.post({ kind: 'piece', offset, data }, [data.buffer]);
  }
}
