import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Files that come with the program, seen from the built dist/cli.mjs. */
export function bundledIris(): string {
  return fileURLToPath(new URL('../data/iris.csv', import.meta.url));
}

export function programVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as unknown;
  const { name, version } = manifest as { readonly name: string; readonly version: string };
  return `${name} ${version}`;
}
