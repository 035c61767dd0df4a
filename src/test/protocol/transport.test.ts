import { expect, test, vi } from 'vitest';
import { connect } from '#protocol/transport';
import type { Port } from '#protocol/transport';

/** Two ports that hand each other structured clones in a later turn, as windows do. */
function channel(): { left: Port; right: Port; listeners(): number } {
  const listeners = {
    left: new Set<(message: unknown) => void>(),
    right: new Set<(message: unknown) => void>(),
  };
  const port = (own: 'left' | 'right', other: 'left' | 'right'): Port => ({
    post: (message) => {
      const clone: unknown = structuredClone(message);
      queueMicrotask(() => listeners[other].forEach((listener) => listener(clone)));
    },
    onMessage: (listener) => {
      listeners[own].add(listener);
      return () => listeners[own].delete(listener);
    },
  });
  return {
    left: port('left', 'right'),
    right: port('right', 'left'),
    listeners: () => listeners.left.size + listeners.right.size,
  };
}

interface Adder {
  add(a: number, b: number): number;
  sum(numbers: Float64Array): number;
  fail(): void;
}

const adder: Adder = {
  add: (a, b) => a + b,
  sum: (numbers) => numbers.reduce((total, value) => total + value, 0),
  fail: () => {
    throw new TypeError('no such thing');
  },
};

test('a call crosses and its result comes back; typed arrays, NaN and −0 keep their bits', async () => {
  const { left, right } = channel();
  connect<Adder, object>(right, adder);
  const { remote } = connect<object, Adder>(left, {});
  expect(await remote.add(2, 3)).toBe(5);
  expect(await remote.sum(Float64Array.of(1.5, 2.5))).toBe(4);
  expect(await remote.sum(Float64Array.of(NaN))).toBeNaN();
});

test('an error that the other end throws rejects the call', async () => {
  const { left, right } = channel();
  connect<Adder, object>(right, adder);
  const { remote } = connect<object, Adder>(left, {});
  await expect(remote.fail()).rejects.toThrow('no such thing');
});

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', 'other'])(
  'only the functions of the table can be called, not %s',
  async (name) => {
    const { left, right } = channel();
    connect<Adder, object>(right, adder);
    const { remote } = connect<object, Record<string, () => void>>(left, {});
    await expect(remote[name]?.()).rejects.toThrow();
  },
);

test.each([
  undefined,
  null,
  5,
  'q',
  {},
  { t: 'x' },
  { t: 'q', m: 7 },
  { t: 's' },
  [],
  { t: 'q' },
  { t: 'q', m: 'add' },
  { t: 'q', m: 'add', a: { length: 1e9 } },
])('a message of another shape is ignored: %j', (message) => {
  const { left, right } = channel();
  const add = vi.fn();
  connect<{ add(): void }, object>(right, { add });
  expect(() => left.post(message)).not.toThrow();
  expect(add).not.toHaveBeenCalled();
});

test('abandoned calls reject and later calls still work', async () => {
  const { left, right } = channel();
  const connection = connect<object, Adder>(left, {});
  const unanswered = connection.remote.add(1, 1);
  await Promise.resolve();
  connection.abandonCalls();
  await expect(unanswered).rejects.toThrow();
  connect<Adder, object>(right, adder);
  expect(await connection.remote.add(1, 2)).toBe(3);
});

test('closing stops listening, rejects what is unanswered and is harmless twice', async () => {
  const both = channel();
  const { left, right } = both;
  const ends = [connect<object, Adder>(left, {}), connect<Adder, object>(right, adder)] as const;
  expect(both.listeners()).toBe(2);
  for (const end of [...ends, ...ends]) end.close();
  expect(both.listeners()).toBe(0);
  await expect(ends[0].remote.add(1, 1)).rejects.toThrow();
});

test('a call that is too large, too deep or that contains itself is refused before it is looked at', async () => {
  const { left, right } = channel();
  const take = vi.fn();
  connect<{ take(value: unknown): void }, object>(right, { take }, 1000);
  const { remote } = connect<object, { take(value: unknown): void }>(left, {});
  const loop: unknown[] = [];
  loop.push(loop);
  const deep = Array.from({ length: 40 }).reduce<unknown>((inside) => [inside], 1);
  const tooMuch = [
    'x'.repeat(600),
    new Float64Array(200),
    new Array(1e9),
    Array.from({ length: 90 }, () => ({})),
    loop,
    deep,
  ];
  for (const value of tooMuch) await expect(remote.take(value)).rejects.toThrow('too large');
  expect(take).not.toHaveBeenCalled();
  await remote.take({ a: ['x'.repeat(300)] });
  expect(take).toHaveBeenCalledTimes(1);
});
