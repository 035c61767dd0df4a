import { errors } from 'playwright-core';
import type { Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { openCodeWindow } from './codeWindow.ts';
import type { WindowOptions } from './codeWindow.ts';
import type { PageWatch } from './pageWatch.ts';
import { startVsCodeServer } from './vscodeServer.ts';
import type { Settings, VsCodeServer } from './vscodeServer.ts';

export const THEMES = ['dark', 'light', 'highContrast', 'highContrastLight'] as const;
export type ThemeName = (typeof THEMES)[number];

export interface WorkbenchOptions extends WindowOptions {
  /** The folder of the extension to install, as `stageExtension` makes it. */
  readonly extension: string;
  /** Folders of other extensions beside it. */
  readonly companions?: readonly string[];
  readonly theme?: ThemeName;
  readonly settings?: Settings;
  /** The folder opened in VS Code; none if left out. */
  readonly folder?: string;
}

/** A window of a real VS Code, with the extension installed. */
export interface Workbench {
  readonly page: Page;
  readonly server: VsCodeServer;
  readonly watch: PageWatch;
  /** The document of the visible webview panel. What is looked for in it is waited for, also across a reload. */
  readonly inspector: FrameLocator;
  /** The same of the visible webview view in the side panel. */
  readonly sidePanel: FrameLocator;
  /** Runs a command by its title, category included (`View: Toggle Zen Mode`), through the command palette. */
  runCommand(title: string): Promise<void>;
  /** The same settings as before, in another theme. */
  setTheme(theme: ThemeName): Promise<void>;
  /** What *Developer: Reload Window* does. */
  reload(): Promise<void>;
  /** The whole window, as a PNG file. */
  screenshot(file: string): Promise<void>;
  /** Ends browser and server and removes their folders. */
  close(): Promise<void>;
}

/** Starts a headless Chromium and a VS Code server, and opens a window. Everything ends with `close` or with this process. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const { theme = 'dark', settings } = options;
  const browser = await launchChromium();
  const server = await startVsCodeServer({
    extensions: [options.extension, ...(options.companions ?? [])],
    settings: { ...settings, 'workbench.colorTheme': LOOKS[theme].setting },
  }).catch(async (error: unknown) => {
    await browser.close();
    throw error;
  });
  const close = async () => {
    await browser.close();
    await server.close();
  };
  try {
    const { page, watch } = await openCodeWindow(browser, server.origin, options);
    page.setDefaultTimeout(WAIT);
    await page.goto(server.link(options.folder === undefined ? {} : { folder: options.folder }));
    await page.waitForSelector(selectorIn(theme));
    return { server, watch, close, ...driver(page) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Works a window as a person does. */
export function driver(page: Page): Omit<Workbench, 'server' | 'watch' | 'close'> {
  return {
    page,
    inspector: webviewIn(page, PANEL),
    sidePanel: webviewIn(page, VIEW),
    runCommand: (title) => runCommand(page, title),
    setTheme: (theme) => setTheme(page, theme),
    reload: () => reload(page),
    screenshot: async (file) => void (await page.screenshot({ path: file, animations: 'disabled' })),
  };
}

/** The document behind a locator of a frame, for what only a frame can do (`evaluate`). Good until the webview is hidden. */
export async function frameOf(locator: FrameLocator): Promise<Frame> {
  const element = await locator.owner().elementHandle();
  const frame = await element.contentFrame();
  if (!frame) throw new Error('the webview has no document');
  return frame;
}

/**
 * Chromium looks for a new version of VS Code's service worker some time after a webview has registered it, as work that may
 * wait: on a busy machine for half a minute. A webview that is shown meanwhile stays blank until then. This lets the
 * search come first; it is quick while nothing else happens in the window.
 */
export async function settleWebviews(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const registrations = await navigator.serviceWorker.getRegistrations();
    await Promise.all(registrations.map((registration) => registration.update()));
  });
}

/**
 * Answers VS Code's file dialog until it has been heard. The dialog takes no answer while it reads a folder, does not show that
 * it does, and then writes over what was typed; one that was answered twice may stay open.
 *
 * @param path what to type; left out to take what the dialog proposes
 * @param heard whether that which the answer leads to is there
 */
export async function answerFileDialog(
  page: Page,
  path: string | undefined,
  heard: () => Promise<boolean>,
): Promise<void> {
  const dialog = page.locator('.quick-input-widget');
  const ok = dialog.getByRole('button', { name: 'OK', exact: true });
  const input = dialog.locator('input[type="text"]');
  const moment = { timeout: 1_000 };
  await untilDone(`the file dialog has not taken ${path ?? 'its own proposal'}`, heard, async () => {
    await ok.waitFor(moment);
    if (path !== undefined) await input.fill(path, moment);
    await ok.click(moment);
  });
  const isClosed = async () => !(await ok.isVisible());
  await untilDone('the file dialog stays open', isClosed, () => input.press('Escape', moment));
}

