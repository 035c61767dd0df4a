import type { Range } from './chronicle.ts';
import { union } from './distribution.ts';
import type { History } from './history.ts';

const EMPTY: Range = { minimum: Infinity, maximum: -Infinity };

/** Where only key epochs keep their parameters, about so many of them are read, each with the epoch after it. */
const N_KEYS_READ = 24;

/**
 * Between which values the weights of each layer and their gradients lie over all epochs of a history, without a single
 * backward pass: gradient descent makes dW = (W before − W after) / learning rate.
 *
 * That holds for the full batch at a constant learning rate only; of other runs ask for weights alone.
 *
 * Each epoch is read once; what has arrived since is read on the next question. The gradient of the newest epoch has not
 * been applied, so it is not among them. Of a history that keeps key epochs only, a few of these are read.
 */
export class ParameterRanges {
  private readonly history: History;
  private readonly learningRate: number;
  private readonly weightRanges: Range[];
  private readonly changeRanges: Range[];
  private readonly step: number; // from one epoch that is read to the next; 1: all of them
  private next = 0; // the epoch to be read next

  constructor(history: History, learningRate: number) {
    this.history = history;
    this.learningRate = learningRate;
    const { spacing } = history.keys;
    const nKeys = Math.ceil((history.epochs + 1) / spacing);
    this.step = spacing === 1 ? 1 : spacing * Math.ceil(nKeys / N_KEYS_READ);
    this.weightRanges = history.sizes.slice(1).map(() => EMPTY);
    this.changeRanges = history.sizes.slice(1).map(() => EMPTY);
  }

  /** Smallest and largest finite weight of a layer. Layer 1 leads from the input to the first layer. */
  weights(layer: number): Range {
    this.readAll();
    return this.weightRanges[layer - 1]!;
  }

  /**
   * Between which values every applied gradient of a layer's weights lies. A weight after the update is rounded to half a
   * unit in its last place, and the quotient three times more: the range is wider by that much.
   */
  gradients(layer: number): Range {
    this.readAll();
    const { minimum, maximum } = this.changeRanges[layer - 1]!;
    const weights = this.weightRanges[layer - 1]!;
    const largest = Math.max(Math.abs(weights.minimum), Math.abs(weights.maximum));
    const change = Math.max(Math.abs(minimum), Math.abs(maximum));
    const error = Number.EPSILON * (largest / this.learningRate + 2 * change);
    return { minimum: minimum - error, maximum: maximum + error };
  }

  private readAll(): void {
    const { history, learningRate } = this;
    for (; this.next < history.length; this.next += this.next === 0 ? 1 : this.step) {
      const epoch = this.next;
      const now = history.parameterValues(epoch);
      const before = epoch > 0 ? history.parameterValues(epoch - 1) : now;
      let start = 0;
      for (let l = 0; l < this.weightRanges.length; l++) {
        const end = start + history.sizes[l]! * history.sizes[l + 1]!;
        let [lowest, highest] = [Infinity, -Infinity];
        let [falls, rises] = [Infinity, -Infinity];
        for (let i = start; i < end; i++) {
          const weight = now[i]!;
          if (Number.isFinite(weight)) {
            lowest = Math.min(lowest, weight);
            highest = Math.max(highest, weight);
          }
          const gradient = (before[i]! - weight) / learningRate;
          if (epoch > 0 && Number.isFinite(gradient)) {
            falls = Math.min(falls, gradient);
            rises = Math.max(rises, gradient);
          }
        }
        this.weightRanges[l] = union(this.weightRanges[l]!, { minimum: lowest, maximum: highest });
        this.changeRanges[l] = union(this.changeRanges[l]!, { minimum: falls, maximum: rises });
        start = end;
      }
    }
  }
}
