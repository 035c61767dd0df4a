import type { BrowserContext, Page, Request } from 'playwright-core';

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
    if (/^(data|blob):/.test(request.url())) return;
    requests.push(request.url());
    if (!isOwn(request, origin)) foreignRequests.push(request.url());
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
const WEBVIEW_RESOURCES = /^https:\/\/[^/]+\.vscode-resource\.vscode-cdn\.net\//;

function isOwn(request: Request, origin: string): boolean {
  return request.url().startsWith(`${origin}/`) || WEBVIEW_RESOURCES.test(request.url());
}

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

/** What this build of VS Code says of itself in every window, whatever extension is in it. */
const NOISE: readonly RegExp[] = [];

function isNoise(problem: string): boolean {
  return NOISE.some((pattern) => pattern.test(problem));
}
