import { afterEach, expect, test } from 'vitest';
import { placesOf, t, translationsInUse, useTranslations } from '#engine/translation';

afterEach(() => useTranslations(null));

test('a sentence without a table is said as it stands, its places filled', () => {
  expect(t('nothing yet')).toBe('nothing yet');
  expect(t('{0} of {1} correct', 29, '30')).toBe('29 of 30 correct');
  expect(t('{1} before {0}, {1} again', 'a', 'b')).toBe('b before a, b again');
});

test('a sentence in the table is said in its words, in their order', () => {
  useTranslations({ '{0} of {1} correct': 'von {1} sind {0} richtig' });
  expect(t('{0} of {1} correct', 29, 30)).toBe('von 30 sind 29 richtig');
  expect(t('{0} of {1} wrong', 1, 30)).toBe('1 of 30 wrong');
  expect(translationsInUse()).not.toBeNull();
});

test('what is filled in is never read as a place or a pattern, and a brace is a brace', () => {
  expect(t('{0} and {1}', '{1}', '$&')).toBe('{1} and $&');
  expect(t('write {} or {2}', 'a')).toBe('write {} or {2}');
  expect(t('toString')).toBe('toString');
  useTranslations({});
  expect(t('constructor')).toBe('constructor');
});

test('a sentence can be cut at its places', () => {
  useTranslations({ 'row {0} at epoch {1}': 'in Epoche {1} Zeile {0}' });
  expect(placesOf('row {0} at epoch {1}')).toEqual(['in Epoche ', 1, ' Zeile ', 0, '']);
});
