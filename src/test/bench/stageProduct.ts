import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../dev/project.ts';
import { stageExtension } from '../../dev/stage.ts';

/**
 * The extension as it is shipped, minified, in a temporary folder. It is not activated by JSON with comments, which VS Code
 * reads itself while a window starts: so that a program that measures can choose the moment.
 */
export function stageProduct(): string {
  const staged = stageExtension();
  const build = ['esbuild.mjs', '--production', `--out=${join(staged, 'dist')}`];
  execFileSync(process.execPath, build, { cwd: PROJECT });
  const file = join(staged, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { activationEvents: string[] };
  manifest.activationEvents = manifest.activationEvents.filter((event) => event !== 'onLanguage:jsonc');
  writeFileSync(file, JSON.stringify(manifest));
  return staged;
}
