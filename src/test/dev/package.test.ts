import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProject, packageFolder } from '../../dev/project.ts';
import { TOUR_STEPS } from '../../dev/tour.ts';

const ROOT_FILES = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', '.vscodeignore', 'data', 'media'];
const VSIX = 'iris-network-inspector.vsix';

/** The guided tour's, one for each kind of theme. */
const TOUR_PICTURES = TOUR_STEPS.flatMap(({ id }) =>
  ['dark', 'hc', 'hcLight', 'light'].map((variant) => `media/tour/${id}-${variant}.webp`),
).sort();

/** What a person gets: nothing that only the tests or the tools need. */
const INSTALLED = [
  'LICENSE.txt',
  'changelog.md',
  'data/README.md',
  'data/iris.csv',
  'dist/ThirdPartyNotices.txt',
  'dist/experiment.schema.json',
  'dist/exportWorker.cjs',
  'dist/extension.cjs',
  'dist/sampleWorker.cjs',
  'dist/tableWorker.cjs',
  'dist/web/extension.js',
  'dist/web/package.json',
  'dist/webview/configuration.css',
  'dist/webview/configuration.js',
  'dist/webview/inspector.css',
  'dist/webview/inspector.js',
  'dist/webview/preview.css',
  'dist/webview/preview.js',
  'dist/webview/replay.js',
  'dist/webview/toolkit.css',
  'dist/webview/toolkit.js',
  'dist/worker.cjs',
  'media/icon.png',
  'media/iris-dark.svg',
  'media/iris.svg',
  ...TOUR_PICTURES,
  'package.json',
  'readme.md',
];

describe('the .vsix of npm run package, installed by VS Code', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'iris-network-package-'));
  const project = join(folder, 'project');
  const installed = join(folder, 'extensions', 'iris-network.iris-network-inspector-0.1.0');
  const read = (file: string) => readFileSync(join(installed, file), 'utf8');

  beforeAll(() => {
    for (const file of ROOT_FILES) cpSync(inProject(file), join(project, file), { recursive: true });
    runNode(inProject(), 'esbuild.mjs', '--production', `--out=${join(project, 'dist')}`);
    runNode(project, ...packageCommand(), '--out', VSIX);
    install(join(project, VSIX), folder);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds these files and no others', () => {
    expect(filesIn(installed)).toEqual(INSTALLED);
  });

  it('takes less than 600 KB', () => {
    expect(statSync(join(project, VSIX)).size).toBeLessThan(600_000);
  });

  it.each([
    ['dist/web/extension.js', ['vscode']],
    ['dist/worker.cjs', []],
    ['dist/tableWorker.cjs', []],
    ['dist/sampleWorker.cjs', []],
  ])('asks in %s for nothing that a browser has not', (file, known) => {
    const asked = read(file).matchAll(/\b(?:require|import)\(["'`]([^"'`]+)/g);
    expect([...new Set(Array.from(asked, ([, name]) => name))]).toEqual(known);
  });

  it('holds no source map and names none', () => {
    for (const file of INSTALLED.filter((name) => /\.(c?js|css)$/.test(name))) {
      expect(read(file)).not.toContain('sourceMappingURL');
    }
  });

  it('names the licence of every library in it', () => {
    const notices = read('dist/ThirdPartyNotices.txt');
    const shipped = [
      '@vscode/codicons',
      '@vscode/webview-ui-toolkit',
      'chart.js',
      'jsonc-parser',
      'papaparse',
      'preact',
      'zod',
    ];
    for (const name of shipped) expect(notices).toMatch(new RegExp(`^${name} [\\d.]+, [-\\w.]+$`, 'm'));
  });
});

/** The packager with the switches that `npm run package` gives it. */
function packageCommand(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as Manifest;
  const [, switches = ''] = scripts.package.split('vsce package ');
  return [join(packageFolder('@vscode/vsce'), 'vsce'), 'package', ...switches.split(' ')];
}

interface Manifest {
  readonly scripts: { readonly package: string };
}

function install(vsix: string, folder: string): void {
  const server = join(packageFolder('code-server'), 'lib', 'vscode', 'out', 'server-main.js');
  const folders = ['--extensions-dir', join(folder, 'extensions'), '--server-data-dir', join(folder, 'data')];
  runNode(folder, server, '--install-extension', vsix, ...folders, '--accept-server-license-terms');
}

function runNode(cwd: string, ...args: readonly string[]): void {
  execFileSync(process.execPath, args, { cwd, stdio: 'pipe' });
}

/** The files below a folder, without those that VS Code adds when it installs. */
function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name !== '.vsixmanifest')
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
