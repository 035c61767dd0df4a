import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { watchPage } from './pageWatch.ts';
import type { PageWatch } from './pageWatch.ts';
import { inProject } from './project.ts';

export interface WindowOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly reducedMotion?: 'reduce' | 'no-preference';
  /** The language that VS Code takes itself to be in. Its own words stay English, because it has no language pack. */
  readonly language?: 'de';
}

export interface CodeWindow {
  readonly page: Page;
  readonly watch: PageWatch;
}

/** A browser page ready to show VS Code, and watched; nothing is loaded yet. */
export async function openCodeWindow(
  browser: Browser,
  origin: string,
  options: WindowOptions = {},
): Promise<CodeWindow> {
  const { viewport = { width: 1280, height: 800 }, reducedMotion = 'no-preference' } = options;
  const context = await browser.newContext({ viewport, reducedMotion });
  if (options.language) await speak(context, options.language);
  await serveHighlighter(context);
  const page = await context.newPage();
  return { page, watch: await watchPage(context, page, origin) };
}

/** What a language pack would say first when it is loaded: from there extensions learn the language. */
async function speak(context: BrowserContext, language: string): Promise<void> {
  await context.addInitScript((tag) => {
    Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: tag });
  }, language);
}

/** The two packages that colour source code are looked for inside the server's own; they are installed beside it. */
async function serveHighlighter(context: BrowserContext): Promise<void> {
  const packages = /\/static\/node_modules\/(vscode-(?:textmate|oniguruma)\/release\/[a-z]+\.(?:js|wasm))$/;
  await context.route(packages, async (route) => {
    const file = packages.exec(route.request().url())?.[1] ?? '';
    await route.fulfill({ path: join(inProject('node_modules'), file) });
  });
}
