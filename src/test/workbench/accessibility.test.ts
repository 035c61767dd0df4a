import type { Frame } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '../../../webview/test/axe.ts';
import { frameOf, THEMES } from '../../dev/workbench.ts';
import { openWindow } from './window.ts';

const window = openWindow();

beforeAll(async () => {
  const { sideBar, inspectorPart: inspector } = window();
  await sideBar.open();
  await sideBar.trainButton.click();
  await inspector.untilEpoch(2600);
  await sideBar.field('Epochs').fill('12.5');
  await sideBar.line('Must be a whole number from 0 to 1000000, got 12.5').waitFor();
});

test.each(THEMES)(
  'axe finds nothing in the inspector and the form with a problem in it, in the theme %s',
  async (theme) => {
    const { inspector, sidePanel, setTheme } = window();
    await setTheme(theme);
    for (const webview of [inspector, sidePanel]) {
      await webview.locator(`body${BODY[theme]}`).waitFor();
      const frame = await frameOf(webview);
      if (webview === sidePanel) await showGround(frame);
      expect(await accessibilityProblems(frame)).toEqual([]);
    }
  },
);

/** How VS Code tells its webviews the theme. */
const BODY = {
  dark: '.vscode-dark',
  light: '.vscode-light',
  highContrast: '.vscode-high-contrast:not(.vscode-high-contrast-light)',
  highContrastLight: '.vscode-high-contrast-light',
} as const;

/** Axe does not see what lies behind a view, whose page is transparent in VS Code: gives the page that colour. */
async function showGround(view: Frame): Promise<void> {
  const side = window().page.locator('.part.sidebar');
  const ground = await side.evaluate((element) => getComputedStyle(element).backgroundColor);
  await view.evaluate((colour) => {
    document.documentElement.style.backgroundColor = colour;
  }, ground);
}
