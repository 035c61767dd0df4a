import { expect, test } from 'vitest';
import { arraysOf } from '#engine/arrays';
import { isForward, phasesOf } from '#engine/phases';
import { experimentOf } from '../fixtureFiles.ts';

const relu = { units: 3, activation: 'relu' };
const NAMES: readonly (readonly [hidden: number, names: string])[] = [
  [0, 'Z1 P loss | dZ1 dW1,db1 update'],
  [1, 'Z1 A1 Z2 P loss | dZ2 dW2,db2 dA1 dZ1 dW1,db1 update'],
  [2, 'Z1 A1 Z2 A2 Z3 P loss | dZ3 dW3,db3 dA2 dZ2 dW2,db2 dA1 dZ1 dW1,db1 update'],
  [3, 'Z1 A1 Z2 A2 Z3 A3 Z4 P loss | dZ4 dW4,db4 dA3 dZ3 dW3,db3 dA2 dZ2 dW2,db2 dA1 dZ1 dW1,db1 update'],
];

function experiment(nHidden: number) {
  return experimentOf({ network: { hiddenLayers: Array.from({ length: nHidden }, () => relu) } });
}

test.each(NAMES)('%i hidden layers have their phases in the order of computation', (nHidden, names) => {
  const phases = phasesOf(experiment(nHidden).shape);
  const named = (wanted: boolean) =>
    phases.filter((phase) => isForward(phase) === wanted).map(({ name }) => name.replace(', ', ','));
  expect(`${named(true).join(' ')} | ${named(false).join(' ')}`).toBe(names);
});

test.each([0, 1, 2, 3])(
  'with %i hidden layers every array is computed once, from what is there',
  (nHidden) => {
    const { shape } = experiment(nHidden);
    const given = ['X', 'Y', 'W', 'b'];
    const key = ({ name, layer }: { name: string; layer: number }) => `${name}${layer}`;
    const known = new Set<string>();
    for (const { sources, results } of phasesOf(shape)) {
      for (const source of sources) expect(given.includes(source.name) || known.has(key(source))).toBe(true);
      for (const result of results) {
        expect(known.has(key(result))).toBe(false);
        known.add(key(result));
      }
    }
    const all = arraysOf(experiment(nHidden)).filter(({ name }) => !given.includes(name));
    expect([...known].sort()).toEqual(all.map(key).sort());
  },
);
