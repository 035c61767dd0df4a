import type { BrowserContext, Page } from 'playwright-core';

/** What happens in a window of VS Code, all its frames included, from the first page on. */
export interface PageWatch {
  /** What must not happen: uncaught errors, errors in the console and violations of a content security policy. */
  readonly problems: readonly string[];
  /** Every address asked for, `data:` and `blob:` aside. */
  readonly requests: readonly string[];
  /** Those of them that neither this VS Code nor its webviews' own resources answer. */
  readonly foreignRequests: readonly string[];
  /** Forgets what happened so far. */
  clear(): void;
}

/**
 * Watches a page; to be called before its first navigation.
 *
 * @param origin of the VS Code server
 */
export async function watchPage(context: BrowserContext, page: Page, origin: string): Promise<PageWatch> {
  const problems: string[] = [];
  const requests: string[] = [];
  const foreignRequests: string[] = [];
  const report = (problem: string) => {
    if (!isNoise(problem)) problems.push(problem);
  };
  page.on('pageerror', (error) => report(`uncaught: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') report(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (/^(data|blob):/.test(url)) return;
    requests.push(url);
    if (!url.startsWith(`${origin}/`) && !WEBVIEW_RESOURCE.test(url)) foreignRequests.push(url);
  });
  await watchPolicy(context, report);
  return {
    problems,
    requests,
    foreignRequests,
    clear: () => [problems, requests, foreignRequests].forEach((list) => list.splice(0)),
  };
}

/** The service worker of a webview answers for this host name; nothing leaves the machine. */
const WEBVIEW_RESOURCE = /^https:\/\/[^/]+\.vscode-resource\.vscode-cdn\.net\//;

async function watchPolicy(context: BrowserContext, report: (problem: string) => void): Promise<void> {
  await context.exposeFunction('reportPolicyViolation', report);
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) => {
      const own = window as unknown as { reportPolicyViolation(problem: string): void };
      own.reportPolicyViolation(
        `policy: ${effectiveDirective} refused ${blockedURI} (${sourceFile || document.URL})`,
      );
    });
  });
}

/**
 * What this build of VS Code says of itself, whatever extension is in it: parts that it lacks, its own reload, its own log,
 * and its frame around a webview, which asks four times a second for the body of a document that may still be loading.
 */
const NOISE: readonly RegExp[] = [
  /the server responded with a status of 404 .*\/(favicon[-a-z]*\.(ico|svg)|vsda(_bg)?\.(js|wasm))\)$/,
  /^console: A bad HTTP response code \(404\) was received when fetching the script\. \(\)$/,
  /\[Service Worker\] registration .* with script \('[^']*\/_static\/out\/browser\/serviceWorker\.js'\)/,
  /Cannot find package '@vscode\/spdlog' imported from .*\/extensionHostProcess\.js/,
  /Cannot find module 'native-watchdog'/,
  /\[lifecycle\] Long running operations during shutdown are unsupported in the web/,
  /^uncaught: TypeError: Cannot read properties of null \(reading 'classList'\)\n.*\/webview\/browser\/pre\/index\.html\?\S+:52:122$/,
  /^console: %c {2}ERR color: #f33 Canceled: Canceled\n.*\/workbench\.js/,
  /^console: %c {2}ERR color: #f33 Failed to execute 'abort' on 'IDBTransaction': .*\n.*\/workbench\.js/,
  /Unable to (read|write) file 'vscode-remote:[^']*\/data\/User\/[A-Za-z]+\.json' \(Canceled: Canceled\)/,
  /Unable to write file 'vscode-log:/,
  // a tool that refuses or is cancelled: its caller is told
  /^console: %c {2}ERR color: #f33 \[LanguageModelToolsService#invokeTool\] Error from tool irisNetwork_/,
];

/** Whether a line is one that every window of this build has. */
export function isNoise(line: string): boolean {
  return NOISE.some((pattern) => pattern.test(line));
}
