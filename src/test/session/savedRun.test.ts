import { createHash, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SavedRunError, packRun, unpackRun } from '#formats/runContainer';
import { parameterBytes } from '#formats/parameterBytes';
import { Run } from '#session/run';
import { dataHash, openRun, saveRun } from '#session/savedRun';
import type { Digests } from '#session/savedRun';
import { trainAll } from '#session/trainAll';
import { fixturePath } from '../fixtureFiles.ts';
import { SMALL, configWith } from './smallRun.ts';

const digests: Digests = {
  sha256: (bytes) => Promise.resolve(createHash('sha256').update(bytes).digest()),
  parametersHash: (history) => {
    const hash = createHash('sha256');
    for (const bytes of parameterBytes(history)) hash.update(bytes);
    return Promise.resolve(hash.digest('hex'));
  },
};
const nowhere = () => Promise.reject(new Error('the data are in the file'));
const open = (bytes: Uint8Array, findData = nowhere as () => Promise<typeof SMALL>) =>
  openRun(bytes, 'opened', digests, findData);

/** A run that trained to its end. */
function endedRun(training: Parameters<typeof configWith>[0] = {}, dataset = SMALL): Run {
  const config = configWith({ epochs: 20, ...training });
  const input = { id: 'run-1', name: 'a run', config, dataset };
  const { history, divergence } = trainAll(new Run(input).experiment);
  const status = divergence
    ? ({ state: 'diverged', ...divergence } as const)
    : ({ state: 'completed' } as const);
  return new Run(input, { numbers: history.data.slice(0, history.filled), status });
}

const RUN = endedRun();
const SAVED = await saveRun(RUN, null, digests);

