import { quoted } from '#engine/words';

/** A place in a text as an editor shows it: both counted from 1. */
interface Place {
  readonly line: number;
  readonly column: number;
}

export type JsonPath = readonly PropertyKey[];

export type JsonReading =
  | {
      readonly value: unknown;
      /** Where a key, or an entry of a list, stands; the nearest surrounding place for what is not in the text. */
      readonly placeOf: (path: JsonPath) => Place;
    }
  | ({ readonly message: string } & Place);

/** How deep lists and objects may lie in each other. */
const MAX_DEPTH = 32;

/** White space and comments, as in JSON with comments. */
const SPACE = /(?:[ \t\r\n]+|\/\/[^\r\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)*/y;
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y;
const WORD = /(?:true|false|null)(?!\w)/y;
const ANY_WORD = /[\w$.+-]+/y;

/**
 * Reads JSON, comments and a comma after the last entry allowed, as editors read settings, and remembers where everything
 * stands. Unlike `JSON.parse` it says in words what is wrong and where, and refuses a key that is given twice. Objects have no prototype, so that every key is just a key.
 */
export function readJson(text: string): JsonReading {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const reader = new Reader(text, start);
  try {
    const value = reader.document();
    return { value, placeOf: (path) => placeAt(text, reader.offsetOf(path)) };
  } catch (error) {
    if (error instanceof JsonProblem) return { message: error.message, ...placeAt(text, error.offset) };
    throw error;
  }
}

class JsonProblem extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

class Reader {
  private readonly text: string;
  private readonly start: number;
  private readonly offsets = new Map<string, number>();
  private at: number;

  constructor(text: string, start: number) {
    this.text = text;
    this.start = start;
    this.at = start;
  }

  document(): unknown {
    this.skipSpace();
    if (this.at === this.text.length) this.fail('the file is empty; write {} to use all defaults');
    const value = this.value([]);
    this.skipSpace();
    if (this.at < this.text.length) this.fail(`expected the end of the file, got ${this.here()}`);
    return value;
  }

  offsetOf(path: JsonPath): number {
    for (let length = path.length; length > 0; length--) {
      const offset = this.offsets.get(pathKey(path.slice(0, length)));
      if (offset !== undefined) return offset;
    }
    return this.start;
  }

  /** The value that starts here, after any white space and comments. */
  private value(path: JsonPath): unknown {
    if (path.length > MAX_DEPTH) this.fail(`lists and objects are nested deeper than ${MAX_DEPTH} levels`);
    const next = this.text[this.at];
    if (next === '{') return this.object(path);
    if (next === '[') return this.list(path);
    if (next === '"') return this.string();
    const token = this.take(NUMBER) ?? this.take(WORD);
    if (token !== undefined) return JSON.parse(token) as unknown;
    return this.fail(`expected a value, got ${this.here()}${this.hint()}`);
  }

  private object(path: JsonPath): Record<string, unknown> {
    const object = Object.create(null) as Record<string, unknown>;
    this.members('}', () => {
      const keyAt = this.at;
      if (this.text[this.at] !== '"') {
        this.fail(`expected a key in double quotation marks, got ${this.here()}${this.hint()}`);
      }
      const key = this.string();
      if (key in object) this.fail(`the key ${quoted(key)} is given twice`, keyAt);
      this.skipSpace();
      if (!this.skip(':')) this.fail(`expected : after the key ${quoted(key)}, got ${this.here()}`);
      this.skipSpace();
      const at = [...path, key];
      this.offsets.set(pathKey(at), keyAt);
      object[key] = this.value(at);
    });
    return object;
  }

  private list(path: JsonPath): unknown[] {
    const entries: unknown[] = [];
    this.members(']', () => {
      const at = [...path, entries.length];
      this.offsets.set(pathKey(at), this.at);
      entries.push(this.value(at));
    });
    return entries;
  }

  /** What stands between brackets, separated by commas. */
  private members(close: '}' | ']', readMember: () => void): void {
    const openAt = this.at++;
    this.skipSpace();
    if (this.skip(close)) return;
    while (this.at < this.text.length) {
      readMember();
      this.skipSpace();
      if (this.skip(close)) return;
      if (this.at === this.text.length) break;
      if (!this.skip(',')) this.fail(`expected , or ${close}, got ${this.here()}${this.hint()}`);
      this.skipSpace();
      if (this.skip(close)) return;
    }
    this.fail(`this ${this.text[openAt]} is never closed; add ${close} at its end`, openAt);
  }

  private string(): string {
    const start = this.at;
    try {
      return JSON.parse(this.take(STRING) ?? '') as string;
    } catch {
      return this.fail('this text is not closed, or holds a line end or a wrong \\ escape', start);
    }
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const token = pattern.exec(this.text)?.[0];
    if (token !== undefined) this.at += token.length;
    return token;
  }

  private skip(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private skipSpace(): void {
    this.take(SPACE);
  }

  /** What stands here, for a message. */
  private here(): string {
    if (this.at >= this.text.length) return 'the end of the file';
    ANY_WORD.lastIndex = this.at;
    const word = ANY_WORD.exec(this.text)?.[0] ?? String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
    return word === '"' ? 'a quotation mark' : quoted(word);
  }

  private hint(): string {
    const next = this.text.slice(this.at, this.at + 2);
    if (next === '/*') return '; this comment is never closed';
    return next.startsWith("'") ? '; use double quotation marks' : '';
  }

  private fail(message: string, offset = this.at): never {
    throw new JsonProblem(message, offset);
  }
}

function pathKey(path: JsonPath): string {
  return JSON.stringify(path.map(String));
}

function placeAt(text: string, offset: number): Place {
  const before = text
    .slice(0, offset)
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/);
  return { line: before.length, column: (before[before.length - 1] ?? '').length + 1 };
}
