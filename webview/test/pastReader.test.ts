import { expect, test } from 'vitest';
import { PastReader } from '../pastReader.ts';
import { HandClock } from './handClock.ts';

/** A run whose epochs take so long to be read. */
function setUp(milliseconds: number) {
  const clock = new HandClock();
  let ended = false;
  let nRead = 0;
  const run = {
    readPast: () => {
      clock.pass(milliseconds);
      nRead++;
      return true;
    },
    get alertLog() {
      return { length: nRead };
    },
  };
  const reader = new PastReader(
    clock,
    () => run,
    () => ended,
  );
  return { clock, reader, read: () => nRead, end: () => (ended = true) };
}

test('where an epoch takes long, reading leaves most of the time to what arrives, until the run has ended', () => {
  const { clock, reader, read, end } = setUp(45);
  const readFor = (milliseconds: number) => {
    const before = read();
    for (const start = clock.now(); clock.now() < start + milliseconds;) clock.tick(1);
    return read() - before;
  };
  reader.read();
  expect(readFor(2000) * 45).toBeLessThan(600);
  end();
  expect(readFor(2000) * 45).toBeGreaterThan(1400);
});

test('reading asks for no frames', () => {
  const { clock, reader, read } = setUp(1);
  reader.read();
  clock.tick(20);
  expect([read() > 0, clock.frames]).toEqual([true, 0]);
});
