import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOUR_STEPS } from '../../dev/tour.ts';
import { installPackage } from './packaged.ts';
import type { Installed } from './packaged.ts';

/** The guided tour's, dark and light. */
const TOUR_PICTURES = TOUR_STEPS.flatMap(({ id }) =>
  ['dark', 'light'].map((variant) => `media/tour/${id}-${variant}.svg`),
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
  'l10n/bundle.l10n.de.json',
  'media/icon.png',
  'media/iris-dark.svg',
  'media/iris.svg',
  ...TOUR_PICTURES,
  'package.json',
  'package.nls.de.json',
  'package.nls.json',
  'readme.md',
];

describe('the .vsix of npm run package, installed by VS Code', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'iris-network-package-'));
  let made: Installed;
  const read = (file: string) => readFileSync(join(made.folder, file), 'utf8');

  beforeAll(() => {
    made = installPackage(folder);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds these files and no others', () => {
    expect(filesIn(made.folder)).toEqual(INSTALLED);
  });

  it('takes less than 600 KB', () => {
    expect(statSync(made.vsix).size).toBeLessThan(600_000);
  });

  it('has a README that shows and links nothing that is not in it', () => {
    const readme = read('readme.md');
    const targets = [...readme.matchAll(/\]\(([\w./-]+)\)/g)].map(([, target]) => target);
    expect(targets).toEqual(['data/README.md']);
    expect(readme).toContain('FAQ.md answers questions');
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

/** The files below a folder, without those that VS Code adds when it installs. */
function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name !== '.vsixmanifest')
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
