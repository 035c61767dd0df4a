import { cacheFolder, installedFolder } from '../../npmCache.ts';

/** The peers out of npm. */
const PACKAGES: Readonly<Record<string, string>> = {
  '@tensorflow/tfjs-core': '4.22.0',
  '@tensorflow/tfjs-backend-wasm': '4.22.0',
  'brain.js': '1.6.1',
};

/** Where peers are compiled. */
export const PEERS_FOLDER = cacheFolder('iris-network-peers');

/** Where the peers are installed, after installing what is not there yet. @throws Error when npm cannot */
export function installPackages(): string {
  return installedFolder(PEERS_FOLDER, PACKAGES);
}
