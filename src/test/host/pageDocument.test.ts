import { expect, test } from 'vitest';
import { pageDocument } from '../../host/pageDocument.ts';

const html = pageDocument({
  host: 'trains',
  title: 'Inspector',
  nonce: 'abc',
  source: 'https://files.test',
  styles: ['https://files.test/toolkit.css', 'https://files.test/inspector.css'],
  scripts: ['https://files.test/toolkit.js', 'https://files.test/inspector.js'],
});

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
