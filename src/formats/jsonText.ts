/**
 * JSON for people and programs: objects and lists of lists are indented, lists of plain values stand on one line.
 *
 * Every finite number is read back as the same number, −0 included (`JSON.stringify` drops its sign); what is not
 * finite becomes null. Ends with a line feed.
 */
export function jsonText(value: object): string {
  return `${write(value, '')}\n`;
}

function write(value: unknown, indent: string): string {
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const entries = value.map((entry: unknown) => write(entry, inner));
    const plain = value.every((entry) => typeof entry !== 'object' || entry === null);
    return plain ? `[${entries.join(', ')}]` : block('[', entries, ']', indent);
  }
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => `${JSON.stringify(key)}: ${write(member, inner)}`);
  return members.length === 0 ? '{}' : block('{', members, '}', indent);
}

function block(open: string, parts: readonly string[], close: string, indent: string): string {
  const inner = `\n${indent}  `;
  return `${open}${inner}${parts.join(`,${inner}`)}\n${indent}${close}`;
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) return 'null';
  return Object.is(value, -0) ? '-0' : String(value);
}
