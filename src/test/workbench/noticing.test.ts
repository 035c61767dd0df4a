import { expect, test } from 'vitest';
import { frameOf } from '../../dev/workbench.ts';
import { openWindow } from './window.ts';

/** Nobody listens there; the policy of VS Code's own page allows to ask. */
const ELSEWHERE = 'https://127.0.0.1:9/elsewhere';

const window = openWindow();

test('what must not happen is noticed, wherever in the window it happens', async () => {
  const { inspector, inspectorPart, sidePanel, sideBar, page, runCommand, watch } = window();
  await runCommand('Iris: Train Iris Network');
  await inspectorPart.untilEpoch(2600);
  await sideBar.open();
  for (const place of [await frameOf(inspector), await frameOf(sidePanel), page]) {
    watch.clear();
    await place.evaluate(() => {
      setTimeout(() => {
        throw new Error('nobody catches this');
      });
    });
    await expect.poll(() => watch.problems.join('\n')).toContain('nobody catches this');
  }
  for (const webview of [inspector, sidePanel]) {
    watch.clear();
    await (
      await frameOf(webview)
    ).evaluate(() => {
      const style = document.createElement('style');
      style.textContent = 'body { color: red }';
      document.head.append(style);
    });
    await expect.poll(() => watch.problems.join('\n')).toContain('Content Security Policy');
  }
  await page.evaluate((address) => fetch(address).catch(() => undefined), ELSEWHERE);
  expect(watch.foreignRequests).toEqual([ELSEWHERE]);
  watch.clear();
});
