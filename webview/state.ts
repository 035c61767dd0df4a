import { batch, computed, effect, signal } from '@preact/signals';
import type { Alert } from '#engine/alerts';
import type { CellAddress, EpochArrays } from '#engine/arrays';
import type { TrainingEvent } from '#engine/trainingEvents';
import { explain } from '#engine/explain';
import type { Explanation } from '#engine/explain';
import { phasesIn } from '#engine/phases';
import type { Divergence } from '#engine/divergence';
import type { HistoryPiece, RunHeader, RunStatus, SeedSweep, Selection } from '#protocol/api';
import { firstLook, fitting, following, hasCell, selectionOf } from './cells.ts';
import { DraftState } from './draft.ts';
import { LessonState } from './lessonState.ts';
import { PastReader } from './pastReader.ts';
import { PhaseStepper } from './phaseStepper.ts';
import { ARRIVING_STEP_MS, Player } from './player.ts';
import type { Clock, Timeline } from './player.ts';
import { ShownRun } from './run.ts';
import type { Shown } from './run.ts';
import { DEFAULT_OPTIONS, TABS, ownOptions } from './viewOptions.ts';
import type { Tab, ViewOptions } from './viewOptions.ts';

/** The row, and the unit or layer, that every view marks. Layer 0 is the input, the last one the output. */
export interface Chosen {
  readonly row: number;
  readonly layer: number;
  readonly unit: number | null; // null: the whole layer
}

/** What is worth keeping when the page is hidden and forgets everything. */
export interface KeptView {
  readonly runId: string;
  readonly epoch: number;
  readonly following: boolean;
  readonly speed: number; // of play, one of SPEEDS
  readonly chosen: Chosen | null; // null: never chosen by the person
  readonly cell: CellAddress | null;
  readonly phase: number | null;
  readonly options: ViewOptions;
}

/** A weight, by the units that it joins. Layer 1 leads from the input to the first layer. */
export interface WeightAddress {
  readonly layer: number;
  readonly input: number;
  readonly unit: number;
}

/**
 * The page's state: what the host has sent, and what the person looks at. Views read the signals.
 *
 * `version` says that the history has grown; it changes at most once per frame, however many pieces arrive.
 */
export class InspectorState {
  readonly run = signal<ShownRun | null>(null);
  /** Has the host said which run it shows, or that there is none? */
  readonly answered = signal(false);
  readonly status = signal<RunStatus>({ state: 'idle' });
  /** How many states the host is known to have. */
  readonly nStates = signal(0);
  readonly version = signal(0);
  /** Counts the drawings of the curves, for what is drawn above them. */
  readonly curvesDrawn = signal(0);
  readonly chosen = signal<Chosen>({ row: 0, layer: 0, unit: 0 });
  readonly chosenByPerson = signal(false);
  /** The number whose arithmetic is open. */
  readonly cell = signal<CellAddress | null>(null);
  /** The number that the pointer is on, or those that a term under the pointer comes from. */
  readonly hovered = signal<readonly CellAddress[]>([]);
  readonly options = signal<ViewOptions>(DEFAULT_OPTIONS);
  private readonly past: PastReader;
  /** How many epochs of the run's past have been read for events, lives and ranges. */
  readonly nRead = computed(() => (this.run.value?.chronicle ? this.past.nRead.value : 0));
  /** Have all epochs been read that the run will ever have? Then what is said of them is final. */
  readonly pastIs = computed<'open' | 'final'>(() =>
    this.ended.value && this.nRead.value > this.newest.value ? 'final' : 'open',
  );
  /** What happened in those epochs, by epoch; nothing where the run is too large to be read as a whole. */
  readonly events = computed<readonly TrainingEvent[]>(() => {
    void this.nRead.value;
    return this.run.value?.chronicle?.events(this.pastIs.value) ?? [];
  });
  /** What is wrong with the run as far as it has been read, the worst first. */
  readonly alerts = computed<readonly Alert[]>(() => {
    void this.past.nRead.value;
    const status = this.status.value;
    return this.run.value?.alertLog.alerts(status.state === 'diverged' ? divergenceOf(status) : null) ?? [];
  });
  /** Have all epochs been read of which alerts can tell? */
  readonly alertsAre = computed<'open' | 'final'>(() =>
    this.ended.value && this.past.nRead.value > this.newest.value ? 'final' : 'open',
  );
  /** Does nobody answer the page any more? */
  readonly hostIsGone = signal(false);
  /** The list that lies over the page. */
  readonly dialog = signal<'keys' | 'events' | null>(null);
  /** What the configuration that the run was started from says by now that it did not then; null: nothing. */
  readonly movedOn = signal<string | null>(null);
  /** The last sweep of seeds; null: there has been none. */
  readonly sweep = signal<SeedSweep | null>(null);
  readonly draft = new DraftState(this.run);
  readonly lessons: LessonState;
  readonly player: Player;
  readonly phases: PhaseStepper;

