/** A point of a curve: epoch and value. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Bucket {
  lowest: Point;
  highest: Point;
}

/**
 * A curve that keeps its shape however many epochs it has: the lowest and the highest value of each of at most
 * MAX_BUCKETS equal stretches. What is not finite has no place on a curve and is left out.
 */
export class Series {
  static readonly MAX_BUCKETS = 1024;
  private readonly buckets: (Bucket | undefined)[] = [];
  private perBucket = 1;
  private nPushed = 0;
  private latest: Point | undefined;
  minimum = Infinity;
  maximum = -Infinity;

  /** Values that have been added; the next one belongs to this epoch. */
  get length(): number {
    return this.nPushed;
  }

  /** The last finite value, with its epoch. */
  get last(): Point | undefined {
    return this.latest;
  }

  push(value: number): void {
    const point = { x: this.nPushed, y: value };
    this.nPushed++;
    const at = Math.floor(point.x / this.perBucket);
    if (Number.isFinite(value)) {
      this.latest = point;
      this.minimum = Math.min(this.minimum, value);
      this.maximum = Math.max(this.maximum, value);
      this.buckets[at] = merge(this.buckets[at], { lowest: point, highest: point });
    }
    if (at >= Series.MAX_BUCKETS) this.halve();
  }

  /** The points to draw, by epoch: at most two for each bucket, and the last. */
  points(): Point[] {
    const points: Point[] = [];
    for (const bucket of this.buckets) {
      if (!bucket) continue;
      const { lowest, highest } = bucket;
      if (lowest.x === highest.x) points.push(lowest);
      else points.push(...(lowest.x < highest.x ? [lowest, highest] : [highest, lowest]));
    }
    if (this.latest && points.at(-1)?.x !== this.latest.x) points.push(this.latest);
    return points;
  }

  private halve(): void {
    const merged: (Bucket | undefined)[] = [];
    for (let i = 0; i < this.buckets.length; i += 2) {
      merged.push(merge(this.buckets[i], this.buckets[i + 1]));
    }
    this.buckets.splice(0, this.buckets.length, ...merged);
    this.perBucket *= 2;
  }
}

function merge(a: Bucket | undefined, b: Bucket | undefined): Bucket | undefined {
  if (!a || !b) return a ?? b;
  return {
    lowest: b.lowest.y < a.lowest.y ? b.lowest : a.lowest,
    highest: b.highest.y > a.highest.y ? b.highest : a.highest,
  };
}
