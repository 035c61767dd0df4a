import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The peers out of npm. They are no part of the project and live in the user's cache. */
const PACKAGES: Readonly<Record<string, string>> = {
  '@tensorflow/tfjs-core': '4.22.0',
  '@tensorflow/tfjs-backend-wasm': '4.22.0',
  'brain.js': '1.6.1',
};

/** Where peers are installed and compiled. */
export const PEERS_FOLDER = join(
  process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  'iris-network-peers',
);

/**
 * Installs what is not there yet, without running any package's scripts.
 *
 * @throws Error when npm cannot
 */
export function installPackages(): void {
  if (Object.entries(PACKAGES).every(([name, version]) => installedVersion(name) === version)) return;
  mkdirSync(PEERS_FOLDER, { recursive: true });
  writeFileSync(
    join(PEERS_FOLDER, 'package.json'),
    JSON.stringify({ private: true, dependencies: PACKAGES }),
  );
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  const { status, stderr } = spawnSync(npm, args, { cwd: PEERS_FOLDER, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm could not install the peers: ${stderr.trim().split('\n')[0] ?? ''}`);
}

function installedVersion(name: string): string | undefined {
  const file = join(PEERS_FOLDER, 'node_modules', name, 'package.json');
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
    : undefined;
}