  /** The tabs that there are. */
  readonly tabs = computed<readonly Tab[]>(() =>
    TABS.filter((tab) => tab !== 'seeds' || this.sweep.value !== null),
  );
  readonly tab = computed<Tab>(() => {
    const { tab } = this.options.value;
    return this.tabs.value.includes(tab) ? tab : DEFAULT_OPTIONS.tab;
  });

  readonly newest = computed(() => {
    void this.version.value;
    return this.run.value?.newest ?? -1;
  });
  /** Nothing more will come. The states of a run that has ended may still be under way to the page. */
  readonly ended = computed(() => !isLive(this.status.value) && this.newest.value + 1 >= this.nStates.value);
  /** Had the states that the host told of last not arrived when it told of more? */
  private readonly fellBehind = signal(false);
  /** Does the page lack states that it could have? While a run trains the last ones are always under way. */
  readonly isBehind = computed(
    () =>
      this.newest.value + 1 < this.nStates.value &&
      (this.status.value.state !== 'running' || this.fellBehind.value),
  );
  /** Is the last state of a run shown that has ended? No training followed it. */
  readonly isLastState = computed(() => this.ended.value && this.player.epoch.value === this.newest.value);
  /** The length of the time axis: the planned epochs while more may come, then those that there are. */
  readonly span = computed(() => {
    const run = this.run.value;
    if (!run) return 0;
    return this.ended.value ? Math.max(this.newest.value, 0) : run.total;
  });
  /** Does the cursor move by itself? */
  readonly moving = computed(() => {
    void this.ended.value;
    void this.newest.value;
    return this.player.isMoving();
  });
  readonly scale = computed(() => {
    void this.version.value;
    return this.run.value?.scale ?? 1;
  });
  /** The epoch shown and all that follows from it. */
  readonly shown = computed<Shown | null>(() => {
    const run = this.run.value;
    const epoch = this.player.epoch.value;
    return run && epoch !== null && epoch < run.history.length ? run.derive(epoch) : null;
  });
  /** All arrays of the epoch shown, the backward pass included: derived only where something reads it. */
  readonly arrays = computed<EpochArrays | null>(() => {
    const run = this.run.value;
    const shown = this.shown.value;
    return run && shown ? run.arrays(shown.epoch) : null;
  });
  /** The arithmetic of the open number at the epoch shown. */
  readonly explanation = computed<Explanation | null>(() => {
    const cell = this.cell.value;
    const run = this.run.value;
    const arrays = this.arrays.value;
    const epoch = this.player.epoch.value;
    if (!cell || !run || !arrays || epoch === null) return null;
    const isParameter = cell.name === 'W' || cell.name === 'b';
    const made = isParameter && epoch > 0 && !run.experiment.sample; // an update sums over all training rows
    return explain(arrays, made ? run.arraysBefore(epoch) : null, cell);
  });

  /** The weight whose value, gradient or update is open. */
  readonly chosenWeight = computed<WeightAddress | null>(() => {
    const cell = this.cell.value;
    if (cell?.name !== 'W' && cell?.name !== 'dW' && cell?.name !== 'newW') return null;
    return { layer: cell.layer, input: cell.row, unit: cell.column };
  });

  private readonly clock: Clock;
  private framePending = false;
  private lastAnnounced = -Infinity;

