import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { themeAttributes, themeStyles } from './themes.ts';
import type { ThemeName } from './themes.ts';

export type Bundle = 'inspector' | 'configuration' | 'preview';

/** What a page is opened with; travels to the server in the query of its address. */
interface PageRequest {
  readonly bundle: Bundle;
  readonly theme: ThemeName;
  readonly reducedMotion: boolean;
  readonly language: Language;
}

/** English, or the language that the bundle of translations is in. */
export type Language = 'en' | 'de';

export interface PageServer {
  readonly origin: string;
  address(request: PageRequest): string;
  close(): Promise<void>;
}

const BUNDLES = fileURLToPath(new URL('../../dist/webview/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.map': 'application/json',
};

/** Serves the built pages on 127.0.0.1 as the extension serves them in VS Code: same head, same content security policy. */
export async function startPageServer(): Promise<PageServer> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', originOf(server));
    answer(url, response).catch((error: unknown) => {
      response.writeHead(404).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = originOf(server);
  return {
    origin,
    address: ({ bundle, theme, reducedMotion, language }) =>
      `${origin}/page?${new URLSearchParams({ bundle, theme, reducedMotion: String(reducedMotion), language })}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function answer(url: URL, response: ServerResponse): Promise<void> {
  if (url.pathname === '/page') {
    sendPage(url, response);
  } else if (url.pathname === '/favicon.ico') {
    response.writeHead(204).end();
  } else if (url.pathname.startsWith('/theme/')) {
    const theme = basename(url.pathname, '.css') as ThemeName;
    response.writeHead(200, { 'content-type': 'text/css' }).end(themeStyles(theme));
  } else {
    const name = basename(url.pathname);
    const content = await readFile(`${BUNDLES}${name}`);
    response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' });
    response.end(content);
  }
}

function sendPage(url: URL, response: ServerResponse): void {
  const nonce = randomBytes(16).toString('hex');
  const theme = url.searchParams.get('theme') as ThemeName;
  const policy = contentSecurityPolicy(url.origin, nonce);
  const html = pageHtml({
    bundle: url.searchParams.get('bundle') as Bundle,
    theme,
    reducedMotion: url.searchParams.get('reducedMotion') === 'true',
    language: url.searchParams.get('language') as Language,
    nonce,
    policy,
  });
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
  response.end(html);
}

function contentSecurityPolicy(origin: string, nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${origin} 'nonce-${nonce}'`,
    `font-src ${origin}`,
    `img-src ${origin} data: blob:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

function pageHtml(page: PageRequest & { readonly nonce: string; readonly policy: string }): string {
  const { bundle, nonce } = page;
  const { className, kind, label } = themeAttributes(page.theme);
  const classes = page.reducedMotion ? `${className} vscode-reduce-motion` : className;
  return `<!doctype html>
<html lang="${page.language}" data-bundle="${bundle}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${page.policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta property="csp-nonce" content="${nonce}" />
    <title>${bundle}</title>${translations(page.language)}
    <link rel="stylesheet" id="theme" href="/theme/${page.theme}.css" />
    <link rel="stylesheet" href="/toolkit.css" />
    <link rel="stylesheet" href="/${bundle}.css" />
    <script nonce="${nonce}" src="/toolkit.js"></script>
  </head>
  <body class="${classes}" data-vscode-theme-kind="${kind}" data-vscode-theme-name="${label}">
    <div id="root"><p role="status">Loading…</p></div>
    <script nonce="${nonce}" src="/${bundle}.js"></script>
  </body>
</html>`;
}

function translations(language: Language): string {
  if (language === 'en') return '';
  const table = readFileSync(new URL(`../../l10n/bundle.l10n.${language}.json`, import.meta.url), 'utf8');
  return `<script type="application/json" id="translations">${table.replaceAll('<', '\\u003c')}</script>`;
}
