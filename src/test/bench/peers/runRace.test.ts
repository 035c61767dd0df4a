import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SERIES } from '../shapes.ts';
import type { PeerEntry } from './contestants.ts';
import { runRace } from './runRace.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'iris-network-race-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Somebody who says that an epoch takes a second, and always has the same loss. */
function entry(name: string, loss: number, changed: Partial<PeerEntry> = {}): PeerEntry {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(
    file,
    `import { createInterface } from 'node:readline';
    for await (const line of createInterface(process.stdin)) {
      const [word, n] = line.split(' ');
      console.log(word === 'prepare' ? 'ready ${name} 1' : n * 1e9 + ' ${loss}');
    }`,
  );
  return {
    name,
    kind: 'peer',
    command: { file: process.execPath, args: [file] },
    tolerance: 1e-9,
    ...changed,
  };
}

test('who has our loss is measured; who has another, ends or is missing is told of', async () => {
  const broken = join(folder, 'no-peer.mjs');
  writeFileSync(broken, 'throw new Error("no such library")');
  const { shape, results } = await runRace(
    [
      entry('ours', 0.5, { kind: 'ours' }),
      entry('missing', 0, { command: { missing: 'nothing here has it' } }),
      entry('near', 0.5 + 1e-10),
      entry('wrong', 0.5 + 1e-8),
      entry('single', 0.5 + 1e-8, { tolerance: 1e-6 }),
      entry('another', 7, { tolerance: null, onlyAt: SERIES[0]! }),
      entry('elsewhere', 0.5, { onlyAt: SERIES[1]! }),
      entry('broken', 0, { command: { file: process.execPath, args: [broken] } }),
    ],
    SERIES[0]!,
    0.1,
  );
  expect(shape).toBe(SERIES[0]);
  const measured = expect.objectContaining({ medianMicroseconds: 1e6, epochsPerBlock: 1 }) as object;
  const skipped = (words: string) => ({ skipped: expect.stringContaining(words) as string });
  expect(results.map(({ name, version, pace, lossError }) => [name, version, pace, lossError])).toEqual([
    ['ours', 'ours 1', measured, null],
    ['missing', '', skipped('nothing here has it'), null],
    ['near', 'near 1', measured, expect.closeTo(2e-10, 12)],
    ['wrong', '', skipped('it computes another loss, 0.50000001 and not 0.5'), null],
    ['single', 'single 1', measured, expect.closeTo(2e-8, 12)],
    ['another', 'another 1', measured, null],
    ['broken', '', skipped('no such library'), null],
  ]);
});
