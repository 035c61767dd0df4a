import { createScanner, getLocation, getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import { t } from '#engine/translation';
import { quoted } from '#engine/words';

export type JsonPath = readonly PropertyKey[];

/** A stretch of a text, in UTF-16 units from its start. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** A place in a text as an editor shows it: both counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** JSON, comments and a comma after the last entry allowed, with the places of everything in it. */
export interface JsonDocument {
  readonly text: string; // without a byte order mark, in whose place a space stands
  readonly root: Node | undefined;
  /** The first thing that is no JSON, if there is one. What stands before `readTo` has been understood for certain. */
  readonly broken: (Span & { readonly message: string; readonly readTo: number }) | null;
  /** Every key that its object has already. */
  readonly repeated: readonly { readonly path: JsonPath; readonly key: Span }[];
}

/** How deep lists and objects may lie in each other. */
const MAX_DEPTH = 32;

/** The longest text that is read, in characters: an experiment file has some thousand. */
const MAX_LENGTH = 1024 * 1024;

const ANY_WORD = /[\w$.+-]+/y;

/** Reads a text as editors read settings. Never throws. */
export function readJson(raw: string): JsonDocument {
  const text = raw.startsWith('\ufeff') ? ` ${raw.slice(1)}` : raw;
  if (text.length > MAX_LENGTH) {
    const message = t(
      'the file has more than {0} characters; an experiment needs a few thousand',
      MAX_LENGTH,
    );
    return { text, root: undefined, broken: { offset: 0, length: 1, message, readTo: 0 }, repeated: [] };
  }
  const { open, tooDeep } = brackets(text);
  if (tooDeep !== undefined) {
    const message = t('lists and objects are nested deeper than {0} levels', MAX_DEPTH);
    const broken = { offset: tooDeep, length: 1, message, readTo: 0 };
    return { text, root: undefined, broken, repeated: [] };
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  const broken = first ? { ...explained(text, root, first, open), readTo: first.offset } : null;
  return { text, root, broken, repeated: root ? repeatedKeys(root, []) : [] };
}

/** What the document says; objects have no prototype, so that every key is just a key. */
export function valueOf({ root }: JsonDocument): unknown {
  return root && (getNodeValue(root) as unknown);
}

/** The value at a path; of a key that is given twice the last one, as in the value of the document. */
export function nodeAt({ root }: JsonDocument, path: JsonPath): Node | undefined {
  return path.reduce<Node | undefined>((node, part) => node && childOf(node, part), root);
}

/** Where a key, or an entry of a list, stands; the nearest surrounding one for what is not in the text. */
export function spanOf(document: JsonDocument, path: JsonPath): Span {
  for (let length = path.length; length > 0; length--) {
    const node = nodeAt(document, path.slice(0, length));
    if (node) return keyOf(node) ?? node;
  }
  const start = /\S/.exec(document.text)?.index ?? 0;
  return { offset: document.root?.offset ?? start, length: 1 };
}

export function placeAt(text: string, offset: number): Place {
  const before = text
    .slice(0, offset)
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/);
  return { line: before.length, column: (before[before.length - 1] ?? '').length + 1 };
}

/** The key that a value stands behind; none for entries of a list. */
export function keyOf({ parent }: Node): Node | undefined {
  return parent?.type === 'property' ? parent.children?.[0] : undefined;
}

function childOf({ type, children = [] }: Node, part: PropertyKey): Node | undefined {
  if (type === 'array') return children[Number(part)];
  if (type !== 'object') return undefined;
  return children.filter(({ children: [key] = [] }) => key?.value === part).at(-1)?.children?.[1];
}

function repeatedKeys(node: Node, path: JsonPath): { path: JsonPath; key: Span }[] {
  const { children = [] } = node;
  if (node.type === 'array') return children.flatMap((entry, i) => repeatedKeys(entry, [...path, i]));
  if (node.type !== 'object') return [];
  const seen = new Set<unknown>();
  return children.flatMap(({ children: [key, value] = [] }) => {
    if (!key) return [];
    const at = [...path, String(key.value)];
    const inside = value ? repeatedKeys(value, at) : [];
    if (!seen.has(key.value)) {
      seen.add(key.value);
      return inside;
    }
    return [{ path: at, key }, ...inside];
  });
}

/** The brackets that are never closed, from the outside in, and where one lies too deep. Does not recurse. */
function brackets(text: string): { readonly open: readonly number[]; readonly tooDeep?: number } {
  const open: number[] = [];
  const scanner = createScanner(text, true);
  for (;;) {
    scanner.scan();
    const at = scanner.getTokenOffset();
    const token = text[at];
    if (token === undefined) return { open };
    if (token === '{' || token === '[') open.push(at);
    if (token === '}' || token === ']') open.pop();
    if (open.length > MAX_DEPTH + 1) return { open, tooDeep: at };
  }
}

function explained(
  text: string,
  root: Node | undefined,
  error: ParseError,
  open: readonly number[],
): Span & { message: string } {
  const { offset, length } = error;
  const code = printParseErrorCode(error.error);
  const isAtEnd = text.slice(offset).trim() === '';
  if (!root && isAtEnd)
    return { offset, length, message: t('the file is empty; write {} to use all defaults') };
  const bracket = open.at(-1);
  if (isAtEnd && bracket !== undefined && /^(Comma|Close|PropertyName)/.test(code)) {
    const [begin = '{', end] = text[bracket] === '[' ? ['[', ']'] : ['{', '}'];
    const message = t('this {0} is never closed; add {1} at its end', begin, end);
    return { offset: bracket, length: 1, message };
  }
  return { offset, length, message: sentence(code, text, offset) };
}

function sentence(code: ReturnType<typeof printParseErrorCode>, text: string, offset: number): string {
  const got = t('got {0}{1}', here(text, offset), hint(text, offset));
  switch (code) {
    case 'PropertyNameExpected':
      return t('expected a key in double quotation marks, {0}', got);
    case 'InvalidSymbol':
      return getLocation(text, offset).isAtPropertyKey
        ? t('expected a key in double quotation marks, {0}', got)
        : t('expected what JSON allows here, {0}', got);
    case 'ValueExpected':
      return t('expected a value, {0}', got);
    case 'ColonExpected':
      return t('expected : after the key, {0}', got);
    case 'CommaExpected':
    case 'CloseBraceExpected':
    case 'CloseBracketExpected':
      return t('expected , or a closing bracket, {0}', got);
    case 'EndOfFileExpected':
      return t('expected the end of the file, {0}', got);
    case 'InvalidNumberFormat':
    case 'UnexpectedEndOfNumber':
      return t('expected a number as JSON writes it, {0}', got);
    case 'InvalidCommentToken':
    case 'UnexpectedEndOfComment':
      return t('this comment is never closed');
    default:
      return t('this text is not closed, or holds a line end or a wrong \\ escape');
  }
}

/** What stands at a place, for a message. */
function here(text: string, offset: number): string {
  if (offset >= text.length) return t('the end of the file');
  ANY_WORD.lastIndex = offset;
  const word = ANY_WORD.exec(text)?.[0] ?? String.fromCodePoint(text.codePointAt(offset) ?? 0);
  return word === '"' ? t('a quotation mark') : quoted(word);
}

function hint(text: string, offset: number): string {
  return text[offset] === "'" ? t('; use double quotation marks') : '';
}

/** Has the value keys? */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