  constructor(clock: Clock, prefersJumps: () => boolean) {
    this.clock = clock;
    this.player = new Player(clock, () => this.timeline(), prefersJumps);
    const { player, newest, ended, run } = this;
    this.past = new PastReader(
      clock,
      () => run.peek(),
      () => ended.peek(),
    );
    this.phases = new PhaseStepper(clock, {
      epoch: () => player.epoch.peek(),
      newest: () => newest.peek(),
      ended: () => ended.peek(),
      seek: (epoch) => player.seek(epoch),
    });
    this.lessons = new LessonState({
      ...{ run, status: this.status, ended, options: this.options },
      isKnown: computed(() => this.alertsAre.value === 'final'),
      setOptions: (part) => this.setOptions(part),
    });
    effect(() => {
      if (!this.ended.value || this.newest.value < 0) return;
      this.lookWhereItMatters();
      player.grown(); // an epoch that is waited for may never come
    });
    effect(() => {
      void player.epoch.value;
      void ended.value;
      this.phases.fit();
    });
  }

  /**
   * Starts over with a run, as its own kept view has it; with the options of another where it has none. A draft whose
   * curves come before its states waits for these, and is then looked at as the run before it was.
   *
   * @throws RangeError when its configuration does not fit its data
   */
  showRun(header: RunHeader, kept: KeptView | null): void {
    const run = new ShownRun(header);
    const waits = header.curves !== null && this.run.value !== null;
    this.draft.pending.value = waits ? run : null;
    if (waits) return;
    const isKnown = kept?.runId === header.id;
    this.put(run, header.isDraft && !isKnown ? (this.sameView(run) ?? kept) : kept);
  }

  /** The view of the run that is shown, for another one. */
  private sameView(run: ShownRun): KeptView | null {
    const view = this.view();
    if (!view) return null;
    const { question, answers, game } = DEFAULT_OPTIONS; // what was said of one run is not said of another
    const options = { ...view.options, question, answers, game };
    return { ...view, runId: run.header.id, chosen: this.chosen.value, options };
  }

  private put(run: ShownRun, kept: KeptView | null): void {
    const { header } = run;
    const isFirst = this.run.value === null;
    const options = (isFirst ? kept?.options : null) ?? this.options.value;
    batch(() => {
      if (isFirst && kept) this.player.speed.value = kept.speed;
      this.run.value = run;
      this.answered.value = true;
      this.movedOn.value = null;
      this.status.value = header.status;
      this.nStates.value = header.nStates;
      this.fellBehind.value = header.nStates > 0;
      this.version.value++;
      const known = kept?.runId === header.id ? kept : null;
      this.chosenByPerson.value = (known?.chosen ?? null) !== null;
      this.chosen.value = fitting(run, known?.chosen ?? firstLook(run));
      this.cell.value = known?.cell && hasCell(run.experiment, known.cell) ? known.cell : null;
      this.hovered.value = [];
      this.phases.setPhases(phasesIn(run.experiment), known?.phase ?? null);
      // how a person likes to look goes from run to run; what they look at belongs to the run
      this.options.value = { ...options, ...ownOptions(known?.options ?? DEFAULT_OPTIONS) };
      this.past.startOver();
      this.dialog.value = null;
      if (!known && header.isNew) this.player.introduce();
      else if (!known || known.following) this.player.follow();
      else this.player.restore(known.epoch);
    });
  }

  /** The draft that was waited for is there: the same view of another run. */
  private putPending(run: ShownRun): void {
    const view = this.sameView(run);
    batch(() => {
      this.draft.pending.value = null;
      this.put(run, view);
      this.player.seek(view?.epoch ?? run.newest); // it is there already, so that nothing is blank in between
    });
    this.past.read();
  }

  showSweep(sweep: SeedSweep | null): void {
    batch(() => {
      this.sweep.value = sweep;
      if (sweep?.isNew) this.setOptions({ tab: 'seeds' });
    });
  }

  /** The host has no run to show. */
  showNothing(): void {
    batch(() => {
      this.draft.pending.value = null;
      this.run.value = null;
      this.answered.value = true;
      this.cell.value = null;
      this.hovered.value = [];
    });
  }

