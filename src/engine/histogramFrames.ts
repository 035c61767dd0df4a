import type { Range } from './chronicle.ts';
import type { Experiment } from './experiment.ts';
import { countInto, roundEdges } from './histogram.ts';
import type { History } from './history.ts';
import { createPass, forward } from './network.ts';
import type { Pass } from './network.ts';
import { OtherScaling } from './otherScaling.ts';
import { parameterCount } from './parameters.ts';

/** Axes of a histogram that hold still while epochs pass. */
export interface HistogramFrame {
  readonly edges: Float64Array;
  /** The fullest bin at any epoch read; null until all of an ended run has been read. */
  readonly top: number | null;
}

/** About how many bins a histogram gets. */
const N_BINS = 48;

/** How far values may outgrow their first epoch before they are counted as beyond the axis, as parameters are. */
const LARGEST_GROWTH = 16;

/** Multiplications that reading a run may cost; of longer runs every n-th epoch is read, but at least so many. */
const BUDGET = 100_000_000;
const LEAST_EPOCHS = 24;

/** What a range is asked of: Z and A of the run, and Z together with what the other scaling would give. */
export type RangedArray = 'Z' | 'bothZ' | 'A';

interface Extent {
  low: number;
  high: number;
  lowAtStart: number;
  highAtStart: number;
}

/**
 * The ranges of Z and A of each layer over a run, and its fullest bins: read in slices, twice, first for the ranges and
 * then for the counts. The frame of Z holds those of the run and those that the same parameters would give on the
 * features that the run does not see, so that the two can be compared.
 */
export class HistogramFrames {
  /** Every n-th epoch is read: 1 where the frames hold for all. */
  readonly every: number;
  private readonly experiment: Experiment;
  private readonly history: History;
  private readonly own: Pass;
  private readonly other: OtherScaling;
  private readonly extents: Readonly<Record<RangedArray, Extent[]>>;
  private readonly tops: Readonly<Record<'bothZ' | 'A', number[]>>;
  private nRanged = 0; // epochs read for ranges, counted in steps of `every`
  private nCounted = 0;
  private frames = new Map<string, HistogramFrame>();

  constructor(experiment: Experiment, history: History) {
    const { shape, nRows } = experiment;
    const nLayers = shape.sizes.length - 1;
    this.experiment = experiment;
    this.history = history;
    this.own = createPass(shape, nRows);
    this.other = new OtherScaling(experiment);
    const perLayer = <T>(make: () => T) => Array.from({ length: nLayers }, make);
    this.extents = { Z: perLayer(emptyExtent), bothZ: perLayer(emptyExtent), A: perLayer(emptyExtent) };
    this.tops = { bothZ: perLayer(() => 0), A: perLayer(() => 0) };
    const work = 2 * nRows * parameterCount(shape.sizes) * (history.epochs + 1);
    const most = Math.max(1, Math.floor(history.epochs / LEAST_EPOCHS));
    this.every = Math.min(Math.max(1, Math.ceil(work / BUDGET)), most);
  }

  /**
   * Reads one more epoch; false when there is nothing left to read.
   *
   * @param ended whether the history is complete: only then bins are counted, since their edges are final
   */
  readNext(ended: boolean): boolean {
    const { length } = this.history;
    if (length === 0) return false;
    const epochs = Math.ceil(length / this.every) + (ended && (length - 1) % this.every !== 0 ? 1 : 0);
    if (this.nRanged < epochs) {
      this.widen(this.epochAt(this.nRanged++));
      this.frames.clear();
      return true;
    }
    if (!ended || this.nCounted >= epochs) return false;
    this.count(this.epochAt(this.nCounted++));
    if (this.nCounted === epochs) this.frames.clear();
    return true;
  }

  /** The axes of a layer's histogram, 1 being the first layer; null before the first epoch has been read. */
  frame(name: 'bothZ' | 'A', layer: number): HistogramFrame | null {
    if (this.nRanged === 0) return null;
    const key = `${name}${layer}`;
    const known = this.frames.get(key);
    if (known) return known;
    const { minimum, maximum } = this.range(name, layer);
    const done = this.nCounted > 0 && this.nCounted >= this.nRanged;
    const top = done ? this.tops[name][layer - 1]! : null;
    const frame = { edges: roundEdges(minimum, maximum, N_BINS), top };
    this.frames.set(key, frame);
    return frame;
  }

  /** Smallest and largest finite value of a layer at the epochs read, what outgrows the first one cut off. */
  range(name: RangedArray, layer: number): Range {
    const { low, high, lowAtStart, highAtStart } = this.extents[name][layer - 1]!;
    const reach = LARGEST_GROWTH * Math.max(Math.abs(lowAtStart), Math.abs(highAtStart));
    if (!(reach > 0 && Number.isFinite(reach))) return { minimum: low, maximum: high };
    return { minimum: Math.max(low, -reach), maximum: Math.min(high, reach) };
  }

  private epochAt(step: number): number {
    return Math.min(step * this.every, this.history.length - 1);
  }

  private widen(epoch: number): void {
    const [own, other] = this.passesAt(epoch);
    this.extents.Z.forEach((extent, l) => widenExtent(extent, own.preActivations[l]!, epoch));
    this.extents.bothZ.forEach((extent, l) => {
      widenExtent(extent, own.preActivations[l]!, epoch);
      widenExtent(extent, other.preActivations[l]!, epoch);
    });
    this.extents.A.forEach((extent, l) => widenExtent(extent, own.activations[l]!, epoch));
  }

  private count(epoch: number): void {
    const [own, other] = this.passesAt(epoch);
    const raise = (name: 'bothZ' | 'A', l: number, values: Float64Array) => {
      const { edges } = this.frame(name, l + 1)!;
      for (const n of countInto(edges, values).counts) {
        if (n > this.tops[name][l]!) this.tops[name][l] = n;
      }
    };
    for (let l = 0; l < this.tops.A.length; l++) {
      raise('bothZ', l, own.preActivations[l]!);
      raise('bothZ', l, other.preActivations[l]!);
      raise('A', l, own.activations[l]!);
    }
  }

  private passesAt(epoch: number): readonly [own: Pass, other: Pass] {
    const parameters = this.history.parameters(epoch);
    forward(this.own, parameters, this.experiment.x);
    return [this.own, this.other.derive(parameters)];
  }
}

function emptyExtent(): Extent {
  return { low: Infinity, high: -Infinity, lowAtStart: Infinity, highAtStart: -Infinity };
}

function widenExtent(extent: Extent, values: Float64Array, epoch: number): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if (value < extent.low) extent.low = value;
    if (value > extent.high) extent.high = value;
  }
  if (epoch > 0) return;
  extent.lowAtStart = extent.low;
  extent.highAtStart = extent.high;
}
