import { expect, test } from 'vitest';
import { keyAction } from '../keys.ts';

const press = (
  key: string,
  more: Partial<Record<'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey', boolean>> = {},
) => keyAction({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...more });

test.each([
  [press(' '), { kind: 'toggle' }],
  [press('ArrowLeft'), { kind: 'step', epochs: -1 }],
  [press('ArrowRight', { shiftKey: true }), { kind: 'step', epochs: 10 }],
  [press('PageUp'), { kind: 'step', epochs: -100 }],
  [press('PageDown'), { kind: 'step', epochs: 100 }],
  [press('Home'), { kind: 'first' }],
  [press('End'), { kind: 'last' }],
  [press('a'), undefined],
  [press('ArrowLeft', { altKey: true }), undefined],
  [press(' ', { ctrlKey: true }), undefined],
])('key %#', (action, expected) => {
  expect(action).toEqual(expected);
});