/** Opens the menu on a part of the window and takes an entry. A menu that has just been opened hears no click. */
export async function chooseInMenu(page: Page, part: Locator, entry: string): Promise<void> {
  const item = page.getByRole('menuitem', { name: entry });
  const moment = { timeout: 1_000 };
  let chosen = false;
  const isChosen = async () => chosen && !(await item.isVisible());
  await untilDone(`the menu has not taken ${entry}`, isChosen, async () => {
    if (!(await item.isVisible())) {
      await part.click({ button: 'right', position: { x: 5, y: 5 }, ...moment });
      await item.waitFor(moment);
    }
    await item.click(moment);
    chosen = true;
    await item.waitFor({ state: 'detached', ...moment });
  });
}

/** Tries again what may come too early for the window, until it is done. */
async function untilDone(
  failure: string,
  isDone: () => Promise<boolean>,
  attempt: () => Promise<void>,
): Promise<void> {
  const deadline = Date.now() + WAIT;
  while (!(await isDone())) {
    if (Date.now() > deadline) throw new Error(failure);
    await attempt().catch((error: unknown) => {
      if (!(error instanceof errors.TimeoutError)) throw error;
    });
  }
}

/** How long anything in the window may take, in ms. */
export const WAIT = 30_000;

/** A theme as the settings, the list of themes and the window's own classes call it. */
interface Look {
  readonly setting: string;
  readonly label: string;
  readonly classes: string;
}

const LOOKS: Readonly<Record<ThemeName, Look>> = {
  dark: { setting: 'Default Dark Modern', label: 'Dark Modern', classes: '.vs-dark' },
  light: { setting: 'Default Light Modern', label: 'Light Modern', classes: '.vs' },
  highContrast: { setting: 'Default High Contrast', label: 'Dark High Contrast', classes: '.hc-black' },
  highContrastLight: {
    setting: 'Default High Contrast Light',
    label: 'Light High Contrast',
    classes: '.hc-light',
  },
};

export const WORKBENCH = '.monaco-workbench';

function selectorIn(theme: ThemeName): string {
  return `${WORKBENCH}${LOOKS[theme].classes}`;
}

const VIEW = 'iframe.webview.ready[src*="purpose=webviewView"]';
const PANEL = 'iframe.webview.ready:not([src*="purpose="])';

function webviewIn(page: Page, webview: string): FrameLocator {
  return page.frameLocator(`${webview}:visible`).frameLocator('#active-frame');
}

/** The list of the palette is made when it opens, so before an extension is known it has to be opened again. */
async function runCommand(page: Page, title: string): Promise<void> {
  const deadline = Date.now() + WAIT;
  for (;;) {
    await leaveWebviews(page);
    await page.keyboard.press('F1');
    if (await choose(page, `>${title}`, title)) return;
    if (Date.now() > deadline) throw new Error(`the command palette has no command ${JSON.stringify(title)}`);
    await page.keyboard.press('Escape');
  }
}

/** A webview that has the keys and is being made passes none of them on. */
async function leaveWebviews(page: Page): Promise<void> {
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLIFrameElement) document.activeElement.blur();
  });
}

/** Types into the open list and takes the row of exactly this label; false if there is none. */
async function choose(page: Page, typed: string, label: string): Promise<boolean> {
  // the whole label: a part of another one that matches is an element of its own, marked
  const row = page.locator('.quick-input-list .label-name').filter({ hasText: exactly(label) });
  try {
    // a page that was just made may have swallowed the key
    await page.locator('.quick-input-widget input[type="text"]').fill(typed, { timeout: 3_000 });
    await row.waitFor({ timeout: 1_000 });
    await row.click({ timeout: 5_000 }); // not for ever: the list may be filled anew under the pointer
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}

function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}

async function setTheme(page: Page, theme: ThemeName): Promise<void> {
  const { label } = LOOKS[theme];
  await runCommand(page, 'Preferences: Color Theme');
  if (!(await choose(page, label, label))) throw new Error(`VS Code has no theme ${JSON.stringify(label)}`);
  await page.waitForSelector(selectorIn(theme));
}

async function reload(page: Page): Promise<void> {
  const loaded = page.waitForEvent('load');
  await runCommand(page, 'Developer: Reload Window');
  await loaded;
  await page.waitForSelector(WORKBENCH);
}
