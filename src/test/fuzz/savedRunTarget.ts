import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { SavedRunError, packRun, unpackRun } from '#formats/runContainer';
import type { RunParts } from '#formats/runContainer';
import { openRun, saveRun } from '#session/savedRun';
import type { Digests } from '#session/savedRun';
import { Run } from '#session/run';
import { trainAll } from '#session/trainAll';
import { anything, oneWrong } from '../../../webview/test/hostile.ts';
import { smallRun } from '../session/smallRun.ts';
import { asyncTarget } from './target.ts';
import { refuseUnhelpful } from './textTargets.ts';

/** Every run's states have this hash, so that a change of them is found by what they are and not by it. */
const HASH = 'a'.repeat(64);
const DIGESTS: Digests = {
  sha256: (bytes) => Promise.resolve(createHash('sha256').update(bytes).digest()),
  parametersHash: () => Promise.resolve(HASH),
};

interface Base {
  readonly bytes: Uint8Array;
  readonly parts: RunParts;
}

async function madeBase(): Promise<Base> {
  const { id, name, config, dataset, experiment } = smallRun({ epochs: 5 });
  const { history } = trainAll(experiment);
  const numbers = history.data.subarray(0, history.filled);
  const run = new Run({ id, name, config, dataset }, { numbers, status: { state: 'completed' } });
  const bytes = await saveRun(run, null, DIGESTS);
  return { bytes, parts: await unpackRun(bytes, DIGESTS.sha256) };
}

let base: Promise<Base> | undefined;

/** One header with one part exchanged; what is in it comes from the base, which is not at hand yet. */
type HeaderChange = (header: unknown) => unknown;

const place = fc.double({ min: 0, max: 1, noNaN: true });
const oddNumber = fc.constantFrom(NaN, Infinity, -1, 0.5, 1e308, -0, 3, 2 ** 53);
const headerChange: fc.Arbitrary<HeaderChange> = fc.oneof(
  fc.constant<HeaderChange>((header) => header),
  anything.map(
    (value): HeaderChange =>
      () =>
        value,
  ),
  fc.integer().map((seed): HeaderChange => {
    return (header) =>
      fc.sample(
        oneWrong(() => structuredClone(header)),
        { numRuns: 1, seed },
      )[0];
  }),
);

const bytesChanged = fc.record({
  kind: fc.constant('bytes' as const),
  cut: fc.option(place),
  flips: fc.array(fc.tuple(place, fc.nat(255)), { maxLength: 5 }),
});
const partsChanged = fc.record({
  kind: fc.constant('parts' as const),
  change: headerChange,
  numbers: fc.array(fc.tuple(place, oddNumber), { maxLength: 3 }),
  length: fc.constantFrom(0, 1, 0.5, 0.99),
});

/** Bytes are opened as a run whose states can all be read, or refused in a sentence, damaged as they may be. */
export const savedRun = asyncTarget(fc.oneof(bytesChanged, partsChanged), async (one) => {
  const { bytes, parts } = await (base ??= madeBase());
  const changed = one.kind === 'bytes' ? withFlips(bytes, one) : await repacked(parts, one);
  if (!changed) return; // no such header can be written
  try {
    const run = await openRun(changed, '1', DIGESTS, () => Promise.reject(new SavedRunError('has no data')));
    for (let epoch = 0; epoch < run.history.length; epoch++) run.history.parameterValues(epoch);
    if (run.history.length === 0) throw new Error('a run without a state was opened');
  } catch (error) {
    if (!(error instanceof SavedRunError)) throw error;
    refuseUnhelpful(error.message);
  }
});

function withFlips(
  bytes: Uint8Array,
  { cut, flips }: { readonly cut: number | null; readonly flips: readonly (readonly [number, number])[] },
): Uint8Array {
  const copy = bytes.slice(0, cut === null ? bytes.length : Math.floor(cut * bytes.length));
  for (const [at, mask] of flips) {
    const index = Math.floor(at * (copy.length - 1));
    if (index in copy) copy[index] = copy[index]! ^ mask;
  }
  return copy;
}

/** The parts with what is changed in them, under a checksum that is right: the checks behind it have to find the rest. */
async function repacked(
  { header, numbers }: RunParts,
  change: {
    readonly change: HeaderChange;
    readonly numbers: readonly (readonly [number, number])[];
    readonly length: number;
  },
): Promise<Uint8Array | undefined> {
  const own = numbers.slice(
    0,
    change.length === 0 ? numbers.length : Math.floor(change.length * numbers.length),
  );
  for (const [at, value] of change.numbers) own[Math.floor(at * Math.max(0, own.length - 1))] = value;
  const changed = change.change(header);
  try {
    if (JSON.stringify(changed) === undefined) return undefined;
  } catch {
    return undefined; // a bigint, or a ring
  }
  return packRun(changed as object, [own], DIGESTS.sha256);
}
