import { describe, expect, test } from 'vitest';
import { readDataset } from '#formats/csv';
import { checkChoices, checkPreview } from '#protocol/preview';

const TEXT = 'a,b,kind\n1,2,x\n,3,y\n4,5,x\n6,7,y\n';

function previewOf(text: string) {
  const reading = readDataset(text, { name: 'table', missing: 'dropRows' });
  const outcome =
    'dataset' in reading ? { kind: 'ready', facts: reading.facts } : { kind: 'refused', ...reading };
  return { file: 'a.csv', place: 'b', choices: {}, training: 't', hasUnsavedChanges: false, outcome };
}

/** The preview of a table with one part of its facts exchanged. */
function withFacts(change: (facts: Record<string, unknown>) => void): unknown {
  const preview = structuredClone(previewOf(TEXT));
  change(preview.outcome.facts as unknown as Record<string, unknown>);
  return preview;
}

describe('a preview', () => {
  test.each([TEXT, 'a,b\nx,y\n', 'a\n', '', '"', `${'h'.repeat(5000)},b\n1,x\n2,y\n`])(
    'of any table comes through: %j',
    (text) => {
      const preview = previewOf(text);
      const checked = checkPreview(structuredClone(preview));
      if (text.length < 4000) expect(checked).toEqual(preview);
    },
  );

  test('leaves behind what is not asked for', () => {
    const checked = checkPreview(withFacts((facts) => (facts['more'] = 1)));
    expect(checked).toEqual(previewOf(TEXT));
  });

  test.each<[string, (facts: Record<string, unknown>) => void, RegExp]>([
    ['a delimiter that there is not', (facts) => (facts['delimiter'] = 'x'), /delimiter is none of those/],
    ['a column that is none', (facts) => (facts['columns'] = [5]), /columns\[\]/],
    [
      'a kind of column that there is not',
      (facts) => (facts['columns'] = [{ name: 'a', kind: 'x' }]),
      /kind is none/,
    ],
    ['a cell that is no text', (facts) => (facts['firstRows'] = [[{}]]), /firstRows\[\]\[\] must be text/],
    ['rows that are no count', (facts) => (facts['nRows'] = -1), /nRows must be a whole number/],
    [
      'a class without a name',
      (facts) => (facts['classes'] = [{ nRows: 1 }]),
      /classes\[\]\.name must be text/,
    ],
    [
      'a warning that is none',
      (facts) => (facts['warnings'] = [{ message: 5 }]),
      /warnings\[\]\.what must be text/,
    ],
    [
      'left-out rows that are no list',
      (facts) => (facts['dropped'] = { total: 1 }),
      /dropped\.problems must be a list/,
    ],
    [
      'too much',
      (facts) => (facts['features'] = Array.from({ length: 1_000_001 }, () => 'a')),
      /at most 1000000 entries/,
    ],
  ])('with %s is refused', (_, change, reason) => {
    expect(() => checkPreview(withFacts(change))).toThrow(reason);
  });

  test.each([null, 5, {}, { outcome: { kind: 'refused', facts: null, problems: {}, total: 1 } }])(
    '%j is none',
    (value) => expect(() => checkPreview(value)).toThrow(TypeError),
  );
});

test.each([
  [{ delimiter: '#' }, /delimiter is none/],
  [{ missing: 'guess' }, /missing is none/],
  [{ target: 5 }, /target must be text/],
  [{ features: 'a' }, /features must be a list/],
  [{ features: [5] }, /features must be text/],
])('choices %j are refused', (choices, reason) => {
  expect(() => checkChoices(choices)).toThrow(reason);
});
