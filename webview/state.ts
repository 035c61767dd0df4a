import { batch, computed, effect, signal } from '@preact/signals';
import type { HistoryPiece, RunHeader, RunStatus, Selection } from '#protocol/api';
import { ARRIVING_STEP_MS, Player } from './player.ts';
import type { Clock, Timeline } from './player.ts';
import { ShownRun } from './run.ts';
import type { Shown } from './run.ts';

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
  readonly chosen: Chosen | null; // null: never chosen by the person
}

/**
 * The page's state: what the host has sent, and what the person looks at. Views read the signals.
 *
 * `version` says that the history has grown; it changes at most once per frame, however many pieces arrive.
 */
export class InspectorState {
  readonly run = signal<ShownRun | null>(null);
  readonly status = signal<RunStatus>({ state: 'idle' });
  readonly version = signal(0);
  /** Counts the drawings of the curves, for what is drawn above them. */
  readonly curvesDrawn = signal(0);
  readonly chosen = signal<Chosen>({ row: 0, layer: 0, unit: 0 });
  readonly chosenByPerson = signal(false);
  readonly player: Player;

  readonly newest = computed(() => {
    void this.version.value;
    return this.run.value?.newest ?? -1;
  });
  /** Nothing more will come. A completed run may still be under way to the page. */
  readonly ended = computed(() => {
    const { state } = this.status.value;
    if (state === 'completed') return this.newest.value === this.run.value?.total;
    return state === 'stopped' || state === 'diverged' || state === 'failed';
  });
  /** The length of the time axis: the planned epochs while more may come, then those that there are. */
  readonly span = computed(() => {
    const run = this.run.value;
    if (!run) return 0;
    return this.ended.value ? Math.max(this.newest.value, 0) : run.total;
  });
  /** Does the cursor move by itself? */
  readonly moving = computed(() => {
    const atEnd = this.ended.value && this.player.epoch.value === this.newest.value;
    return this.player.motion.value !== 'resting' && !atEnd;
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

  private readonly clock: Clock;
  private framePending = false;
  private lastAnnounced = -Infinity;

  constructor(clock: Clock, prefersJumps: () => boolean) {
    this.clock = clock;
    this.player = new Player(clock, () => this.timeline(), prefersJumps);
    effect(() => {
      if (this.ended.value && this.newest.value >= 0) this.lookWhereItMatters();
    });
  }

  /** Starts over with a run. @throws RangeError when its configuration does not fit its data */
  showRun(header: RunHeader, kept: KeptView | null): void {
    const run = new ShownRun(header);
    batch(() => {
      this.run.value = run;
      this.status.value = header.status;
      this.version.value++;
      const known = kept?.runId === header.id ? kept : null;
      this.chosenByPerson.value = (known?.chosen ?? null) !== null;
      this.chosen.value = fitting(run, known?.chosen ?? firstLook(run));
      if (!known) this.player.introduce();
      else if (known.following) this.player.follow();
      else this.player.restore(known.epoch);
    });
  }

  /** @throws RangeError when a piece was lost */
  receive(piece: HistoryPiece): void {
    const run = this.run.value;
    if (run?.header.id !== piece.runId) return; // the end of a run that is no longer shown
    run.receive(piece);
    this.announce();
  }

  showStatus(runId: string, status: RunStatus): void {
    if (this.run.value?.header.id !== runId) return;
    batch(() => {
      this.version.value++; // so that all that has arrived counts before the run is said to have ended
      this.status.value = status;
    });
    this.player.grown();
  }

  /** Marks what was chosen here or in the side panel; what is null stays as it is. */
  select({ row, layer, unit }: Selection): void {
    const run = this.run.value;
    if (!run) return;
    const { chosen } = this;
    const next = layer === null ? { ...chosen.value } : { ...chosen.value, layer, unit };
    chosen.value = fitting(run, row === null ? next : { ...next, row });
    this.chosenByPerson.value = true;
  }

  /** The view as it should come back. */
  view(): KeptView | null {
    const run = this.run.value;
    const epoch = this.player.epoch.value;
    if (!run || epoch === null) return null;
    return {
      runId: run.header.id,
      epoch,
      following: this.player.motion.value === 'following' && !this.ended.value,
      chosen: this.chosenByPerson.value ? this.chosen.value : null,
    };
  }

  private timeline(): Timeline {
    const run = this.run.peek();
    return { newest: run?.newest ?? -1, total: run?.total ?? 0, ended: this.ended.peek() };
  }

  private announce(): void {
    this.player.grown();
    if (this.framePending) return;
    this.framePending = true;
    this.announceInFrame();
  }

  /** Everything that depends on the history is drawn again, so this waits until the last time is a while ago. */
  private announceInFrame(): void {
    this.clock.frame(() => {
      const now = this.clock.now();
      if (!this.run.peek()?.isWhole && now - this.lastAnnounced < ARRIVING_STEP_MS) {
        this.announceInFrame();
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

function firstLook(run: ShownRun): Chosen {
  return { row: run.firstTestRow(), layer: Math.max(1, run.nHidden), unit: 0 };
}

/** The nearest choice that the run has. */
function fitting({ experiment }: ShownRun, { row, layer, unit }: Chosen): Chosen {
  const { sizes } = experiment.shape;
  const within = (value: number, length: number) => Math.min(Math.max(value, 0), length - 1);
  const fitLayer = within(layer, sizes.length);
  return {
    row: within(row, experiment.nRows),
    layer: fitLayer,
    unit: unit === null ? null : within(unit, sizes[fitLayer]!),
  };
}
