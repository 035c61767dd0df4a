import { expect, test } from 'vitest';
import { latestOnly } from '../latestOnly.ts';

test('one at a time, and of those that wait only the last', async () => {
  const done: string[] = [];
  const ends: (() => void)[] = [];
  const want = latestOnly((name: string) => {
    done.push(name);
    return new Promise<void>((resolve) => ends.push(resolve));
  });
  const end = async () => {
    ends.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
  };

  want('a');
  want('b');
  want('c');
  expect(done).toEqual(['a']);
  await end();
  expect(done).toEqual(['a', 'c']);
  want('d');
  await end();
  expect(done).toEqual(['a', 'c', 'd']);
  await end();
  expect(done).toEqual(['a', 'c', 'd']); // nothing waits
  want('e');
  expect(done).toEqual(['a', 'c', 'd', 'e']);
});

test('one that fails keeps no other from being done', async () => {
  const done: string[] = [];
  const want = latestOnly((name: string) => {
    done.push(name);
    return Promise.reject(new Error('it fails'));
  });
  want('a');
  want('b');
  await Promise.resolve();
  await Promise.resolve();
  expect(done).toEqual(['a', 'b']);
});
