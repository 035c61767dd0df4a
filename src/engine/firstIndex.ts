/** The index of the first value that lies past some point of a list in order; the list's length where none does. */
export function firstIndex<T>(values: readonly T[], isPast: (value: T) => boolean): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isPast(values[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
