import { expect, test } from 'vitest';
import { openWindow } from './window.ts';

const window = openWindow();

test('without a mouse: train, step through the epochs, choose a row and a unit, come back', async () => {
  const { page, inspectorPart: inspector } = window();
  await page.keyboard.press('F1');
  await page.keyboard.type('Train Iris Network');
  await page
    .locator('.quick-input-list .monaco-list-row.focused')
    .filter({ hasText: 'Iris: Train Iris Network' })
    .waitFor();
  await page.keyboard.press('Enter');
  await inspector.untilEpoch(2600); // and the focus is in it: the keys that follow are its own
  const walk = [
    ['Home', 0],
    ['PageDown', 100],
    ['ArrowRight', 101],
    ['Shift+ArrowRight', 111],
    ['ArrowLeft', 110],
  ] as const;
  for (const [key, epoch] of walk) {
    await page.keyboard.press(key);
    await inspector.untilEpoch(epoch);
  }
  await tabTo('Selected row; arrow up and down move it, Enter opens its arithmetic');
  const row = await inspector.locator('.row-number').textContent();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => inspector.locator('.row-number').textContent()).not.toBe(row);
  const unit = inspector.locator('.matrix thead .name').filter({ hasText: 'h4' });
  await tabTo('h4');
  await page.keyboard.press('Enter');
  await unit.and(inspector.locator('[aria-pressed=true]')).waitFor();
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  await expect.poll(() => inspector.locator('body').evaluate(() => document.hasFocus())).toBe(true);
  await page.keyboard.press('End');
  await inspector.untilEpoch(2600);
});

/** Presses Tab, here or there, until a control of this name has the focus. */
async function tabTo(name: string): Promise<void> {
  const { page, inspectorPart: inspector } = window();
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const focused = inspector.locator(':focus').first(); // a control, not what is inside it
    if ((await focused.count()) === 0) continue;
    const label = (await focused.getAttribute('aria-label')) ?? (await focused.textContent());
    if (label?.trim() === name) return;
  }
  throw new Error(`Tab does not reach ${name}`);
}
