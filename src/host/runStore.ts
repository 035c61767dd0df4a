import * as vscode from 'vscode';
import type { TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { Run, hasEnded } from '#session/run';
import { describeConfig } from '#session/runName';
import { TrainingQueue } from '#session/trainingQueue';
import { TrainingSession } from '#session/trainingSession';
import type { SessionSurroundings } from '#session/trainingSession';
import { historiesToForget } from './memoryBudget.ts';
import type { KeptHistory } from './memoryBudget.ts';
import { parametersHash } from './parametersHash.ts';
import { haltOf, readRecord, resultOf } from './runRecord.ts';
import type { RunRecord } from './runRecord.ts';

const MEMORY_KEY = 'irisNetwork.runs';
const MOST_RUNS = 50;
const MOST_AT_ONCE = 2; // trainings; the others wait, and the editor has processors left

/** A run of this window: what is remembered of it and, once it has been trained or replayed here, the run itself. */
export interface RunEntry {
  readonly record: RunRecord;
  readonly run: Run | null;
}

/** What the runs need from the extension. */
export interface RunStoreServices {
  readonly memory: vscode.Memento;
  readonly surroundings: SessionSurroundings;
  readonly log: vscode.LogOutputChannel;
  /** The data to train on. */
  dataset(): Promise<Dataset>;
}

interface MutableEntry {
  record: RunRecord;
  run: Run | null;
  session: TrainingSession | null;
  startedAt: number;
}

/** The runs of this window, newest first, and which of them is shown. Owns their sessions. */
export class RunStore implements vscode.Disposable {
  private readonly services: RunStoreServices;
  private readonly entries: MutableEntry[] = [];
  private readonly queue = new TrainingQueue(MOST_AT_ONCE);
  private shownId: string | null = null;
  private newId: string | null = null;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly showing = new vscode.EventEmitter<Run | null>();
  private readonly runChanged = new vscode.EventEmitter<Run>();
  /** The list, a status or a result has changed. */
  readonly onDidChange = this.changed.event;
  /** Another run is shown. */
  readonly onDidShow = this.showing.event;
  /** A run has grown or moved on. */
  readonly onDidChangeRun = this.runChanged.event;

  constructor(services: RunStoreServices) {
    this.services = services;
    for (const value of services.memory.get<unknown[]>(MEMORY_KEY, [])) {
      const record = readRecord(value);
      if (record) this.entries.push({ record, run: null, session: null, startedAt: 0 });
    }
  }

  get all(): readonly RunEntry[] {
    return this.entries;
  }

  /** The run that the inspector and the Layers view show. */
  get shown(): Run | null {
    return this.find(this.shownId)?.run ?? null;
  }

  /** Was this run started last, and no run opened since? */
  isNew({ id }: Run): boolean {
    return id === this.newId;
  }

  /** Starts a new run and shows it. @throws RangeError when the configuration does not fit the data */
  async start(config: TrainingConfig): Promise<Run> {
    const dataset = await this.services.dataset();
    const id = crypto.randomUUID();
    const run = new Run({ id, name: describeConfig(config), config, dataset });
    const record: RunRecord = {
      id,
      number: 1 + Math.max(0, ...this.entries.map((entry) => entry.record.number)),
      name: run.name,
      config: run.config,
      status: run.status,
      states: 0,
      durationMs: 0,
      result: null,
      parametersHash: '',
    };
    const entry: MutableEntry = { record, run, session: null, startedAt: 0 };
    this.entries.unshift(entry);
    this.entries.splice(MOST_RUNS).forEach((old) => this.letGo(old));
    this.newId = id;
    this.train(entry, run);
    this.show(id);
    return run;
  }

  /** Shows a run; one that is only remembered is replayed first, to the same bits. */
  async open(id: string): Promise<Run | null> {
    const entry = this.find(id);
    if (!entry) return null;
    const dataset = await this.services.dataset();
    if (!entry.run) {
      const { name, config } = entry.record;
      entry.run = new Run({ id, name, config, dataset });
      this.train(entry, entry.run);
    }
    this.newId = null;
    this.show(id);
    return entry.run;
  }

  pause(id: string): void {
    this.find(id)?.session?.pause();
  }

  resume(id: string): void {
    this.find(id)?.session?.resume();
  }

  stop(id: string): void {
    this.find(id)?.session?.stop();
  }

  /** Forgets a run; one that still trains is stopped. */
  remove(id: string): void {
    const index = this.entries.findIndex(({ record }) => record.id === id);
    const [entry] = index < 0 ? [] : this.entries.splice(index, 1);
    if (!entry) return;
    this.letGo(entry);
    this.save();
    if (this.shownId === id) this.show(this.entries.find(({ run }) => run)?.record.id ?? null);
    this.changed.fire();
  }

  dispose(): void {
    for (const { session } of this.entries) session?.dispose();
    for (const emitter of [this.changed, this.showing, this.runChanged]) emitter.dispose();
  }

  private train(entry: MutableEntry, run: Run): void {
    const expectedHash = entry.record.parametersHash;
    const halt = haltOf(entry.record);
    entry.startedAt = performance.now();
    const session = new TrainingSession(run, this.services.surroundings);
    entry.session = session;
    run.grown.on(() => this.runChanged.fire(run));
    run.moved.on(() => {
      this.update(entry, run);
      this.runChanged.fire(run);
      if (hasEnded(run.status.state))
        this.sign(entry, run, expectedHash).catch((error: unknown) => {
          this.services.log.error(String(error));
        });
    });
    this.queue.add(run, () => {
      entry.startedAt = performance.now();
      session.start(halt);
    });
  }

  /** Brings the record up to the run. The clock counts training only: a replay does not change a known duration. */
  private update(entry: MutableEntry, run: Run): void {
    const { record } = entry;
    const now = performance.now();
    const ran = record.status.state === 'running' && record.parametersHash === '';
    entry.record = {
      ...record,
      status: run.status,
      states: run.history.length,
      durationMs: record.durationMs + (ran ? now - entry.startedAt : 0),
      result: resultOf(run),
    };
    entry.startedAt = now;
    this.save();
    this.changed.fire();
  }

  /** Adds the hash of all states to an ended run, and checks that a replay gave the bits it gave before. */
  private async sign(entry: MutableEntry, run: Run, expected: string): Promise<void> {
    const hash = await parametersHash(run.history);
    if (expected !== '' && expected !== hash) {
      this.services.log.error(
        `Replaying "${run.name}" gave other states than before (${hash}, not ${expected}).`,
      );
    }
    entry.record = { ...entry.record, parametersHash: hash };
    this.save();
    this.changed.fire();
  }

  private show(id: string | null): void {
    this.shownId = id;
    this.forgetHistories();
    this.showing.fire(this.shown);
    this.changed.fire();
  }

  /** Ends the training of a run that nobody will look at any more, and frees its memory. */
  private letGo(entry: MutableEntry): void {
    entry.session?.dispose();
    entry.session = null;
    entry.run?.move({ state: 'stopped' }); // whoever waits for its end hears of it; an ended run stays as it is
    if (entry.run) this.queue.remove(entry.run);
    entry.run = null;
  }

  /** Keeps all histories together within bounds: of the oldest only the record stays. */
  private forgetHistories(): void {
    const kept = this.entries.flatMap(({ record, run }): KeptHistory[] => {
      if (!run) return [];
      const isNeeded = record.id === this.shownId || !hasEnded(run.status.state);
      return [{ id: record.id, bytes: run.history.data.byteLength, use: isNeeded ? 'needed' : 'ended' }];
    });
    for (const id of historiesToForget(kept)) {
      const entry = this.find(id);
      if (entry) this.letGo(entry);
    }
  }

  private find(id: string | null): MutableEntry | undefined {
    return this.entries.find(({ record }) => record.id === id);
  }

  private save(): void {
    const records = this.entries.map(({ record }) => record);
    this.services.memory
      .update(MEMORY_KEY, records)
      .then(undefined, (error: unknown) => this.services.log.error(String(error)));
  }
}
