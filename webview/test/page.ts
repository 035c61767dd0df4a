import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Port } from '#protocol/transport';
import { launchChromium } from '../../src/dev/chromium.ts';
import { startPageServer } from './pageServer.ts';
import type { Bundle, Language, PageServer } from './pageServer.ts';
import { themeAttributes } from './themes.ts';
import type { ThemeName } from './themes.ts';
import { pack, unpack } from './wire.ts';

export interface PageOptions {
  readonly bundle: Bundle;
  readonly theme?: ThemeName;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly reducedMotion?: boolean;
  readonly language?: Language;
}

/** A page of the extension in Chromium, with the test in the place of the extension host. */
export interface OpenPage {
  readonly page: Page;
  /**
   * The host's end of the channel, for `connect`. Messages cross as in VS Code; those to a page that is gone are lost.
   * What the page says before the first listener is there is kept for it.
   */
  readonly port: Port;
  /** Everything that must not happen: errors, CSP violations, failed requests and requests to anywhere else. */
  readonly problems: readonly string[];
  /** What VS Code does when the person changes the colour theme. */
  setTheme(theme: ThemeName): Promise<void>;
  close(): Promise<void>;
}

const SIZES = {
  inspector: { width: 1280, height: 860 },
  configuration: { width: 300, height: 480 },
  preview: { width: 1280, height: 860 },
} as const;

/**
 * Opens a built page. Chromium and the server start with the first page of a test file and end with the file.
 *
 * `acquireVsCodeApi` is there as in VS Code: it can be called once, and what `setState` keeps survives `page.reload()`.
 */
export async function openPage(options: PageOptions): Promise<OpenPage> {
  const { bundle, theme = 'dark', viewport = SIZES[bundle], reducedMotion = false } = options;
  const { language = 'en' } = options;
  const { browser, server } = await (started ??= start());
  const context = await browser.newContext({
    viewport,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  const problems = watchProblems(page, server.origin);
  const port = await installHost(context, page, problems);
  await page.goto(server.address({ bundle, theme, reducedMotion, language }), { waitUntil: 'load' });
  return {
    page,
    port,
    problems,
    setTheme: (next) => setTheme(page, next),
    close: () => context.close(),
  };
}

interface Started {
  readonly browser: Browser;
  readonly server: PageServer;
}

let started: Promise<Started> | undefined;

async function start(): Promise<Started> {
  const [browser, server] = await Promise.all([launchChromium(), startPageServer()]);
  return { browser, server };
}

/** Ends Chromium and the server, if a page was opened. The tests' pages are closed by closeBrowser.ts. */
export async function closeBrowser(): Promise<void> {
  if (!started) return;
  const { browser, server } = await started;
  started = undefined;
  await browser.close();
  await server.close();
}

function watchProblems(page: Page, origin: string): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && !url.startsWith(`${origin}/`)) problems.push(`foreign request: ${url}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  return problems;
}

/** Puts `acquireVsCodeApi` into the page, before any script of its own, and returns the host's end of its channel. */
async function installHost(context: BrowserContext, page: Page, problems: string[]): Promise<Port> {
  const listeners = new Set<(message: unknown) => void>();
  let early: unknown[] | undefined = [];
  await context.exposeFunction('harnessPost', (text: string) => {
    const message = unpack(text);
    early?.push(message);
    for (const listener of [...listeners]) listener(message);
  });
  await context.exposeFunction('harnessProblem', (text: string) => void problems.push(text));
  await page.addInitScript({
    content: `(${fakeVsCode.toString()})(${pack.toString()}, ${unpack.toString()})`,
  });
  return {
    post: (message) => {
      page
        .evaluate((text) => (window as unknown as Harness).harnessDeliver(text), pack(message))
        .catch(() => undefined); // the page has gone: VS Code loses the message too
    },
    onMessage: (listener) => {
      listeners.add(listener);
      const waiting = early ?? [];
      early = undefined;
      queueMicrotask(() => waiting.forEach(listener)); // not before the caller has its connection
      return () => void listeners.delete(listener);
    },
  };
}

interface Harness {
  harnessPost(text: string): Promise<void>;
  harnessProblem(text: string): Promise<void>;
  harnessDeliver(text: string): void;
  acquireVsCodeApi(): unknown;
}

/** Runs in the page, as its source text. */
function fakeVsCode(toText: typeof pack, fromText: typeof unpack): void {
  const harness = window as unknown as Harness;
  let acquired = false;
  harness.acquireVsCodeApi = () => {
    if (acquired) throw new Error('An instance of the VS Code API has already been acquired');
    acquired = true;
    return {
      postMessage: (message: unknown) => void harness.harnessPost(toText(message)),
      getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') as unknown,
      setState: (state: unknown) => {
        sessionStorage.setItem('state', JSON.stringify(state));
        return state;
      },
    };
  };
  harness.harnessDeliver = (text) => {
    window.dispatchEvent(new MessageEvent('message', { data: fromText(text), origin: window.origin }));
  };
  document.addEventListener('securitypolicyviolation', (event) => {
    void harness.harnessProblem(`CSP violation: ${event.effectiveDirective} ${event.blockedURI}`);
  });
}

async function setTheme(page: Page, theme: ThemeName): Promise<void> {
  await page.evaluate(
    async ({ name, className, kind, label }) => {
      const link = document.querySelector<HTMLLinkElement>('#theme');
      if (!link) throw new Error('the page has no theme');
      const loaded = new Promise((resolve) => link.addEventListener('load', resolve, { once: true }));
      link.href = `/theme/${name}.css`;
      await loaded;
      const { body } = document;
      const others = [...body.classList].filter((one) => !/^vscode-(dark|light|high-contrast.*)$/.test(one));
      body.className = [...others, className].join(' ');
      body.dataset['vscodeThemeKind'] = kind;
      body.dataset['vscodeThemeName'] = label;
    },
    { name: theme, ...themeAttributes(theme) },
  );
}
