import { parseArgs } from 'node:util';
import { parseShapes, SERIES } from './shapes.ts';
import type { Shape } from './shapes.ts';

/** The sections of the benchmark, in their order. */
export const SECTIONS = [
  'epoch',
  'run',
  'streaming',
  'memory',
  'start',
  'reading',
  'workbench',
  'largest',
  'scrubbing',
  'playing',
  'live',
] as const;
export type Section = (typeof SECTIONS)[number];

export interface Options {
  readonly sections: readonly Section[];
  readonly shapes: readonly Shape[];
  /** For each shape, beside its warm-up. */
  readonly seconds: number;
  readonly json: boolean;
}

/** @throws RangeError for a section or shape that there is not, TypeError for an option that there is not */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      shapes: { type: 'string' },
      seconds: { type: 'string', default: '4' },
      json: { type: 'boolean', default: false },
    },
  });
  return {
    sections: values.only === undefined ? SECTIONS : parseSections(values.only),
    shapes: values.shapes === undefined ? SERIES : parseShapes(values.shapes),
    seconds: positive('seconds', values.seconds),
    json: values.json,
  };
}

/** @throws RangeError for a name that is none */
function parseSections(names: string): readonly Section[] {
  const wanted = names.split(',');
  const unknown = wanted.filter((name) => !SECTIONS.some((section) => section === name));
  if (unknown.length > 0) {
    throw new RangeError(`no such section: ${unknown.join(', ')}; the sections are ${SECTIONS.join(', ')}`);
  }
  return SECTIONS.filter((section) => wanted.includes(section));
}

/** @throws RangeError unless `text` is a number above 0 */
function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new RangeError(`--${name} must be a number above 0, got ${text}`);
  return value;
}

export interface PeerOptions {
  readonly shapes: readonly Shape[];
  readonly seconds: number;
  readonly json: boolean;
  /** Measure everything else too and write BENCHMARKS.md; `again`: from what was measured the last time. */
  readonly write: 'no' | 'yes' | 'again';
  /** With `again`: the sections that are measured anew. */
  readonly sections: readonly Section[];
}

/** @throws as `parseOptions` does */
export function parsePeerOptions(args: readonly string[]): PeerOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      shapes: { type: 'string' },
      seconds: { type: 'string', default: '20' },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      rewrite: { type: 'boolean', default: false },
      only: { type: 'string' },
    },
  });
  if (values.write && values.shapes !== undefined) {
    throw new RangeError('--write measures every shape: leave --shapes out');
  }
  if (values.only !== undefined && !values.rewrite) throw new RangeError('--only goes with --rewrite');
  return {
    shapes: values.shapes === undefined ? SERIES : parseShapes(values.shapes),
    seconds: positive('seconds', values.seconds),
    json: values.json,
    write: values.rewrite ? 'again' : values.write ? 'yes' : 'no',
    sections: values.only === undefined ? [] : parseSections(values.only),
  };
}
