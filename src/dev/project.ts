import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. The same two steps up from `src/dev` and from the bundles in `dist/dev`. */
export const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** A path inside the project. */
export function inProject(...parts: readonly string[]): string {
  return join(PROJECT, ...parts);
}

/** The folder of an installed package. */
export function packageFolder(name: string): string {
  return dirname(createRequire(inProject('package.json')).resolve(`${name}/package.json`));
}
