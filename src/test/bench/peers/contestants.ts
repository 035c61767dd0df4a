import { inProject } from '../../../dev/project.ts';
import { newerNode } from '../../newerNode.ts';
import { CONTESTANTS, PRODUCT_ENGINE } from '../engines.ts';
import type { Shape } from '../shapes.ts';
import { C_PROGRAMS, compileC } from './compileC.ts';
import type { PeerKind } from './measured.ts';
import { installPackages } from './packages.ts';
import type { PeerCommand } from './peerProcess.ts';
import { pythonsWith } from './python.ts';

/** Somebody in the race. */
export interface PeerEntry {
  readonly name: string;
  readonly kind: PeerKind;
  /** How to start it, or why it cannot be. */
  readonly command: PeerCommand | { readonly missing: string };
  /** How far its loss may be from ours, relatively; null for another algorithm. */
  readonly tolerance: number | null;
  /** The only shape it is measured at. */
  readonly onlyAt?: Shape;
}

const EXACT = 1e-9;
const WITHOUT_OFFSET = 1e-7; // Float64, but nothing is added to a probability before its logarithm is taken
const SINGLE = 1e-6;

/** Ours first. What is missing on this machine is told of, not installed, apart from the packages of npm. */
export function contestants(first: Shape): readonly PeerEntry[] {
  return [...ours(), ...pythonPeers(), ...npmPeers(first), ...programs()];
}

function ours(): readonly PeerEntry[] {
  const entry = (name: string, command: PeerEntry['command']): PeerEntry => {
    return { name, kind: 'ours', command, tolerance: EXACT };
  };
  const newer = attempt(newerNode);
  return [
    ...CONTESTANTS.map((name) => entry(name, node('engine', name))),
    entry(
      `${PRODUCT_ENGINE}, newer Node`,
      'missing' in newer ? newer : { ...node('engine', PRODUCT_ENGINE), file: newer.value },
    ),
  ];
}

function pythonPeers(): readonly PeerEntry[] {
  const entry = (name: string, module: string, args: readonly string[], tolerance: number): PeerEntry => {
    const [python] = pythonsWith(module);
    const command = python ? script(python.file, ...args) : { missing: `no Python here has ${module}` };
    return { name, kind: 'peer', command, tolerance };
  };
  const numpy = pythonsWith('numpy').map(({ file, version }) => ({
    name: `NumPy ${version}`,
    kind: 'peer' as const,
    command: script(file, 'numpy_peer.py'),
    tolerance: EXACT,
  }));
  const threaded = numpy.map((one) => ({
    ...one,
    name: `${one.name}, 2 threads`,
    command: { ...one.command, threads: 2 },
  }));
  return [
    ...numpy,
    ...threaded,
    entry('scikit-learn', 'sklearn', ['sklearn_peer.py'], WITHOUT_OFFSET),
    entry('PyTorch', 'torch', ['torch_peer.py', 'float64'], WITHOUT_OFFSET),
    entry('PyTorch, float32', 'torch', ['torch_peer.py', 'float32'], SINGLE),
  ];
}

function npmPeers(first: Shape): readonly PeerEntry[] {
  const commandOf = attempt(() => {
    const folder = installPackages();
    return (program: string) => node(program, folder);
  });
  const command = (program: string) => ('missing' in commandOf ? commandOf : commandOf.value(program));
  return [
    { name: 'TensorFlow.js, float32', kind: 'peer', command: command('tensorflow'), tolerance: SINGLE },
    { name: 'brain.js', kind: 'peer', command: command('brain'), tolerance: null, onlyAt: first },
  ];
}

function programs(): readonly PeerEntry[] {
  return C_PROGRAMS.map((program) => {
    const compiled = attempt(() => ({ file: compileC(program), args: [] }));
    const command = 'missing' in compiled ? compiled : compiled.value;
    return { name: program.name, kind: 'limit', command, tolerance: EXACT };
  });
}

function node(program: string, argument: string): PeerCommand {
  return {
    file: process.execPath,
    args: [inProject('dist', 'bench', `${program}.mjs`), argument],
  };
}

function script(python: string, name = '', ...args: readonly string[]): PeerCommand {
  return {
    file: python,
    args: ['-B', inProject('src', 'test', 'bench', 'peers', name), ...args], // -B: no compiled files beside it
  };
}

function attempt<Value>(act: () => Value): { readonly value: Value } | { readonly missing: string } {
  try {
    return { value: act() };
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  }
}
