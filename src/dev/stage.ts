import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { whenProcessEnds } from './lifetime.ts';
import { inProject, packageFolder, PROJECT } from './project.ts';

/**
 * Copies the files that the .vsix would hold, and no other, into a temporary folder: what is tested and shown is the
 * extension as it is installed. The folder goes when this process ends.
 *
 * @returns the folder, which can be opened with `--extensionDevelopmentPath` or installed
 * @throws Error if the packager refuses the manifest
 */
export function stageExtension(): string {
  const folder = mkdtempSync(join(tmpdir(), 'iris-network-staged-'));
  whenProcessEnds(() => rmSync(folder, { recursive: true, force: true }));
  const staged = join(folder, 'iris-network-inspector');
  for (const file of packagedFiles()) {
    mkdirSync(dirname(join(staged, file)), { recursive: true });
    cpSync(inProject(file), join(staged, file));
  }
  return staged;
}

/** Makes a folder of the extension that calls ours in tests, which can be opened and goes in the same way. */
export function stageOtherExtension(): string {
  const folder = mkdtempSync(join(tmpdir(), 'iris-network-other-'));
  whenProcessEnds(() => rmSync(folder, { recursive: true, force: true }));
  const staged = join(folder, 'other-extension');
  cpSync(inProject('dist', 'test', 'otherExtension', 'main.cjs'), join(staged, 'main.cjs'));
  cpSync(inProject('src', 'test', 'otherExtension', 'manifest.json'), join(staged, 'package.json'));
  return staged;
}

/** Asks the packager itself, so that `.vscodeignore` stays the only list. */
function packagedFiles(): readonly string[] {
  const vsce = join(packageFolder('@vscode/vsce'), 'vsce');
  const listing = execFileSync(process.execPath, [vsce, 'ls', '--no-dependencies'], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  return listing.split('\n').filter((file) => file !== '');
}
