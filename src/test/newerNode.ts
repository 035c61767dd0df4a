import { join } from 'node:path';
import { cacheFolder, installedFolder } from './npmCache.ts';

/** A Node newer than the oldest one that the project runs in. */
const VERSION = '24.9.0';

/**
 * The executable of a newer Node, out of npm, in the user's cache. It is no dependency of the project: as such it would put
 * itself before the person's own Node in every script of npm, and take 190 MB of everyone who installs the project.
 *
 * @throws Error when npm cannot install it
 */
export function newerNode(): string {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const folder = installedFolder(cacheFolder('iris-network-node'), { [name]: VERSION });
  return join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
