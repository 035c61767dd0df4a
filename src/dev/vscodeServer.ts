import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { whenProcessEnds } from './lifetime.ts';
import { packageFolder } from './project.ts';

export type Settings = Readonly<Record<string, unknown>>;

export interface ServerOptions {
  /** 0, the default, lets the system choose a free one. */
  readonly port?: number;
  /** `token`: only who knows the address gets in. `open`, the default: everybody on this machine. */
  readonly access?: 'open' | 'token';
  /** User settings, on top of quiet ones. */
  readonly settings?: Settings;
  /** Folders of extensions. */
  readonly extensions?: readonly string[];
  /** `link` shows every later build to the extension host after a reload; `copy`, the default, does not. */
  readonly install?: 'copy' | 'link';
  /** For the server and the extension hosts, on top of this process's own and of a temporary home folder. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Further switches of the server. */
  readonly switches?: readonly string[];
}

export interface LinkOptions {
  readonly folder?: string;
  /** What a desktop VS Code takes as switches, by name. */
  readonly payload?: Readonly<Record<string, string>>;
}

/** A real VS Code, server and extension host, for browsers on this machine. */
export interface VsCodeServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** A folder for whatever belongs to this server; goes with it. */
  readonly folder: string;
  /** The address of a new window. */
  link(options?: LinkOptions): string;
  /** The address of a file as the extension host sees it, when named from the page. */
  remoteFile(path: string): string;
  /** Everything that the server has written so far. */
  output(): string;
  /** Ends the server and its extension hosts and removes its folder. A second call does nothing. */
  close(): Promise<void>;
}

/**
 * Starts the VS Code server of the `code-server` package, without that package's own web server around it, on 127.0.0.1.
 * However this process ends, the server and its extension hosts end too.
 *
 * @throws Error if the server does not start, with what it wrote
 */
export async function startVsCodeServer(options: ServerOptions = {}): Promise<VsCodeServer> {
  const folder = mkdtempSync(join(tmpdir(), 'iris-network-vscode-'));
  const token = options.access === 'token' ? randomBytes(16).toString('hex') : undefined;
  writeSettings(folder, options.settings ?? {});
  installExtensions(folder, options);
  const child = launch(folder, token, options);
  const output = collectOutput(child);
  const forget = whenProcessEnds(() => {
    killGroup(child);
    removeFolder(folder);
  });
  const close = async () => {
    await endServer(child);
    removeFolder(folder);
    forget();
  };
  try {
    const authority = `127.0.0.1:${await listeningPort(child, output)}`;
    return {
      origin: `http://${authority}`,
      folder,
      link: (link) => linkTo(authority, token, link),
      remoteFile: (path) => `vscode-remote://${authority}${pathToFileURL(path).pathname}`,
      output,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Nothing that would come between a person and the extension. */
export const QUIET: Settings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

function writeSettings(folder: string, settings: Settings): void {
  const user = join(folder, 'data', 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, 'settings.json'), JSON.stringify({ ...QUIET, ...settings }, undefined, 2));
}

function installExtensions(folder: string, { extensions = [], install = 'copy' }: ServerOptions): void {
  mkdirSync(join(folder, 'extensions'));
  for (const source of extensions) {
    const target = join(folder, 'extensions', basename(source));
    if (install === 'link') symlinkSync(source, target, 'junction');
    else cpSync(source, target, { recursive: true });
  }
}

/** Read by the server before anything else: its standard input ends when this process does, however that happens. */
const END_WITH_PARENT =
  'data:text/javascript,process.execArgv.length=0;process.stdin.on("end",()=>process.exit()).resume()';

function launch(folder: string, token: string | undefined, options: ServerOptions): ChildProcess {
  const main = join(packageFolder('code-server'), 'lib', 'vscode', 'out', 'server-main.js');
  const access =
    token === undefined ? ['--without-connection-token'] : ['--connection-token-file', keep(folder, token)];
  const switches = [
    ...['--host', '127.0.0.1', '--port', String(options.port ?? 0), ...access],
    ...['--server-data-dir', folder, '--extensions-dir', join(folder, 'extensions')],
    ...['--accept-server-license-terms', '--disable-telemetry', '--disable-workspace-trust'],
    ...['--disable-getting-started-override', '--disable-update-check', ...(options.switches ?? [])],
  ];
  const env = { ...process.env, HOME: folder, ...socketsIn(folder), ...NO_GALLERY, ...options.environment };
  return spawn(process.execPath, ['--import', END_WITH_PARENT, main, ...switches], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32', // a process group of its own, so that all of it can be ended at once
  });
}

/** A switch could be read in the list of processes; a file in a temporary folder is its owner's alone. */
function keep(folder: string, token: string): string {
  const file = join(folder, 'token');
  writeFileSync(file, token);
  return file;
}

/** So that no socket outlives the server. Elsewhere VS Code does not ask, and on macOS the path would be too long. */
function socketsIn(folder: string): Readonly<Record<string, string>> {
  return process.platform === 'linux' ? { XDG_RUNTIME_DIR: folder } : {};
}

/** Without an extension gallery nothing is looked up in the network. */
const NO_GALLERY = { EXTENSIONS_GALLERY: '{}' };

function collectOutput(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  }
  return () => text;
}

function listeningPort(child: ChildProcess, output: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail('did not start within 60 s'), 60_000);
    const fail = (what: string) => {
      clearTimeout(timer);
      reject(new Error(`the VS Code server ${what}:\n${output().trim()}`));
    };
    const look = () => {
      const taken = /address already in use ([\d.:]+)/.exec(output())?.[1];
      if (taken !== undefined) reject(new Error(`${taken} is taken by another program; choose another port`));
      const port = /agent listening on (\d+)/.exec(output())?.[1];
      if (port !== undefined) resolve(Number(port));
      if (taken ?? port) clearTimeout(timer);
    };
    child.on('error', (error) => fail(`cannot be run (${error.message})`));
    child.on('exit', (code, signal) => fail(`ended at its start (${signal ?? `code ${code}`})`));
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
  });
}

function linkTo(authority: string, token: string | undefined, { folder, payload }: LinkOptions = {}): string {
  const link = new URL(`http://${authority}/`);
  if (token !== undefined) link.searchParams.set('tkn', token);
  if (folder !== undefined) link.searchParams.set('folder', pathToFileURL(folder).pathname);
  if (payload) link.searchParams.set('payload', JSON.stringify(Object.entries(payload)));
  return link.href;
}

async function endServer(child: ChildProcess): Promise<void> {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const timer = setTimeout(() => killGroup(child), 3_000);
    child.kill('SIGTERM');
    await ended;
    clearTimeout(timer);
  }
  killGroup(child);
}

/** Ends the server with everything that it started. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/T', '/F', '/PID', String(pid)], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ESRCH';
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}
