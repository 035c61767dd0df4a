import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { PageSources } from '#formats/exportHtml';
import { UserError, fileProblem } from './userError.ts';

/** Files that come with the program, seen from the built dist/cli.mjs. */
export function bundledIris(): string {
  return fileURLToPath(new URL('../data/iris.csv', import.meta.url));
}

export function programVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as unknown;
  const { name, version } = manifest as { readonly name: string; readonly version: string };
  return `${name} ${version}`;
}

/** The built files of the inspector's page, which lie beside the program. @throws UserError when they do not */
export async function pageSources(): Promise<PageSources> {
  const read = async (name: string) => {
    const file = fileURLToPath(new URL(`webview/${name}`, import.meta.url));
    return readFile(file, 'utf8').catch((error: unknown) => {
      throw new UserError(`${file}, a part of the page: ${fileProblem(error)}; or build the program again`);
    });
  };
  const [styles, toolkit, replay, inspector] = await Promise.all([
    Promise.all(['toolkit.css', 'inspector.css'].map(read)),
    read('toolkit.js'),
    read('replay.js'),
    read('inspector.js'),
  ]);
  return { styles, toolkit, replay, inspector };
}
