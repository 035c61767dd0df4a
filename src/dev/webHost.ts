import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { inProject, packageFolder } from './project.ts';
import { QUIET } from './vscodeServer.ts';
import type { Settings } from './vscodeServer.ts';

export interface WebHostOptions {
  /** Folders of extensions, of which those with a `browser` entry run. */
  readonly extensions: readonly string[];
  readonly settings?: Settings;
  /** The URI of the folder that is opened; none if left out. */
  readonly folder?: { readonly scheme: string; readonly path: string };
}

/** A VS Code that is nothing but files: everything runs in the browser, extensions in a web worker. */
export interface WebHost {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Serves the workbench of the `code-server` package as vscode.dev does, without a server behind it. That package's own
 * workbench always asks the server that it comes from for a remote host; this one place of it is changed on its way.
 *
 * @throws Error if that place is not there
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const server = createServer((request, response) => answer(request, response));
  const pages = new Map<string, { readonly type: string; readonly text: string }>();
  const roots = new Map([
    ['static/node_modules', inProject('node_modules')],
    ['static', CODE],
    ...options.extensions.map((folder, i) => [`extension${i}`, folder] as const),
  ]);
  const answer = ({ url = '/' }: IncomingMessage, response: ServerResponse) => {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    const page = pages.get(path);
    const file = page ? null : fileAt(roots, path);
    const nothing = NOTHING.find(([pattern]) => pattern.test(path));
    response.setHeader('Access-Control-Allow-Origin', '*'); // the frames of webviews have an origin of their own
    response.setHeader(
      'Content-Type',
      page?.type ?? TYPES[extname(file ?? '')] ?? 'application/octet-stream',
    );
    if (page) response.end(page.text);
    else if (file) createReadStream(file).pipe(response);
    else if (nothing) response.end(nothing[1]);
    else response.writeHead(404).end();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const authority = `127.0.0.1:${port}`;
  pages.set('/', { type: 'text/html', text: workbenchPage(authority, options) });
  pages.set('/static/out/vs/code/browser/workbench/workbench.js', {
    type: 'text/javascript',
    text: workbenchWithoutRemote(),
  });
  return {
    origin: `http://${authority}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const CODE = join(packageFolder('code-server'), 'lib', 'vscode');
const WORKBENCH = join(CODE, 'out', 'vs', 'code', 'browser', 'workbench');

/** What this package has no file of, although its workbench asks for it. */
const NOTHING: readonly (readonly [RegExp, string])[] = [
  [/^\/static\/extensions\/.*\.js$/, 'exports.activate = () => {};'],
  [/\/package\.nls\.json$/, '{}'],
];

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.cjs': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

function fileAt(roots: ReadonlyMap<string, string>, path: string): string | null {
  for (const [prefix, folder] of roots) {
    if (!path.startsWith(`/${prefix}/`)) continue;
    const file = join(folder, normalize(path.slice(prefix.length + 1))); // stays below: the path begins with a slash
    if (statSync(file, { throwIfNoEntry: false })?.isFile()) return file;
  }
  return null;
}

function workbenchPage(authority: string, { extensions, settings, folder }: WebHostOptions): string {
  const configuration = {
    userDataPath: '/user',
    isEnabledFileDownloads: true,
    isEnabledFileUploads: true,
    isEnabledCoderGettingStarted: false,
    webviewEndpoint: '/static/out/vs/workbench/contrib/webview/browser/pre',
    additionalBuiltinExtensions: extensions.map((_, i) => ({
      scheme: 'http',
      authority,
      path: `/extension${i}`,
    })),
    configurationDefaults: { ...QUIET, ...settings },
    ...(folder && { folderUri: folder }),
  };
  const values: Readonly<Record<string, string>> = {
    WORKBENCH_WEB_CONFIGURATION: JSON.stringify(configuration).replaceAll('"', '&quot;'),
    WORKBENCH_WEB_BASE_URL: '/static',
    WORKBENCH_NLS_FALLBACK_URL: '/static/out/nls.messages.js',
    WORKBENCH_NLS_URL: '/static/out/nls.messages.js',
  };
  const page = readFileSync(join(WORKBENCH, 'workbench.html'), 'utf8');
  return page.replace(/\{\{([A-Z_]+)\}\}/g, (_, name: string) => values[name] ?? '');
}

/** Where the workbench asks for the server's remote host and keeps its user's data there, and what it does instead. */
const CHANGES = [
  ['remoteAuthority:location.host', 'remoteAuthority:void 0'],
  ['.with({scheme:K.vscodeRemote}),"User")', '.with({scheme:K.vscodeUserData}),"User")'],
] as const;

function workbenchWithoutRemote(): string {
  return CHANGES.reduce(
    (text, [from, to]) => {
      const parts = text.split(from);
      if (parts.length !== 2) throw new Error(`this code-server's workbench does not have ${from} once`);
      return parts.join(to);
    },
    readFileSync(join(WORKBENCH, 'workbench.js'), 'utf8'),
  );
}
