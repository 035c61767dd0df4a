import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { packageFolder } from './project.ts';

/** What the search asks of the machine; a test can answer in its place. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  /** Debian itself: in Ubuntu the package of the same name holds no browser, only a pointer to a snap. */
  readonly isDebian: boolean;
  /** Where Playwright keeps the browser that it downloads. */
  readonly downloaded: string;
  /** Whether this is the executable of a browser, with everything that it needs. */
  starts(file: string): boolean;
  /** Runs a command, its output kept in the log; false if it fails. */
  run(command: string, args: readonly string[]): boolean;
  say(sentence: string): void;
}

/**
 * The executable of a Chromium: what `CHROMIUM_PATH` names, else an installed one, else one installed now: by Debian's
 * package when root, otherwise by Playwright's download.
 *
 * @throws Error with one sentence that says what to do
 */
export function findChromium(): string {
  return (found ??= findLogged());
}

let found: string | undefined;

/** Keeps the log of an installation only if it fails. */
function findLogged(): string {
  const folder = mkdtempSync(join(tmpdir(), 'iris-network-chromium-'));
  const log = join(folder, 'install.log');
  let keep = false;
  try {
    return searchChromium(thisMachine(log));
  } catch (error) {
    keep = existsSync(log);
    if (keep && error instanceof Error) error.message += ` (what was tried: ${log})`;
    throw error;
  } finally {
    if (!keep) rmSync(folder, { recursive: true, force: true });
  }
}

export function searchChromium(machine: Machine): string {
  const chosen = machine.environment['CHROMIUM_PATH'];
  if (chosen) {
    if (machine.starts(chosen)) return chosen;
    throw new Error(
      `CHROMIUM_PATH is ${JSON.stringify(chosen)}, which is not a browser that starts; name another, or unset it`,
    );
  }
  const installed = installedBrowsers(machine).find((file) => machine.starts(file));
  return installed ?? installFromDebian(machine) ?? download(machine) ?? fail();
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function installedBrowsers({ platform, environment, downloaded }: Machine): readonly string[] {
  switch (platform) {
    case 'darwin':
      return [...MAC_APPLICATIONS.map((path) => `/Applications/${path}`), downloaded];
    case 'win32': {
      const roots = [
        environment['ProgramFiles'],
        environment['ProgramFiles(x86)'],
        environment['LocalAppData'],
      ];
      const programs = roots.flatMap((root) =>
        root ? WINDOWS_PROGRAMS.map((path) => join(root, path)) : [],
      );
      return [...programs, downloaded];
    }
    default: {
      const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
      return [...COMMANDS.flatMap((name) => folders.map((folder) => join(folder, name))), downloaded];
    }
  }
}

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const MAC_APPLICATIONS = [
  'Chromium.app/Contents/MacOS/Chromium',
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const WINDOWS_PROGRAMS = [
  'Chromium\\Application\\chrome.exe',
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

function installFromDebian(machine: Machine): string | undefined {
  if (!machine.isRoot || !machine.isDebian) return undefined;
  machine.say("No Chromium here: installing Debian's package (a minute or two).");
  const done = machine.run('apt-get', ['update']) && machine.run('apt-get', ['install', '--yes', 'chromium']);
  return done && machine.starts(DEBIAN_CHROMIUM) ? DEBIAN_CHROMIUM : undefined;
}

const DEBIAN_CHROMIUM = '/usr/bin/chromium';

function download(machine: Machine): string | undefined {
  machine.say('No Chromium here: downloading the one of Playwright (about 170 MB).');
  const withLibraries = machine.isRoot && machine.platform === 'linux' ? ['--with-deps'] : [];
  const cli = join(packageFolder('playwright-core'), 'cli.js');
  const done = machine.run(process.execPath, [cli, 'install', '--no-shell', ...withLibraries, 'chromium']);
  return done && machine.starts(machine.downloaded) ? machine.downloaded : undefined;
}

function fail(): never {
  throw new Error(
    'no Chromium was found and none could be installed; install Chromium, Chrome or Edge, or set CHROMIUM_PATH to its executable',
  );
}

/** @param log the file that the output of commands is added to */
export function thisMachine(log: string): Machine {
  return {
    platform: process.platform,
    environment: process.env,
    isRoot: isRoot(),
    isDebian:
      existsSync('/etc/os-release') && /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8')),
    downloaded: chromium.executablePath(),
    starts: browserStarts,
    run: (command, args) => runLogged(log, command, args),
    say: (sentence) => console.log(sentence),
  };
}

function browserStarts(file: string): boolean {
  if (!existsSync(file)) return false;
  if (process.platform === 'win32') return true; // there, --version opens a window
  return spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

function runLogged(log: string, command: string, args: readonly string[]): boolean {
  const file = openSync(log, 'a');
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync(command, args, { stdio: ['ignore', file, file], env }).status === 0;
  } finally {
    closeSync(file);
  }
}