describe('saving and opening', () => {
  test('gives back the configuration, the data, every state and the end', async () => {
    const stopping = { monitor: 'trainLoss', patience: 2, minDelta: 1, restoreBest: true } as const;
    const adam = endedRun({ optimizer: 'adam', beta1: 0.9, beta2: 0.99, epsilon: 1e-8, batchSize: 4 });
    const stopped = endedRun({ earlyStopping: stopping });
    expect(stopped.history.length).toBe(3);
    for (const run of [RUN, endedRun({ learningRate: 1e5 }), endedRun({ epochs: 0 }), adam, stopped]) {
      const opened = await open(await saveRun(run, null, digests));
      expect(opened.config).toEqual(run.config);
      expect(opened.experiment.dataset).toEqual(run.experiment.dataset);
      expect(opened.status).toEqual(run.status);
      expect(opened.name).toBe(run.name);
      expect(opened.history.data).toEqual(run.history.data);
      expect(opened.history.length).toBe(run.history.length);
    }
  });

  test('save, open, save: the same bytes, also of names in all scripts', async () => {
    const names = {
      ...SMALL,
      name: 'ümläut',
      features: ['__proto__', '<b>✿</b> "שלום"'],
      classes: ['\u0000', '=1'],
    };
    for (const dataset of [SMALL, names]) {
      const first = await saveRun(endedRun({}, dataset), null, digests);
      const opened = await open(first);
      expect(opened.experiment.dataset.features).toEqual(dataset.features);
      expect(await saveRun(opened, null, digests)).toEqual(first);
    }
  });

  test('a file of today is opened by every later version', async () => {
    const opened = await open(readFileSync(fixturePath('saved-run-1.irisrun')));
    expect(opened.history.parameterValues(20)).toEqual(RUN.history.parameterValues(20));
    expect(await saveRun(opened, null, digests)).toEqual(SAVED);
  });

  test('the checksum is the same by the browser’s own SHA-256', async () => {
    const sha256 = async (bytes: Uint8Array) =>
      new Uint8Array(await webcrypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
    expect(await saveRun(RUN, null, { ...digests, sha256 })).toEqual(SAVED);
  });

  test('data elsewhere are found there, and refused if they have changed', async () => {
    const reference = { path: 'small.csv', sha256: await dataHash(SMALL, digests.sha256) };
    const bytes = await saveRun(RUN, reference, digests);
    expect(bytes.length).toBeLessThan(SAVED.length);
    const asked: unknown[] = [];
    const opened = await openRun(bytes, 'opened', digests, (wanted) => {
      asked.push(wanted);
      return Promise.resolve(SMALL);
    });
    expect(asked).toEqual([{ ...reference, missing: 'refuse' }]);
    expect(opened.history.data).toEqual(RUN.history.data);
    const changed = { ...SMALL, values: SMALL.values.map((value) => value + 1) };
    await expect(open(bytes, () => Promise.resolve(changed))).rejects.toThrow(
      'was trained on other data than there are now in "small.csv"',
    );
  });

  test('a run that goes on is not saved', async () => {
    const run = new Run({ id: 'r', name: 'r', config: configWith(), dataset: SMALL });
    await expect(saveRun(run, null, digests)).rejects.toThrow('only a run that has ended can be saved');
  });
});

describe('what is no saved run', () => {
  test('is refused: 1,000 files with a byte changed, cut off, prolonged or with other sizes', async () => {
    const corruption = fc.oneof(
      fc.record({ at: fc.nat(SAVED.length - 1), flip: fc.integer({ min: 1, max: 255 }) }),
      fc.record({ length: fc.nat(SAVED.length - 1) }),
      fc.record({ more: fc.uint8Array({ minLength: 1, maxLength: 64 }) }),
      fc.record({ size: fc.constantFrom(8, 12), as: fc.integer({ min: 0, max: 0xffffffff }) }),
    );
    await fc.assert(
      fc.asyncProperty(corruption, async (how) => {
        const bytes = corrupted(how);
        if (Buffer.compare(bytes, SAVED) === 0) return;
        await expect(open(bytes)).rejects.toThrow(SavedRunError);
      }),
      { numRuns: 1000 },
    );
  });

  test('is refused with a sentence', async () => {
    const refusal = async (bytes: Uint8Array) =>
      open(bytes).then(
        () => 'opened',
        (error: unknown) => (error as Error).message,
      );
    expect(await refusal(new Uint8Array(0))).toContain('is not a saved run');
    expect(await refusal(Buffer.from('PK\u0003\u0004'.padEnd(200)))).toContain('is not a saved run');
    expect(await refusal(SAVED.subarray(0, 40))).toBe(
      'is cut off after 40 bytes; get the file again, or save the run again',
    );
    expect(await refusal(corrupted({ size: 8, as: 2 }))).toBe(
      'has version 2 of the format, and this program reads version 1; update the program',
    );
    expect(await refusal(corrupted({ at: 300, flip: 1 }))).toContain('is damaged');
  });

  test.each<readonly [string, (header: Header, numbers: Float64Array) => void, string]>([
    ['rows', (header) => (header.dataset.rows = 1e9), 'says that it has 1000000000 rows'],
    ['states', (header) => (header.states = 20), 'says that it has 20 states, and has 21'],
    ['classes', (header) => header.dataset.classes.splice(1), 'dataset.classes'],
    ['names', (header) => (header.dataset.features = ['a', 'a']), 'must not repeat a name'],
    ['configuration', (header) => (header.config.training.epochs = -1), 'training.epochs must be'],
    ['more epochs', (header) => (header.config.training.epochs = 900), 'has 21 of 901 states'],
    [
      'fewer epochs',
      (header) => (header.config.training.epochs = 3),
      'are not the states of a run of 3 epochs',
    ],
    ['keys', (header) => ((header as { more?: number }).more = 1), 'Unrecognized key'],
    ['hash', (header) => (header.parametersHash = '0'.repeat(64)), 'does not hold the states'],
    ['values', (_, numbers) => (numbers[0] = NaN), 'holds data that are no numbers'],
    ['labels', (_, numbers) => (numbers[24] = 0.5), 'have no class'],
    ['parameters', (_, numbers) => (numbers[36] = Infinity), 'in the state of epoch 0'],
    ['counts', (_, numbers) => (numbers[numbers.length - 1] = 13), 'the wrong testCorrect 13 at epoch 20'],
  ])('is refused with a right checksum too: made-up %s', async (_, lie, expected) => {
    const { header, numbers } = await unpackRun(SAVED, digests.sha256);
    const forged = structuredClone(header) as Header;
    const others = numbers.slice();
    lie(forged, others);
    await expect(open(await packRun(forged, [others], digests.sha256))).rejects.toThrow(expected);
    await expect(open(await packRun(forged, [others], digests.sha256))).rejects.toThrow(SavedRunError);
  });
});

interface Header {
  states: number;
  parametersHash: string;
  dataset: { rows: number; features: string[]; classes: string[] };
  config: { training: { epochs: number } };
}

type Corruption =
  | { readonly at: number; readonly flip: number }
  | { readonly length: number }
  | { readonly more: Uint8Array }
  | { readonly size: number; readonly as: number };

function corrupted(how: Corruption): Uint8Array {
  const bytes = SAVED.slice();
  if ('length' in how) return bytes.subarray(0, how.length);
  if ('more' in how) return Buffer.concat([bytes, how.more]);
  if ('size' in how) new DataView(bytes.buffer).setUint32(how.size, how.as, true);
  else bytes[how.at]! ^= how.flip;
  return bytes;
}
