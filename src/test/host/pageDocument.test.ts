import { expect, test } from 'vitest';
import { pageDocument } from '../../host/pageDocument.ts';

const parts = {
  host: 'trains',
  title: 'Inspector',
  language: 'en',
  translations: null,
  nonce: 'abc',
  source: 'https://files.test',
  styles: ['https://files.test/toolkit.css', 'https://files.test/inspector.css'],
  scripts: ['https://files.test/toolkit.js', 'https://files.test/inspector.js'],
} as const;
const html = pageDocument(parts);

test('a page says that it is loading before any of its scripts has come', () => {
  expect(html).toContain('<div id="root"><p role="status">Loading…</p></div>');
  expect(html.indexOf('Loading…')).toBeLessThan(html.indexOf('inspector.js'));
});

test('a page has no script or style of its own, and runs none without its nonce', () => {
  expect([...html.matchAll(/<script[^>]*>([^<]*)</g)].map(([, content]) => content)).toEqual(['', '']);
  expect(html.match(/<script nonce="abc" /g)).toHaveLength(2);
  expect(html).not.toMatch(/<style|style="|onload|javascript:/);
  expect(html).toContain(
    `default-src 'none'; script-src 'nonce-abc'; style-src https://files.test 'nonce-abc'`,
  );
});

test('a page has its translations as data that no sentence can end', () => {
  const hostile = { 'Loading…': '</script><script>alert(1)</script>' };
  const german = pageDocument({ ...parts, language: 'de', translations: hostile });
  expect(german).toContain('<html lang="de"');
  const data = /<script type="application\/json" id="translations">([^<]*)<\/script>/.exec(german)?.[1];
  expect(JSON.parse(data ?? '')).toEqual(hostile);
  expect(german.match(/<script/g)).toHaveLength(3);
});

test('a page in a language without translations says that it is English', () => {
  expect(pageDocument({ ...parts, language: 'fr' })).toContain('<html lang="en"');
  expect(pageDocument({ ...parts, language: '"><b>', translations: {} })).toContain('<html lang="en"');
});
