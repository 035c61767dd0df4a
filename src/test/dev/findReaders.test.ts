import { describe, expect, it } from 'vitest';
import { findReaders } from '../../dev/findReaders.ts';

/** A machine with these modules, on which apt-get works or not. */
function machine(there: readonly string[], rest: { isRoot: boolean; isDebian: boolean; works: boolean }) {
  const modules = new Set(there);
  const commands: string[] = [];
  const said: string[] = [];
  findReaders(
    {
      ...rest,
      run: (command, args) => {
        commands.push([command, ...args].join(' '));
        if (!rest.works) return false;
        for (const name of args) modules.add(name.replace('python3-', ''));
        return true;
      },
      say: (sentence) => said.push(sentence),
    },
    (name) => modules.has(name),
  );
  return { commands, said };
}

const ALL = ['numpy', 'sklearn', 'torch', 'onnx', 'optuna', 'nbformat'];

describe('findReaders', () => {
  it('does nothing where all are there', () => {
    expect(machine(ALL, { isRoot: true, isDebian: true, works: true })).toEqual({ commands: [], said: [] });
  });

  it("installs Debian's packages of what is missing when root", () => {
    const { commands, said } = machine(ALL.slice(2), { isRoot: true, isDebian: true, works: true });
    expect(commands).toEqual([
      'apt-get update',
      'apt-get install --yes --no-install-recommends python3-numpy python3-sklearn',
    ]);
    expect(said).toHaveLength(1);
  });

  it('says what is missing where it may not, or cannot', () => {
    const skipped = 'Python has no optuna: the tests in which they read our exports are skipped.';
    const there = ALL.filter((name) => name !== 'optuna');
    expect(machine(there, { isRoot: false, isDebian: true, works: true })).toEqual({
      commands: [],
      said: [skipped],
    });
    expect(machine(there, { isRoot: true, isDebian: false, works: true })).toEqual({
      commands: [],
      said: [skipped],
    });
    expect(machine(there, { isRoot: true, isDebian: true, works: false }).said.at(-1)).toBe(skipped);
  });
});
