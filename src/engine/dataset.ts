/** A table of labelled rows, before any scaling. */
export interface Dataset {
  readonly name: string;
  readonly features: readonly string[]; // column headers, units included: "petal length (cm)"
  readonly classes: readonly string[]; // sorted, as scikit-learn's OneHotEncoder sorts them
  readonly values: Float64Array; // [nRows × nFeatures], row-major, in the units of the headers
  readonly labels: Int32Array; // [nRows], index into classes
}

/** A header split into its name and its unit: "petal length (cm)" is petal length in cm. */
export function splitUnit(header: string): { readonly name: string; readonly unit: string } {
  const match = /^(.+?)\s*\(([^()]+)\)\s*$/.exec(header.slice(0, 400));
  return match ? { name: match[1]!, unit: match[2]! } : { name: header, unit: '' };
}

/** Class labels in the order of scikit-learn's OneHotEncoder: by number if all are numbers, else by code point. */
export function sortClasses(labels: Iterable<string>): string[] {
  const classes = [...new Set(labels)];
  const numeric = classes.every((label) => label.trim() !== '' && Number.isFinite(Number(label)));
  return classes.sort(numeric ? (a, b) => Number(a) - Number(b) || byCodePoint(a, b) : byCodePoint);
}

function byCodePoint(a: string, b: string): number {
  const left = Array.from(a, (c) => c.codePointAt(0) ?? 0);
  const right = Array.from(b, (c) => c.codePointAt(0) ?? 0);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    if (left[i] !== right[i]) return left[i]! - right[i]!;
  }
  return left.length - right.length;
}
