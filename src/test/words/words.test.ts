import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it, test } from 'vitest';
import { inProject } from '../../dev/project.ts';
import { forgottenIn } from './forgotten.ts';
import { parse, placeOf, placesIn, saidIn, shippedSources } from './sentences.ts';

const readTable = (file: string) =>
  JSON.parse(readFileSync(inProject(file), 'utf8')) as Readonly<Record<string, string>>;
const sources = shippedSources();
const german = readTable('l10n/bundle.l10n.de.json');

describe('what the program says', () => {
  const said = sources.flatMap((source) =>
    saidIn(source).map((argument) => ({ argument, place: placeOf(source, argument) })),
  );
  const literals = said.filter(({ argument }) => ts.isStringLiteralLike(argument));
  const sentences = new Set(literals.map(({ argument }) => (argument as ts.StringLiteralLike).text));

  it('is named by literal sentences only, so that all of them are known', () => {
    const others = said.filter((one) => !literals.includes(one)).map(({ place }) => place);
    expect(others.filter((place) => !place.startsWith('src/engine/translation.ts'))).toEqual([
      expect.stringMatching(/^webview\/said\.ts:/),
    ]);
  });

  it('has a German sentence for each, and no other', () => {
    expect(Object.keys(german).filter((sentence) => !sentences.has(sentence))).toEqual([]);
    expect([...sentences].filter((sentence) => !german[sentence])).toEqual([]);
  });

  it('has the same places to be filled in both languages', () => {
    const different = Object.entries(german).filter(([one, other]) => placesIn(one) !== placesIn(other));
    expect(different).toEqual([]);
  });

  it('keeps the table sorted, so that two people’s changes meet rarely', () => {
    expect(Object.keys(german)).toEqual(Object.keys(german).sort());
  });

  it('forgets nothing that people read', () => {
    expect(sources.flatMap(forgottenIn)).toEqual([]);
  });
});

test.each([
  ['text in an element', `const a = <p>Some words</p>;`, 1],
  ['a title', `const a = <p title="Some words" />;`, 1],
  ['a name for a screen reader', `const a = <p aria-label={x ? 'Words' : \`\${n} rows\`} />;`, 2],
  ['a message', `void vscode.window.showErrorMessage(\`Nothing was written: \${why}\`);`, 1],
  ['the title of a dialog', `ask({ title: 'Save it', placeHolder: t('Where?') });`, 1],
  ['what is said', `const a = <p title={t('Words {0}', n)}>{t('Words')} · {n} × W1</p>;`, 0],
  ['a product’s name', `void vscode.window.showErrorMessage(\`Iris Network: \${why}\`);`, 0],
])('%s is looked at', (_, text, n) => {
  const path = text.includes('vscode') || text.startsWith('ask') ? 'src/host/a.tsx' : 'webview/a.tsx';
  expect(forgottenIn({ path, tree: parse(path, text) })).toHaveLength(n);
});

describe('the manifest', () => {
  const manifest = readFileSync(inProject('package.json'), 'utf8');
  const keys = new Set([...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key));

  it.each(['package.nls.json', 'package.nls.de.json'])('has each of its sentences in %s', (file) => {
    const table = readTable(file);
    expect(new Set(Object.keys(table))).toEqual(keys);
    expect(Object.entries(table).filter(([, sentence]) => sentence.trim() === '')).toEqual([]);
  });

  it('writes no sentence itself', () => {
    const written = /"(title|displayName|description|markdownDescription|altText|contents|category)": "(?!%)/;
    const forPeople = JSON.stringify(
      JSON.parse(manifest),
      (key, value: unknown) => (key === 'inputSchema' ? undefined : value), // is for language models
      2,
    );
    expect(forPeople.split('\n').filter((line) => written.test(line))).toEqual([]);
    expect(manifest).toContain('"l10n": "./l10n"');
  });

  it.each(['package.nls.json', 'package.nls.de.json'])(
    'gives each step of the tour a button, and only the marks that VS Code shows there, in %s',
    (file) => {
      const steps = Object.entries(readTable(file)).filter(([key]) => /^tour\.\w+\.description$/.test(key));
      expect(steps).toHaveLength(8);
      for (const [key, text] of steps) {
        expect(text, key).toMatch(/\n\[[^\]]+\]\(command:irisNetwork\.\w+\)$/);
        expect(text, key).not.toContain('_');
      }
    },
  );

  it('leads from both languages to the same commands', () => {
    const [english, other] = [readTable('package.nls.json'), readTable('package.nls.de.json')];
    const links = (text = '') => text.match(/\(command:[\w.]+\)/g);
    for (const [key, text] of Object.entries(english)) expect(links(other[key]), key).toEqual(links(text));
  });
});
