import { expect, test } from 'vitest';
import { frameOf } from '../../dev/workbench.ts';
import { openWindow } from './window.ts';

const window = openWindow();

/** What our page never says, with the names of what it may ask for. */
const HOSTILE: readonly unknown[] = [
  null,
  5,
  { t: 'q', m: 'constructor', a: [], i: 'x' },
  { t: 'q', m: '__proto__', a: [], i: 'x' },
  { t: 'q', m: 'stop', a: { length: 1e9 }, i: 'x' },
  { t: 'q', m: 'retrainWith', a: [{ key: 'dataset.path', value: '/etc/passwd' }], i: 'x' },
  { t: 'q', m: 'retrainWith', a: [{ key: 'training.epochs', value: 1e300 }], i: 'x' },
  { t: 'q', m: 'openSeed', a: [-1], i: 'x' },
  { t: 'q', m: 'epochShown', a: ['../../x', 1e300], i: 'x' },
  { t: 'q', m: 'selected', a: [{ row: -1, layer: {}, unit: '__proto__' }], i: 'x' },
  { t: 'q', m: 'selected', a: ['x'.repeat(5_000_000)], i: 'x' },
  { t: 's', i: 'x', e: 'wrong' },
];

test('whatever the page says, the host answers on, and the run stays as it was', async () => {
  const { page, inspectorPart: inspector } = window();
  // what VS Code gives to a page can be acquired once: it is kept for the test as well
  await page.context().addInitScript(() => {
    const own = globalThis as unknown as { acquireVsCodeApi: unknown; channel?: unknown };
    let acquire: () => unknown = () => undefined;
    Object.defineProperty(own, 'acquireVsCodeApi', {
      configurable: true,
      get: () => () => (own.channel = acquire()),
      set: (given: () => unknown) => (acquire = given),
    });
  });
  await window().runCommand('Iris: Train Iris Network');
  await inspector.untilWhole();
  await inspector.showNewest();
  const before = await inspector.parameters();
  const frame = await frameOf(window().inspector);
  await frame.evaluate((messages) => {
    const { channel } = globalThis as unknown as { channel: { postMessage(message: unknown): void } };
    for (const message of messages) channel.postMessage(message);
  }, HOSTILE);
  await inspector.typeEpoch(100);
  await inspector.showNewest();
  expect(await inspector.parameters()).toEqual(before);
  expect(await page.locator('.notifications-toasts .notification-list-item').count()).toBe(0);
  await window().runCommand('Iris: Train Iris Network'); // and trains the next
  await inspector.untilWhole();
});
