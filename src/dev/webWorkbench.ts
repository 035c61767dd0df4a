import { launchChromium } from './chromium.ts';
import { openCodeWindow } from './codeWindow.ts';
import { startWebHost } from './webHost.ts';
import type { WebHostOptions } from './webHost.ts';
import { driver, WAIT, WORKBENCH } from './workbench.ts';
import type { Workbench } from './workbench.ts';

/** A window of a VS Code that has no server behind it. */
export type WebWorkbench = Omit<Workbench, 'server'>;

/** Starts a headless Chromium and opens a window whose only extension host is a web worker. */
export async function openWebWorkbench(options: WebHostOptions): Promise<WebWorkbench> {
  const [browser, host] = await Promise.all([launchChromium(), startWebHost(options)]);
  const close = async () => {
    await browser.close();
    await host.close();
  };
  try {
    const { page, watch } = await openCodeWindow(browser, host.origin, { reducedMotion: 'reduce' });
    page.setDefaultTimeout(WAIT);
    await page.goto(host.origin);
    await page.waitForSelector(WORKBENCH);
    return { watch, close, ...driver(page) };
  } catch (error) {
    await close();
    throw error;
  }
}