  /** @throws RangeError when a piece was lost */
  receive(piece: HistoryPiece): void {
    const pending = this.draft.pending.value;
    if (pending?.header.id === piece.runId) {
      pending.receive(piece);
      if (pending.newest + 1 >= pending.header.nStates) this.putPending(pending);
      return;
    }
    const run = this.run.value;
    if (run?.header.id !== piece.runId) return; // the end of a run that is no longer shown
    run.receive(piece);
    this.announce();
  }

  showStatus(runId: string, status: RunStatus, nStates: number): void {
    const run = this.run.value;
    if (run?.header.id !== runId) return;
    const hasMoved = status.state !== this.status.peek().state;
    batch(() => {
      this.fellBehind.value = run.newest + 1 < this.nStates.peek();
      this.nStates.value = nStates;
      if (!hasMoved) return;
      this.version.value++; // so that all that has arrived counts before the run is said to have ended
      this.status.value = status;
    });
    if (hasMoved) this.player.grown();
  }

  /** Marks what was chosen here or in the side panel; what is null stays as it is. */
  select({ row, layer, unit }: Selection): void {
    const run = this.run.value;
    if (!run) return;
    const { chosen } = this;
    const next = layer === null ? { ...chosen.value } : { ...chosen.value, layer, unit };
    batch(() => {
      chosen.value = fitting(run, row === null ? next : { ...next, row });
      this.cell.value = following(run.experiment, this.cell.value, chosen.value);
      this.chosenByPerson.value = true;
    });
  }

  /** Opens the arithmetic of a number, and selects what it belongs to; null closes it. */
  open(cell: CellAddress | null): void {
    const run = this.run.value;
    if (!run || (cell && !hasCell(run.experiment, cell))) return;
    batch(() => {
      this.cell.value = cell;
      if (!cell) this.hovered.value = [];
      else this.select(selectionOf(run.experiment, cell));
    });
  }

  setOptions(part: Partial<ViewOptions>): void {
    this.options.value = { ...this.options.value, ...part };
  }

  /** The view as it should come back. */
  view(): KeptView | null {
    const run = this.run.value;
    const epoch = this.player.target;
    if (!run || epoch === null) return null;
    return {
      runId: run.header.id,
      epoch,
      following: this.player.motion.value === 'following' && this.moving.value,
      speed: this.player.speed.value,
      chosen: this.chosenByPerson.value ? this.chosen.value : null,
      cell: this.cell.value,
      phase: this.phases.index.value,
      options: this.options.value,
    };
  }

  private timeline(): Timeline {
    const run = this.run.peek();
    return { newest: run?.newest ?? -1, total: run?.total ?? 0, ended: this.ended.peek() };
  }

  private announce(): void {
    this.player.grown();
    const run = this.run.peek();
    // reading the past of what is only catching up would keep the rest waiting
    const known = isLive(this.status.peek()) ? run?.header.nStates : this.nStates.peek();
    if (run && run.newest + 1 >= (known ?? 0)) this.past.read();
    if (this.framePending) return;
    this.framePending = true;
    this.announceInFrame();
  }

  /** Everything that depends on the history is drawn again, so this waits until the last time is a while ago. */
  private announceInFrame(): void {
    this.clock.frame(() => {
      const now = this.clock.now();
      const wait = this.lastAnnounced + ARRIVING_STEP_MS - now;
      if (!this.run.peek()?.isWhole && wait > 0) {
        this.clock.after(wait, () => this.announceInFrame());
        return;
      }
      this.lastAnnounced = now;
      this.framePending = false;
      this.version.value++;
    });
  }

  private lookWhereItMatters(): void {
    const run = this.run.peek();
    if (!run || this.chosenByPerson.peek()) return;
    this.chosen.value = fitting(run, run.pointOfInterest(run.newest));
  }
}

/** May more states come of a run? */
export function isLive({ state }: RunStatus): boolean {
  return state === 'idle' || state === 'running' || state === 'paused';
}

function divergenceOf({ epoch, where }: Extract<RunStatus, { readonly state: 'diverged' }>): Divergence {
  return { epoch, where };
}
