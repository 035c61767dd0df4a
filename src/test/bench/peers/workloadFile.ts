import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { parameterCount } from '#engine/parameters';
import type { Shape } from '../shapes.ts';
import type { Workload } from '../workload.ts';

/** Writes X, Y and the initial parameters one after another as plain Float64, the way every language reads them. */
export function writeWorkload(file: string, { x, targets, initial }: Workload): void {
  const out = openSync(file, 'w');
  for (const array of [x, targets, initial]) {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    for (let at = 0; at < bytes.length;) at += writeSync(out, bytes, at);
  }
  closeSync(out);
}

export function readWorkload(file: string, shape: Shape, learningRate: number): Workload {
  const { nRows, nFeatures, nHidden, nClasses } = shape;
  const bytes = readFileSync(file);
  let at = bytes.byteOffset;
  const take = (length: number) => {
    const array = new Float64Array(bytes.buffer, at, length);
    at += array.byteLength;
    return array;
  };
  return {
    shape,
    x: take(nRows * nFeatures),
    targets: take(nRows * nClasses),
    initial: take(parameterCount([nFeatures, nHidden, nClasses])),
    learningRate,
  };
}
