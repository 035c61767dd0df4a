import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, packageFolder } from '../../dev/project.ts';

const ROOT_FILES = [
  '.vscodeignore',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'data',
  'l10n',
  'media',
  'package.json',
  'package.nls.de.json',
  'package.nls.json',
];
const VSIX = 'iris-network-inspector.vsix';

/** The package, and where VS Code has put it. */
export interface Installed {
  readonly vsix: string;
  readonly folder: string;
}

/** Makes the .vsix as `npm run package` does, from a copy of the project, and has VS Code install it in a profile that is new. */
export function installPackage(folder: string): Installed {
  const project = join(folder, 'project');
  for (const file of ROOT_FILES) cpSync(inProject(file), join(project, file), { recursive: true });
  runNode(inProject(), 'esbuild.mjs', '--production', `--out=${join(project, 'dist')}`);
  runNode(project, ...packageCommand(), '--out', VSIX);
  const vsix = join(project, VSIX);
  runNode(inProject(), 'packagedReadme.mjs', vsix);
  const server = join(packageFolder('code-server'), 'lib', 'vscode', 'out', 'server-main.js');
  const folders = ['--extensions-dir', join(folder, 'extensions'), '--server-data-dir', join(folder, 'data')];
  runNode(folder, server, '--install-extension', vsix, ...folders, '--accept-server-license-terms');
  return { vsix, folder: join(folder, 'extensions', 'iris-network.iris-network-inspector-0.1.0') };
}

/** The packager with the switches that `npm run package` gives it. */
function packageCommand(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as Manifest;
  const [, switches = ''] = /vsce package (.*?) && /.exec(scripts.package) ?? [];
  return [join(packageFolder('@vscode/vsce'), 'vsce'), 'package', ...switches.split(' ')];
}

interface Manifest {
  readonly scripts: { readonly package: string };
}

function runNode(cwd: string, ...args: readonly string[]): void {
  execFileSync(process.execPath, args, { cwd, stdio: 'pipe' });
}
