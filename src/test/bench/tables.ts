/** What a table is made with. */
interface TableSize {
  readonly rows: number;
  readonly features: number;
  readonly classes: number;
}

/** The largest tables that are read. */
export const LARGEST_TABLES = [
  { rows: 1_000_000, features: 4, classes: 3 },
  { rows: 100_000, features: 64, classes: 5 },
] as const satisfies readonly TableSize[];

/** A CSV file of such a size: numbers of two decimals that differ by class, the same each time. */
export function tableText({ rows, features, classes }: TableSize): string {
  const names = Array.from({ length: features }, (_, i) => `feature ${i} (cm)`);
  const lines = [[...names, 'label'].join(',')];
  for (let row = 0; row < rows; row++) {
    const label = row % classes;
    const values = names.map((_, i) => (((row * 7919 + i * 104_729) % 1009) / 100 + label).toFixed(2));
    lines.push(`${values.join(',')},class ${label}`);
  }
  return `${lines.join('\n')}\n`;
}
