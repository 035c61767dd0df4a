/** A network with one hidden layer and the rows it is trained on: what an epoch's cost depends on. */
export interface Shape {
  readonly nRows: number;
  readonly nFeatures: number;
  readonly nHidden: number;
  readonly nClasses: number;
}

/** The growth series, from the tutorial's run to that of the largest well-known small data set. */
export const SERIES: readonly Shape[] = [
  { nRows: 120, nFeatures: 4, nHidden: 5, nClasses: 3 },
  { nRows: 150, nFeatures: 4, nHidden: 16, nClasses: 3 },
  { nRows: 1000, nFeatures: 13, nHidden: 64, nClasses: 3 },
  { nRows: 1797, nFeatures: 64, nHidden: 128, nClasses: 10 },
  { nRows: 10000, nFeatures: 64, nHidden: 256, nClasses: 10 },
  { nRows: 60000, nFeatures: 784, nHidden: 128, nClasses: 10 },
];

/** The shape as it is written everywhere: rows x features-hidden-classes. */
export function shapeName({ nRows, nFeatures, nHidden, nClasses }: Shape): string {
  return `${nRows}x${nFeatures}-${nHidden}-${nClasses}`;
}

/** The shapes of the series that a comma-separated list names, in the series' order. @throws RangeError for another name */
export function parseShapes(list: string): readonly Shape[] {
  const wanted = list.split(',');
  const known = SERIES.map(shapeName);
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new RangeError(`no such shape: ${unknown.join(', ')}; the shapes are ${known.join(', ')}`);
  }
  return SERIES.filter((shape) => wanted.includes(shapeName(shape)));
}

/** Multiplications of the matrix products of an epoch: one pass over both layers forward, one for dW, one for dA. */
export function multiplications({ nRows, nFeatures, nHidden, nClasses }: Shape): number {
  return nRows * (2 * nFeatures * nHidden + 3 * nHidden * nClasses);
}
