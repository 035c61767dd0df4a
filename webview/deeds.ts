import { effect } from '@preact/signals';
import { BREAKING_CHANGES } from '#engine/trials';
import type { Deed } from '#protocol/deeds';
import type { InspectorState } from './state.ts';

/** Watches for what the guided tour asks for, and tells each once: what a person has done, not what the page did by itself. */
export class Deeds {
  private readonly state: InspectorState;
  private readonly host: (deed: Deed) => void;
  private readonly told = new Set<Deed>();
  private readonly stepsSeen = new Set<number>(); // of `epoch`
  private epoch: number | null = null;

  constructor(state: InspectorState, host: (deed: Deed) => void) {
    this.state = state;
    this.host = host;
    effect(() => this.step());
    effect(() => this.lookAtBreaking());
  }

  readonly tell = (deed: Deed): void => {
    if (this.told.has(deed)) return;
    this.told.add(deed);
    this.host(deed);
  };

  /** A person has selected a row; null: something else. */
  selected(row: number | null): void {
    const { isLastState, shown } = this.state;
    const isWrong = row !== null && shown.peek()?.wrongTest.includes(row) === true;
    if (isWrong && isLastState.peek()) this.tell('foundWrongRow');
  }

  /** A person has opened a number, or closed it. */
  opened(): void {
    if (this.state.cell.peek()) this.tell('openedArithmetic');
  }

  private step(): void {
    const { phases, player } = this.state;
    const [index, epoch] = [phases.index.value, player.epoch.value];
    if (epoch !== this.epoch || index === null) this.stepsSeen.clear();
    this.epoch = epoch;
    if (index === null) return;
    this.stepsSeen.add(index);
    if (this.stepsSeen.size === phases.phases.value.length) this.tell('steppedThroughEpoch');
  }

  /** At rest before the end: there the page stops by itself. */
  private lookAtBreaking(): void {
    const { run, shown, moving, isLastState, ended } = this.state;
    const [rate] = BREAKING_CHANGES;
    if (run.value?.experiment.config.training.learningRate !== rate.value) return;
    if (moving.value || isLastState.value || !ended.value) return;
    if (shown.value) this.tell('sawItBreak');
  }
}
