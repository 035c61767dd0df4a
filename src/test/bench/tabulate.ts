/** A figure of the benchmark: numbers and words, in as many levels as it needs. */
type Figure = Readonly<Record<string, unknown>>;

/** Rows for `console.table`: each group of plain values is a row that is named by the way to it. */
export function tabulate(figures: object, path = ''): Record<string, Figure> {
  const entries = Object.entries(figures) as [string, unknown][];
  const plain = entries.filter(([, value]) => !isGroup(value));
  const rows: Record<string, Figure> = {};
  if (plain.length > 0) rows[path] = Object.fromEntries(plain);
  for (const [name, value] of entries) {
    if (isGroup(value)) Object.assign(rows, tabulate(value, path === '' ? name : `${path} ${name}`));
  }
  return rows;
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
