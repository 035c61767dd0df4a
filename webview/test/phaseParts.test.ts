import { expect, test } from 'vitest';
import { phasesOf } from '#engine/phases';
import type { Phase } from '#engine/phases';
import { nodeArray, partsOf } from '../phaseParts.ts';

const PHASES = phasesOf({ sizes: [4, 5, 6, 3], activations: ['relu', 'tanh'] });
const named = (name: string, occurrence = 0): Phase => PHASES.filter((one) => one.name === name)[occurrence]!;

test('the nodes show what has been computed up to a phase, and nothing that comes later', () => {
  const values = (phase: Phase) => [0, 1, 2, 3].map((layer) => nodeArray(phase, layer, 3) ?? '-').join(' ');
  expect(PHASES.map((phase) => `${phase.name}: ${values(phase)}`)).toEqual([
    'Z1: X Z - -',
    'A1: X A - -',
    'Z2: X A Z -',
    'A2: X A A -',
    'Z3: X A A Z',
    'P: X A A P',
    'loss: X A A P',
    'dZ3: X A A dZ',
    'dW3, db3: X A A dZ',
    'dA2: X A dA dZ',
    'dZ2: X A dZ dZ',
    'dW2, db2: X A dZ dZ',
    'dA1: X dA dZ dZ',
    'dZ1: X dZ dZ dZ',
    'dW1, db1: X dZ dZ dZ',
    'update: X A A P',
  ]);
});

test('a phase lights what it reads and writes', () => {
  expect(partsOf(named('Z2'))).toMatchObject({ nodes: [1, 2], edges: [2], matrices: [2], masks: false });
  expect(partsOf(named('A1'))).toMatchObject({ nodes: [1], edges: [], masks: true });
  expect(partsOf(named('P'))).toMatchObject({ nodes: [3], outputs: true, loss: false });
  expect(partsOf(named('loss'))).toMatchObject({ loss: true });
  expect(partsOf(named('dA1'))).toMatchObject({ nodes: [1, 2], edges: [2], matrices: [2] });
  expect(partsOf(named('update'))).toMatchObject({ nodes: [], edges: [1, 2, 3], matrices: [1, 2, 3] });
});
