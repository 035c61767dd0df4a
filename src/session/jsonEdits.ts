import { applyEdits, createScanner } from 'jsonc-parser';
import type { Edit, Node } from 'jsonc-parser';
import { isObject, keyOf, nodeAt, readJson } from './jsonText.ts';
import type { JsonDocument, JsonPath } from './jsonText.ts';

export type TextEdit = Readonly<Edit>;

/** Longer values are written over several lines. */
const ONE_LINE = 60;

/**
 * Edits that give the value at a path another value, or add it, and leave every comment and the formatting around it as
 * they are. The path may name the entry after the last one of a list; objects on the way that are missing are added.
 */
export function setValue(document: JsonDocument, path: JsonPath, value: unknown): TextEdit[] {
  const node = nodeAt(document, path);
  if (node) {
    const { offset, length } = node;
    return [{ offset, length, content: written(value, layoutAt(document, offset)) }];
  }
  let depth = path.length - 1;
  while (depth > 0 && !nodeAt(document, path.slice(0, depth))) depth--;
  const parent = nodeAt(document, path.slice(0, depth));
  if (!parent) return [];
  const inner = path.slice(depth + 1).reduceRight((part: unknown, key) => ({ [key]: part }), value);
  return insert(document, parent, path[depth] ?? '', inner);
}

/** Edits that take a key, or an entry of a list, away, with the comment at its line's end. */
export function removeValue(document: JsonDocument, path: JsonPath): TextEdit[] {
  const value = nodeAt(document, path);
  return value ? removeMember(document.text, keyOf(value) ? (value.parent ?? value) : value) : [];
}

/** Edits that take a member of an object or a list away. */
export function removeMember(text: string, member: Node): TextEdit[] {
  const siblings = member.parent?.children ?? [];
  const previous = siblings[siblings.indexOf(member) - 1];
  const after = behind(text, endOf(member));
  const last = after.comma ?? endOf(member);
  const lineStart = text.lastIndexOf('\n', member.offset - 1) + 1;
  const isAlone =
    lineStart > 0 &&
    text.slice(lineStart, member.offset).trim() === '' &&
    /^[ \t]*\r?$/m.test(text.slice(after.lineEnd).split('\n', 1)[0] ?? '');
  const begin = isAlone ? beforeLineBreak(text, lineStart) : member.offset;
  const isLast = previous !== undefined && after.comma === undefined; // then what is behind it stays before the bracket
  const spaces = isLast ? 0 : (/^[ \t]*/.exec(text.slice(last))?.[0].length ?? 0);
  const end = isAlone ? after.lineEnd : last + spaces;
  const removal = { offset: begin, length: end - begin, content: '' };
  const comma = isLast ? behind(text, endOf(previous)).comma : undefined;
  if (comma === undefined) return [removal];
  if (text.slice(comma, begin).trim() === '') {
    const before =
      isLast && text.slice(endOf(previous), comma - 1).trim() === '' ? endOf(previous) : comma - 1;
    return [{ offset: before, length: end - before, content: '' }];
  }
  return [{ offset: comma - 1, length: 1, content: '' }, removal];
}

/**
 * Edits that turn what a text says from `before` into `after`, which are its whole values with every default filled in:
 * only what differs is touched, and what is neither in the text nor different is not added.
 *
 * @returns at most one edit, of the stretch from the first to the last change
 */
export function editsBetween(text: string, before: unknown, after: unknown): TextEdit[] {
  let changed = text;
  for (const { path, value } of differences(before, after, [])) {
    const document = readJson(changed);
    const [at, whole] = writable(document, path, value, after);
    const edits = whole === undefined ? removeValue(document, at) : setValue(document, at, whole);
    changed = applyEdits(changed, [...edits]);
  }
  return trimmed(text, changed);
}

interface Difference {
  readonly path: JsonPath;
  readonly value: unknown; // undefined: it is to be taken away
}

/** Where two values differ, as deep inside as possible; of lists of different lengths the entries at the end. */
function differences(before: unknown, after: unknown, path: JsonPath): Difference[] {
  if (Object.is(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    const shared = after
      .slice(0, before.length)
      .flatMap((entry, i) => differences(before[i], entry, [...path, i]));
    const added = after
      .slice(before.length)
      .map((value: unknown, i) => ({ path: [...path, before.length + i], value }));
    const gone = before
      .slice(after.length)
      .map((_, i) => ({ path: [...path, before.length - 1 - i], value: undefined }));
    return [...shared, ...added, ...gone];
  }
  if (!isObject(before) || !isObject(after)) return [{ path, value: after }];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => differences(before[key], after[key], [...path, key]));
}

