import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SERIES } from '../shapes.ts';
import { workloadOf } from '../workload.ts';
import { PeerProcess } from './peerProcess.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iris-network-peer-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function peer(program: string): PeerProcess {
  const file = join(folder, 'peer.mjs');
  writeFileSync(file, program);
  return new PeerProcess({ file: process.execPath, args: [file], threads: 2 });
}

test('what is said goes out and comes back line by line, and the threads are told', async () => {
  const one = peer(`
    import { createInterface } from 'node:readline';
    for await (const line of createInterface(process.stdin)) {
      if (line.startsWith('prepare')) console.log('ready ' + process.env.OMP_NUM_THREADS + ' ' + line);
      else console.log('1500 0.25');
    }`);
  try {
    expect(await one.prepare(workloadOf(SERIES[0]!), 'a file')).toBe('2 prepare 120 4 5 3 0.00003 a file');
    expect(await one.run(10)).toEqual({ nanoseconds: 1500, loss: 0.25 });
  } finally {
    one.close();
  }
});

test('a peer that ends is an error with its last words', async () => {
  await expect(peer('throw new Error("out of order")').run(1)).rejects.toThrow(
    /the peer has ended: .*out of order/s,
  );
});

test('a program that is not there is an error too', async () => {
  const missing = new PeerProcess({ file: join(folder, 'missing'), args: [] });
  await expect(missing.run(1)).rejects.toThrow('ENOENT');
});
