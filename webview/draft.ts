import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { SCORES } from '#engine/keyEpochs';
import type { Score } from '#engine/keyEpochs';
import type { Curves, Ghost } from '#protocol/api';
import type { ShownRun } from './run.ts';

/** One score of all epochs, [epochs]: a view, not a copy. */
export function scoresIn(curves: Curves, score: Score): Float64Array {
  const n = curves.length / SCORES.length;
  const at = SCORES.indexOf(score);
  return curves.subarray(at * n, (at + 1) * n);
}

/** What the page knows of live retraining beside the run that it shows. */
export class DraftState {
  /** A draft whose curves have come and whose states have not: its curves are drawn, all else is still of the run shown. */
  readonly pending = signal<ShownRun | null>(null);
  private readonly keptId = signal<string | null>(null);
  private readonly before = signal<Ghost | null>(null);
  private readonly run: ReadonlySignal<ShownRun | null>;

  constructor(run: ReadonlySignal<ShownRun | null>) {
    this.run = run;
  }

  /** The run whose curves are drawn. */
  readonly curveRun = computed(() => this.pending.value ?? this.run.value);

  /** Are the curves those of a draft that has not been kept? */
  readonly isDraft = computed(() => {
    const header = this.curveRun.value?.header;
    return header !== undefined && header.isDraft && header.id !== this.keptId.value;
  });

  /** The curves to compare a draft with. */
  readonly ghost = computed(() => (this.isDraft.value ? this.before.value : null));

  showGhost(ghost: Ghost | null): void {
    this.before.value = ghost;
  }

  showKept(runId: string): void {
    this.keptId.value = runId;
  }
}
