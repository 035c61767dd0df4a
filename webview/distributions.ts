import type { ArrayId, CellAddress, EpochArrays } from '#engine/arrays';
import { ArraySource, arraysOf } from '#engine/arrays';
import type { Range } from '#engine/chronicle';
import {
  DISTRIBUTED,
  distribute,
  rangeOf,
  roundEdges,
  union,
  valuesOf,
  withoutExplosion,
} from '#engine/distribution';
import type { Distributed } from '#engine/distribution';
import { ParameterRanges } from '#engine/parameterRanges';
import { t } from '#engine/translation';
import { arrayKey, arrayName } from './cellNames.ts';
import { count, whole } from './format.ts';
import type { ShownRun } from './run.ts';

/** An array whose values can be drawn as a distribution. */
export interface DrawnArray extends ArrayId {
  readonly name: Distributed;
  readonly key: string; // Z1, as kept with the view
  readonly label: string;
  readonly nColumns: number; // units or classes
}

/** Edges that do not move while one scrubs, and where they come from, in a sentence. */
export interface Edges {
  readonly edges: Float64Array; // [nBins + 1]
  readonly origin: string;
}

const WORDS: Readonly<Record<Distributed, string>> = {
  Z: t('pre-activations'),
  A: t('activations'),
  P: t('probabilities'),
  W: t('weights'),
  dW: t('gradients'),
};

/** The arrays that can be drawn, in the order in which they are computed. */
export function drawnArrays({ experiment }: ShownRun): DrawnArray[] {
  return arraysOf(experiment).flatMap(({ name: any, layer }) => {
    const name = DISTRIBUTED.find((one) => one === any);
    if (!name) return [];
    const label = `${arrayName({ name, layer })}, ${WORDS[name]}`;
    return [{ name, layer, key: arrayKey({ name, layer }), label, nColumns: experiment.shape.sizes[layer]! }];
  });
}

/** The address of the value at an index of an array. */
export function cellOf({ name, layer, nColumns }: DrawnArray, index: number): CellAddress {
  return { name, layer, row: Math.floor(index / nColumns), column: index % nColumns };
}

/** Epochs of a run that are read beside the one shown, and the edges of each array's bins. */
export class Distributions {
  private readonly run: ShownRun;
  private readonly source: ArraySource;
  private readonly ranges: ParameterRanges;

  constructor(run: ShownRun) {
    this.run = run;
    this.source = new ArraySource(run.experiment);
    this.ranges = new ParameterRanges(run.history, run.header.config.training.learningRate);
  }

  /** The values of an array at an epoch, in a memory of their own: valid until the next call. */
  values({ name, layer }: DrawnArray, epoch: number): Float64Array {
    return valuesOf(this.arrays(epoch), name, layer);
  }

  /** Edges for all epochs that are known by now; the run must have one. */
  edges(array: DrawnArray): Edges {
    const { name } = array;
    if (name === 'P') return { edges: roundEdges({ minimum: 0, maximum: 1 }, 20), origin: ORIGIN_OF_P };
    const { range, from } = name === 'W' || name === 'dW' ? this.ofParameters(array) : this.ofRows(array);
    const first = this.values(array, 0);
    const kept = withoutExplosion(range, rangeOf(first));
    const isCut = kept.minimum > range.minimum || kept.maximum < range.maximum;
    const cut = isCut ? t(', cut at 16 times the largest value of epoch 0') : '';
    const wanted = Math.min(50, Math.max(10, Math.ceil(2 * Math.sqrt(first.length))));
    return {
      edges: roundEdges(kept, wanted),
      origin: t('Bin edges from {0}{1}; they stay while you scrub.', from, cut),
    };
  }

  /** The most values that one bin holds, in a few epochs spread over the run: a first idea of the count axis. */
  largestCount(array: DrawnArray, edges: Float64Array): number {
    const { newest } = this.run;
    const epochs = [...new Set([0, 0.25, 0.5, 0.75, 1].map((share) => Math.round(share * newest)))];
    return Math.max(
      ...epochs.map((epoch) => Math.max(...distribute(this.values(array, epoch), edges).counts)),
    );
  }

  private arrays(epoch: number): EpochArrays {
    return this.source.derive(this.run.history.parameters(epoch));
  }

  private ofRows(array: DrawnArray): { readonly range: Range; readonly from: string } {
    const { run } = this;
    const { chronicle, newest } = run;
    const { name, layer, key } = array;
    if (chronicle && chronicle.length > 0 && (name === 'Z' || name === 'A')) {
      const soFar = chronicle.length <= newest ? t(' so far') : '';
      return {
        range: chronicle.range(name, layer),
        from: t(
          'the smallest and largest {0} of the {1} read{2}',
          key,
          count(chronicle.length, 'epoch'),
          soFar,
        ),
      };
    }
    const range = union(rangeOf(this.values(array, 0)), rangeOf(this.values(array, newest)));
    return { range, from: t('epochs 0 and {0}, because not every epoch has been read', whole(newest)) };
  }

  private ofParameters(array: DrawnArray): { readonly range: Range; readonly from: string } {
    const { newest } = this.run;
    const epochs = count(newest + 1, 'epoch');
    if (array.name === 'W') {
      const from = t('the smallest and largest weight of {0}', epochs);
      return { range: this.ranges.weights(array.layer), from };
    }
    const { optimizer, batchSize, schedule } = this.run.experiment.config.training;
    const isPlain = optimizer === 'gradientDescent' && batchSize === null && schedule.kind === 'constant';
    if (!isPlain) return this.ofRows(array); // a change of the weights is not one rate times dW
    const last = rangeOf(this.values(array, newest));
    return {
      range: union(this.ranges.gradients(array.layer), last),
      from: t('the weights’ changes over {0}, divided by the learning rate, and the last gradient', epochs),
    };
  }
}

const ORIGIN_OF_P = t(
  'Bin edges from 0 to 1, between which every probability lies; they stay while you scrub.',
);