/** A list that is not in the text cannot be changed in part: then the whole of it is written. */
function writable(
  document: JsonDocument,
  path: JsonPath,
  value: unknown,
  after: unknown,
): readonly [JsonPath, unknown] {
  const listAt = path.findIndex((part, i) => typeof part === 'number' && !nodeAt(document, path.slice(0, i)));
  if (listAt < 0) return [path, value];
  const whole = path.slice(0, listAt);
  return [
    whole,
    whole.reduce<unknown>((part, key) => (Object(part) as Record<PropertyKey, unknown>)[key], after),
  ];
}

function insert(
  { text, ...document }: JsonDocument,
  parent: Node,
  key: PropertyKey,
  value: unknown,
): TextEdit[] {
  const [last] = parent.children?.slice(-1) ?? [];
  const layout = layoutAt({ text, ...document }, last?.offset ?? parent.offset);
  const indent = last ? layout.indent : layout.indent + layout.unit;
  const name = parent.type === 'array' ? '' : `${JSON.stringify(String(key))}: `;
  const member = name + written(value, { ...layout, indent });
  if (!last) return [insertFirst(text, parent, member, indent, layout)];
  const { comma, lineEnd } = behind(text, endOf(last));
  if (!text.slice(parent.offset, last.offset).includes('\n')) {
    return [
      { offset: comma ?? endOf(last), length: 0, content: `${comma === undefined ? ',' : ''} ${member}` },
    ];
  }
  const line = `${layout.eol}${indent}${member}${comma === undefined ? '' : ','}`;
  if (comma !== undefined) return [{ offset: lineEnd, length: 0, content: line }];
  if (lineEnd === endOf(last)) return [{ offset: lineEnd, length: 0, content: `,${line}` }];
  return [
    { offset: endOf(last), length: 0, content: ',' },
    { offset: lineEnd, length: 0, content: line },
  ];
}

/** Before the closing bracket, behind any comment in it. */
function insertFirst(
  text: string,
  parent: Node,
  member: string,
  indent: string,
  { eol, indent: outer }: Layout,
): TextEdit {
  const close = endOf(parent) - 1;
  const inside = text.slice(parent.offset + 1, close);
  const begin = parent.offset + 1 + inside.trimEnd().length;
  return { offset: begin, length: close - begin, content: `${eol}${indent}${member}${eol}${outer}` };
}

/**
 * What follows a member.
 *
 * @returns `comma`: the end of its comma, if it has one; `lineEnd`: where its line ends, comments on it included, as far as
 * nothing else stands there
 */
function behind(
  text: string,
  from: number,
): { readonly comma: number | undefined; readonly lineEnd: number } {
  const scanner = createScanner(text, false);
  scanner.setPosition(from);
  let comma: number | undefined;
  let lineEnd = from;
  let sameLine = true;
  for (;;) {
    scanner.scan();
    const at = scanner.getTokenOffset();
    const token = text.slice(at, scanner.getPosition());
    if (/^[\r\n]/.test(token)) sameLine = false;
    else if (token === ',' && comma === undefined) comma = scanner.getPosition();
    else if (token === '' || !/^(?:[ \t]|\/\/|\/\*)/.test(token)) return { comma, lineEnd };
    if (sameLine && token.trim() !== '') lineEnd = scanner.getPosition();
    if (!sameLine && comma !== undefined) return { comma, lineEnd };
  }
}

interface Layout {
  readonly indent: string; // of the line
  readonly unit: string; // by which what is inside is indented further
  readonly eol: string;
}

function layoutAt({ text, root }: JsonDocument, offset: number): Layout {
  const indentAt = (place: number) =>
    /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', place - 1) + 1))?.[0] ?? '';
  const first = root?.children?.[0];
  const unit = first && text.slice(root.offset, first.offset).includes('\n') ? indentAt(first.offset) : '';
  return { indent: indentAt(offset), unit: unit || '  ', eol: text.includes('\r\n') ? '\r\n' : '\n' };
}

/** A value on one line, with spaces as people write them, or on several where that is too long. */
function written(value: unknown, layout: Layout): string {
  const short = onOneLine(value);
  if (short.length <= ONE_LINE || typeof value !== 'object') return short;
  return JSON.stringify(value, null, layout.unit).replaceAll('\n', layout.eol + layout.indent);
}

export function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (typeof value === 'number') return shortNumber(value);
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}: ${onOneLine(part)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** All digits, those of a fraction in the shorter notation: 0.01, 3e-5. */
export function shortNumber(value: number): string {
  const [plain, exponential] = [JSON.stringify(value), value.toExponential()];
  return !Number.isInteger(value) && exponential.length < plain.length ? exponential : plain;
}

/** One edit that makes `after` of `before`, without what they begin and end with in common. */
function trimmed(before: string, after: string): TextEdit[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [
    { offset: start, length: before.length - end - start, content: after.slice(start, after.length - end) },
  ];
}

function beforeLineBreak(text: string, lineStart: number): number {
  return text[lineStart - 2] === '\r' ? lineStart - 2 : lineStart - 1;
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}
