import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A folder of the project in the user's cache. It need not exist. */
export function cacheFolder(name: string): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), name);
}

/**
 * Installs packages that are no part of the project into `folder`, those that are not there yet, without running any
 * package's scripts.
 *
 * @param packages name → version
 * @returns `folder`
 * @throws Error when npm cannot
 */
export function installedFolder(folder: string, packages: Readonly<Record<string, string>>): string {
  const isThere = ([name, version]: readonly [string, string]) => installedVersion(folder, name) === version;
  if (Object.entries(packages).every(isThere)) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: packages }));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  const { status, stderr, error } = spawnSync(npm, args, { cwd: folder, encoding: 'utf8' });
  if (status === 0) return folder;
  const reason = error?.message ?? stderr.trim().split('\n')[0] ?? '';
  throw new Error(`npm could not install ${Object.keys(packages).join(', ')}: ${reason}`);
}

function installedVersion(folder: string, name: string): string | undefined {
  const file = join(folder, 'node_modules', name, 'package.json');
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
    : undefined;
}
