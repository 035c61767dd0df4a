import { expect, test } from 'vitest';
import { historiesToForget } from '../../host/memoryBudget.ts';
import type { KeptHistory } from '../../host/memoryBudget.ts';

const history = (id: string, bytes: number, use: KeptHistory['use'] = 'ended') => ({ id, bytes, use });

test.each<[string, readonly KeptHistory[], readonly string[]]>([
  ['nothing while all fit', [history('b', 50), history('a', 50)], []],
  ['the oldest when they do not', [history('c', 50), history('b', 40), history('a', 30)], ['a']],
  ['as many as it takes', [history('c', 90), history('b', 40), history('a', 30)], ['a', 'b']],
  ['not what is needed', [history('c', 60), history('b', 40), history('a', 30, 'needed')], ['b']],
  ['not what is needed, even if it does not fit', [history('a', 900, 'needed')], []],
])('%s', (_, histories, forgotten) => {
  expect(historiesToForget(histories, 100)).toEqual(forgotten);
});
