import fc from 'fast-check';

/** Names that mean something to somebody: to JavaScript, HTML, a spreadsheet, a terminal, a reader of another script. */
export const HOSTILE_NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  "javascript:alert('x')",
  '=cmd|"/c calc"!A1',
  '@SUM(1+1)',
  '[link](command:workbench.action.quit)',
  '${process.exit(1)}',
  '\u202eevil\u202c',
  'שלום',
  'مرحبا',
  '花'.repeat(60),
  '\u0000\u0007\u001b[31mred',
  '\ud800',
  'e\u0301\u0301\u0301',
  '👩‍👩‍👧‍👦',
  ' ',
  '',
  'a'.repeat(5000),
] as const;

/** What tables and experiment files are made of, and what is easily mistaken. */
const TOKENS = [
  ...[
    ',',
    ';',
    '\t',
    '|',
    '"',
    '""',
    "'",
    '\n',
    '\r',
    '\r\n',
    '\ufeff',
    ' ',
    '{',
    '}',
    '[',
    ']',
    ':',
    '//',
    '/*',
    '*/',
  ],
  ...[
    '0',
    '-0',
    '1',
    '5.1',
    '1e308',
    '-1e309',
    '1e-320',
    '1,5',
    'NaN',
    'inf',
    'NA',
    '?',
    'null',
    'true',
    '\\u0000',
    '\\',
  ],
  ...[
    '"units"',
    '"__proto__"',
    '"network"',
    '"seed"',
    '"epochs"',
    '"dataset"',
    '"path"',
    '"../../etc/passwd"',
  ],
  ...HOSTILE_NAMES,
];

/** Text of these pieces, and now and then of any characters. */
export const hostileText = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(fc.constantFrom(...TOKENS), { maxLength: 80 }).map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 400 }) },
  { weight: 1, arbitrary: repeated() },
);

/** One piece many times over: what makes a matcher that goes back and forth take for ever. */
function repeated(): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...TOKENS), fc.constantFrom(100, 3000, 30_000), fc.constantFrom(...TOKENS))
    .map(([piece, times, end]) => piece.repeat(Math.ceil(times / Math.max(1, piece.length))) + end);
}

/** A text that was right, with some of it taken away, doubled, replaced or moved. */
export function mutated(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(12),
    kind: fc.constantFrom('drop', 'double', 'put', 'move'),
    piece: fc.constantFrom(...TOKENS),
  });
  return fc.tuple(texts, fc.array(change, { maxLength: 6 })).map(([text, changes]) => {
    let now = text;
    for (const { at, length, kind, piece } of changes) {
      const from = Math.floor(at * now.length);
      const [head, cut, tail] = [
        now.slice(0, from),
        now.slice(from, from + length),
        now.slice(from + length),
      ];
      if (kind === 'drop') now = head + tail;
      else if (kind === 'double') now = head + cut + cut + tail;
      else if (kind === 'put') now = head + piece + tail;
      else now = tail + cut + head;
    }
    return now;
  });
}

/** Anything that JSON or a structured clone can carry, with the names and typed arrays that our messages have. */
export const anything = fc.anything({
  key: fc.oneof(
    fc.constantFrom('state', 'runId', 'offset', 'data', 'config', 'network', ...HOSTILE_NAMES),
    fc.string(),
  ),
  maxDepth: 4,
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withSparseArray: true,
  withNullPrototype: true,
});

/**
 * A value that was right, with one part of it exchanged for anything.
 *
 * @param whole made anew for each use, because parts of it are replaced
 */
export function oneWrong(whole: () => unknown): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.array(fc.nat(30), { minLength: 1, maxLength: 5 }), fc.option(anything))
    .map(([steps, other]) => {
      let value = whole();
      const root = [value];
      let parent: Record<string, unknown> = root as unknown as Record<string, unknown>;
      let key = '0';
      for (const step of steps) {
        if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) break;
        const keys = Object.keys(value);
        if (keys.length === 0) break;
        parent = value as Record<string, unknown>;
        key = keys[step % keys.length] ?? '';
        value = parent[key];
      }
      parent[key] = other;
      return root[0];
    });
}
