import * as vscode from 'vscode';
import type { TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import type { SampledTable } from '#engine/rowSample';
import { Run, hasEnded } from '#session/run';
import { TrainingQueue } from '#session/trainingQueue';
import { LiveTraining } from '#session/liveTraining';
import type { LiveRun } from '#session/liveTraining';
import type { Digests } from '#session/savedRun';
import { TrainingSession } from '#session/trainingSession';
import type { PoolSurroundings, WorkerPool } from '#session/workerPool';
import { historiesToForget } from './memoryBudget.ts';
import type { KeptHistory } from './memoryBudget.ts';
import { rememberRuns, rememberedRuns } from './runMemory.ts';
import { bringUp, entryOf, rememberedEntry } from './runEntry.ts';
import type { OwnEntry, RunEntry } from './runEntry.ts';
import { planDataset, planName, sameRun } from './runPlan.ts';
import type { DataFile, RunPlan } from './runPlan.ts';
import { haltOf, isReplayable } from './runRecord.ts';

const MOST_RUNS = 50;
const MOST_AT_ONCE = 2; // trainings; the others wait, and the editor has processors left

/** What the runs need from the extension. */
export interface RunStoreServices {
  readonly memory: vscode.Memento;
  readonly pool: WorkerPool;
  readonly surroundings: PoolSurroundings;
  readonly digests: Digests;
  readonly log: vscode.LogOutputChannel;
  /** The data to train on; null: the bundled iris. @throws Error that says what is wrong with them */
  dataset(data: DataFile | null): Promise<Dataset>;
  /** What is shown of them where they are too large to be shown as a whole. @throws MisfitError as `prepareExperiment` */
  sampled(config: TrainingConfig, dataset: Dataset): Promise<SampledTable | null>;
}

/** The runs of this window, newest first, at most one of them a draft, and which of them is shown. Owns their sessions. */
export class RunStore implements vscode.Disposable {
  private readonly services: RunStoreServices;
  private readonly entries: OwnEntry[];
  private readonly queue = new TrainingQueue(MOST_AT_ONCE);
  private shownId: string | null = null;
  private newId: string | null = null;
  private beforeDraftId: string | null = null;
  private readonly live: LiveTraining;
  private lastWish = 0; // the number of the last draft that was asked for, or of what took its place
  private readonly plans = new WeakMap<Run, RunPlan>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly showing = new vscode.EventEmitter<Run | null>();
  private readonly runChanged = new vscode.EventEmitter<Run>();
  private readonly kept = new vscode.EventEmitter<Run>();
  /** The list, a status or a result has changed. */
  readonly onDidChange = this.changed.event;
  /** Another run is shown. */
  readonly onDidShow = this.showing.event;
  /** A run has grown or moved on. */
  readonly onDidChangeRun = this.runChanged.event;
  /** A draft has become a run that stays. */
  readonly onDidKeep = this.kept.event;

  constructor(services: RunStoreServices) {
    this.services = services;
    this.entries = rememberedRuns(services.memory).map(rememberedEntry);
    this.live = new LiveTraining(services.pool, services.surroundings, (live) => this.adopt(live));
  }

  get all(): readonly RunEntry[] {
    return this.entries;
  }

  /** The run that the inspector and the Layers view show. */
  get shown(): Run | null {
    return this.find(this.shownId)?.run ?? null;
  }

  /** What is remembered of a run. */
  recordOf(id: string): RunEntry['record'] | null {
    return this.find(id)?.record ?? null;
  }

  /** Was this run started last, and no run opened since? */
  isNew({ id }: Run): boolean {
    return id === this.newId;
  }

  /** Is this run a draft that has not been kept? */
  isDraft({ id }: Run): boolean {
    return this.find(id)?.isDraft ?? false;
  }

  /** The run that was shown before the draft, while the draft is shown. */
  get beforeDraft(): Run | null {
    const { shown } = this;
    return shown && this.isDraft(shown) ? (this.find(this.beforeDraftId)?.run ?? null) : null;
  }

  /** Starts a new run and shows it. @throws RangeError when the configuration does not fit the data */
  async start(plan: RunPlan): Promise<Run> {
    const run = await this.newRun(plan);
    this.cancelDraft();
    const entry = this.add(run, null);
    this.entries.splice(MOST_RUNS).forEach((old) => this.letGo(old));
    this.newId = run.id;
    this.train(entry, run);
    this.save(); // one that waits is known too, if the window is reloaded meanwhile
    this.show(run.id);
    return run;
  }

  /**
   * Trains a configuration as the draft: it takes the place of the draft before it and is shown once there is something
   * to see. Of configurations that come faster than they can be trained the last one counts.
   *
   * @throws RangeError when the configuration does not fit the data
   */
  async draft(plan: RunPlan): Promise<void> {
    const wish = ++this.lastWish;
    const run = await this.newRun(plan);
    if (wish === this.lastWish) this.live.want(run); // nothing else has been asked for meanwhile
  }

  private cancelDraft(): void {
    this.lastWish++;
    this.live.cancel();
  }

  /** Makes the draft a run that stays, if there is one, of this plan where one is given. */
  keepDraft(plan?: RunPlan): Run | null {
    const entry = this.entries.find(({ isDraft }) => isDraft);
    if (!entry?.run || (plan && !sameRun(entry.record, plan))) return null;
    const { run } = entry;
    this.cancelDraft();
    entry.isDraft = false;
    this.signEnded(entry, run, '');
    this.save();
    this.changed.fire();
    this.kept.fire(run);
    return run;
  }

  /** Shows the run of a plan, the newest of those that stay; a new one where there is none. */
  async openOrStart(plan: RunPlan): Promise<void> {
    const known = this.entries.find(
      ({ record, isDraft }) => !isDraft && record.status.state !== 'failed' && sameRun(record, plan),
    );
    await (known ? this.open(known.record.id) : this.start(plan));
  }

  /** Shows a run; one that is only remembered is replayed first, to the same bits. */
  async open(id: string): Promise<Run | null> {
    if (!this.find(id)) return null;
    this.cancelDraft();
    const run = await this.recall(id);
    this.newId = null;
    this.show(id);
    return run;
  }

  /** A run of this window, without showing it; one that is only remembered begins to be replayed, to the same bits. */
  async recall(id: string): Promise<Run | null> {
    const entry = this.find(id);
    if (!entry) return null;
    if (entry.run && !(entry.isReplay && entry.run.status.state === 'failed')) return entry.run;
    entry.recalled ??= this.replay(entry).finally(() => (entry.recalled = null));
    return entry.recalled; // the same one for all who ask meanwhile
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
    this.cancelDraft();
    for (const { session } of this.entries) session?.dispose();
    for (const emitter of [this.changed, this.showing, this.runChanged, this.kept]) emitter.dispose();
  }

  private async replay(entry: OwnEntry): Promise<Run> {
    const { id, name, config, data } = entry.record;
    const dataset = planDataset(entry.record, await this.services.dataset(data));
    const sampled = await this.services.sampled(config, dataset);
    const run = new Run({ id, name, config, dataset, sampled });
    entry.run = run;
    this.train(entry, run);
    this.forgetHistories();
    return run;
  }

  private async newRun(plan: RunPlan): Promise<Run> {
    const named = await this.services.dataset(plan.data);
    const [name, dataset] = [planName(plan, named), planDataset(plan, named)];
    const { config } = plan;
    const sampled = await this.services.sampled(config, dataset);
    const run = new Run({ id: crypto.randomUUID(), name, config, dataset, sampled });
    this.plans.set(run, plan);
    return run;
  }

  /** Lists a new run; `number` is that of the run whose place it takes, if it takes one. */
  private add(run: Run, number: number | null): OwnEntry {
    const next = 1 + Math.max(0, ...this.entries.map(({ record }) => record.number));
    const { data = null, origin = null, relabelling, unbroken } = this.plans.get(run) ?? {};
    const plan = { data, origin, ...(relabelling && { relabelling }), ...(unbroken && { unbroken }) };
    const entry = entryOf(run, number ?? next, plan);
    this.entries.unshift(entry);
    return entry;
  }

  /** Puts a live run in the place of the draft before it, and shows it. */
  private adopt({ run, session, startedAt }: LiveRun): void {
    const at = this.entries.findIndex(({ isDraft }) => isDraft);
    const [old] = at < 0 ? [] : this.entries.splice(at, 1);
    if (old) this.letGo(old);
    const entry = this.add(run, old?.record.number ?? null);
    const now = this.services.surroundings.now();
    Object.assign(entry, { isDraft: true, session, startedAt: now });
    entry.record = { ...entry.record, durationMs: now - startedAt };
    if (this.shownId !== old?.record.id) this.beforeDraftId = this.shownId;
    this.follow(entry, run, '');
    this.show(run.id);
  }

  private train(entry: OwnEntry, run: Run): void {
    const halt = haltOf(entry.record);
    entry.isReplay = isReplayable(entry.record);
    entry.startedAt = this.services.surroundings.now();
    const session = new TrainingSession(run, this.services.pool);
    entry.session = session;
    this.follow(entry, run, entry.isReplay ? entry.record.parametersHash : '');
    this.queue.add(run, () => {
      entry.startedAt = this.services.surroundings.now();
      session.start(halt);
    });
  }

  private follow(entry: OwnEntry, run: Run, expectedHash: string): void {
    run.grown.on(() => this.runChanged.fire(run));
    run.moved.on(() => {
      bringUp(entry, run, this.services.surroundings.now());
      this.save();
      this.changed.fire();
      this.runChanged.fire(run);
      if (!entry.isDraft) this.signEnded(entry, run, expectedHash);
    });
  }

  private signEnded(entry: OwnEntry, run: Run, expectedHash: string): void {
    if (!hasEnded(run.status.state) || entry.isReplay) return; // a replay that has failed says nothing of the run
    this.sign(entry, run, expectedHash).catch((error: unknown) => this.services.log.error(String(error)));
  }

  /** Adds the hash of all states to an ended run, and checks that a replay gave the bits it gave before. */
  private async sign(entry: OwnEntry, run: Run, expected: string): Promise<void> {
    const hash = await this.services.digests.parametersHash(run.history);
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
  private letGo(entry: OwnEntry): void {
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
      const isLooked = record.id === this.shownId || record.id === this.beforeDraftId;
      const isNeeded = isLooked || !hasEnded(run.status.state);
      return [{ id: record.id, bytes: run.history.data.byteLength, use: isNeeded ? 'needed' : 'ended' }];
    });
    for (const id of historiesToForget(kept)) {
      const entry = this.find(id);
      if (entry) this.letGo(entry);
    }
  }

  private find(id: string | null): OwnEntry | undefined {
    return this.entries.find(({ record }) => record.id === id);
  }

  private save(): void {
    const records = this.entries.filter(({ isDraft }) => !isDraft).map(({ record }) => record);
    rememberRuns(this.services.memory, records).catch((error: unknown) =>
      this.services.log.error(String(error)),
    );
  }
}
