import { assertNever } from '#engine/assertNever';
import { prepareExperiment } from '#engine/experiment';
import { KeyEpochs, stateLength } from '#engine/keyEpochs';
import { Trainer } from '#engine/trainer';
import { sentenceOf } from '#engine/words';
import { PIECE_NUMBERS } from '#protocol/api';
import type { RunStatus } from '#protocol/api';
import { outcomeOf } from './seedOutcome.ts';
import { trainerWithHelper } from './trainingHelper.ts';
import type { Halt, Job, WorkerCommand, WorkerEnd } from './workerProtocol.ts';

/** How long the worker trains before it listens again: what pause and stop wait for at most. */
export const SLICE_MS = 10;

/** Does one job after another, as commanded. A fault is reported as 'failed', never thrown. */
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
        return this.begin(this.train(command));
      case 'score':
        return this.begin(this.score(command));
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

  private begin(work: Promise<void>): void {
    work.catch((error: unknown) => {
      this.report({ state: 'failed', message: sentenceOf(error) });
    });
  }

  private async train({ halt, ...job }: WorkerCommand & { kind: 'train' }): Promise<void> {
    const experiment = prepareExperiment(job.config, job.dataset);
    const { shape, config } = experiment;
    const keys = KeyEpochs.within(
      stateLength(shape.sizes, config.training.optimizer),
      config.training.epochs,
    );
    const helped = trainerWithHelper(experiment, this.end.startHelper);
    const ending = this.trainThrough(helped.trainer, new PieceWriter(this.end, keys), halt);
    this.report(await ending.finally(() => helped.release()));
  }

  private async score(job: Job): Promise<void> {
    const trainer = new Trainer(prepareExperiment(job.config, job.dataset));
    const sink = new ResultRecord(trainer);
    const status = await this.trainThrough(trainer, sink, null);
    if (status.state === 'stopped') this.report(status);
    else {
      const outcome = outcomeOf(trainer.experiment, sink.recordOf(status.state), status);
      this.end.post({ kind: 'outcome', outcome }, []);
    }
  }

  /** Trains in slices and listens between them, until the run has ended or is to end. Every state goes into `sink`. */
  private async trainThrough(trainer: Trainer, sink: RecordSink, halt: Halt | null): Promise<Ending> {
    this.wish = 'train'; // whatever was wished of the job before
    const record = new Float64Array(trainer.recordLength);
    for (let states = 0; ;) {
      const began = this.end.now();
      let passed;
      let progress;
      do {
        progress = trainer.next(record);
        sink.write(record, states);
        states++;
        if (progress === 'trained' && states === halt?.states) this.halt(halt);
        passed = this.end.now() - began; // a clock that was put back ends the slice too
      } while (progress === 'trained' && this.wishes('train') && passed >= 0 && passed < SLICE_MS);
      sink.flush();
      if (trainer.divergence) return { state: 'diverged', ...trainer.divergence };
      if (progress !== 'trained') return { state: 'completed' };
      await this.end.breathe();
      if (this.wishes('pause')) await this.rest();
      if (this.wishes('stop')) return { state: 'stopped' };
    }
  }

  private halt({ as }: Halt): void {
    this.wish = as === 'stopped' ? 'stop' : 'pause';
  }

  /** Asked anew after each wait, because a command may have come meanwhile. */
  private wishes(what: 'train' | 'pause' | 'stop'): boolean {
    return this.wish === what;
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

type Ending = Extract<RunStatus, { readonly state: 'completed' | 'stopped' | 'diverged' }>;

/** Takes the records of a run, one after another. */
interface RecordSink {
  /** Takes an epoch's record, which is written over afterwards. */
  write(record: Float64Array, epoch: number): void;
  /** A slice has ended. */
  flush(): void;
}

/** Keeps the last record, and the best one where early stopping is to restore it. */
class ResultRecord implements RecordSink {
  private readonly trainer: Trainer;
  private readonly last: Float64Array;
  private readonly best: Float64Array | null;

  constructor(trainer: Trainer) {
    const { earlyStopping } = trainer.experiment.config.training;
    this.trainer = trainer;
    this.last = new Float64Array(trainer.recordLength);
    this.best = earlyStopping?.restoreBest ? new Float64Array(trainer.recordLength) : null;
  }

  /** The record of the epoch that a run came to. */
  recordOf(state: 'completed' | 'diverged'): Float64Array {
    return state === 'completed' ? (this.best ?? this.last) : this.last;
  }

  write(record: Float64Array, epoch: number): void {
    this.last.set(record);
    if (this.trainer.bestEpoch === epoch) this.best?.set(record);
  }

  flush(): void {}
}

/** Cuts what is kept of the records into pieces, each in a buffer of its own that is handed over, not copied. */
class PieceWriter implements RecordSink {
  private readonly end: WorkerEnd;
  private readonly keys: KeyEpochs;
  private piece = new Float64Array(PIECE_NUMBERS);
  private filled = 0;
  private offset = 0;

  constructor(end: WorkerEnd, keys: KeyEpochs) {
    this.end = end;
    this.keys = keys;
  }

  write(record: Float64Array, epoch: number): void {
    const kept = this.keys.kept(record, epoch);
    if (this.filled + kept.length < this.piece.length) {
      this.piece.set(kept, this.filled); // most records: no view of their parts is made
      this.filled += kept.length;
      return;
    }
    for (let from = 0; from < kept.length;) {
      const n = Math.min(kept.length - from, this.piece.length - this.filled);
      this.piece.set(kept.subarray(from, from + n), this.filled);
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
