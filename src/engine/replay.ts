import type { Experiment } from './experiment.ts';
import { PlainEngine } from './plainEngine.ts';

/** How many replayed states are at hand again without another replay. */
const MOST_RECENT = 16;

/** The states between key epochs, replayed as they are asked for. What it has handed out is never overwritten. */
export class ReplayedStates {
  private readonly experiment: Experiment;
  private engine: PlainEngine | null = null; // made when the first state is asked for
  private readonly recent = new Map<number, Float64Array>(); // by epoch, the one used last at the end

  constructor(experiment: Experiment) {
    this.experiment = experiment;
  }

  /**
   * The state of `epoch`, [stateLength].
   *
   * @param key the last key epoch before it
   * @param keyNumbers the state of that key epoch
   */
  at(epoch: number, key: number, keyNumbers: Float64Array): Float64Array {
    const numbers = this.recent.get(epoch) ?? this.replayTo(epoch, key, keyNumbers);
    this.recent.delete(epoch);
    this.recent.set(epoch, numbers);
    const [oldest] = this.recent.keys();
    if (this.recent.size > MOST_RECENT && oldest !== undefined) this.recent.delete(oldest);
    return numbers;
  }

  private replayTo(epoch: number, key: number, keyNumbers: Float64Array): Float64Array {
    let nearest = key;
    let from = keyNumbers;
    for (const [known, numbers] of this.recent) {
      if (known <= nearest || known >= epoch) continue;
      nearest = known;
      from = numbers;
    }
    this.engine ??= new PlainEngine(this.experiment);
    const { record } = this.engine;
    record.set(from);
    for (let e = nearest; e < epoch; e++) {
      this.engine.scoreTrain();
      this.engine.learn(e);
    }
    return record.slice(0, from.length);
  }
}
