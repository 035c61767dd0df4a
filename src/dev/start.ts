import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endOnSignal, endWithParent, whenProcessEnds } from './lifetime.ts';
import { inProject, PROJECT } from './project.ts';
import { stageExtension } from './stage.ts';
import { startVsCodeServer } from './vscodeServer.ts';

/**
 * What `npm start` runs after the build: trains once on the command line as the tutorial does, then opens VS Code with
 * the extension and a run in the inspector: on the desktop where there is one, else in a browser on this machine.
 */
const trained = spawnSync(process.execPath, [inProject('dist', 'cli.mjs'), 'train'], {
  cwd: PROJECT,
  stdio: 'inherit',
});
if (trained.status !== 0) {
  console.error('The training on the command line failed, so VS Code was not opened.');
  process.exit(trained.status ?? 1);
}
if (hasDesktopCode()) openDesktop();
else await serve();

function hasDesktopCode(): boolean {
  const onDesktop = ['darwin', 'win32'].includes(process.platform);
  const display = onDesktop || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  return display && spawnSync('code', ['--version'], { stdio: 'ignore', shell: onDesktop }).status === 0;
}

function openDesktop(): void {
  const extensions = mkdtempSync(join(tmpdir(), 'iris-network-start-'));
  const development = [stageExtension(), firstRun(extensions)].map(
    (path) => `--extensionDevelopmentPath=${path}`,
  );
  const window = spawn('code', ['--new-window', '--wait', ...development], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  console.log('\nVS Code opens with Iris Network Inspector. This ends when its window is closed.');
  window.on('exit', (code) => {
    rmSync(extensions, { recursive: true, force: true });
    process.exit(code ?? 0);
  });
}

async function serve(): Promise<void> {
  const extensions = mkdtempSync(join(tmpdir(), 'iris-network-start-'));
  whenProcessEnds(() => rmSync(extensions, { recursive: true, force: true }));
  endOnSignal(0, () => console.log('\nStopped; nothing is left running.'));
  endWithParent();
  const server = await startVsCodeServer({
    access: 'token',
    extensions: [stageExtension(), firstRun(extensions)],
    settings: { 'workbench.colorTheme': 'Default Dark Modern' },
  });
  console.log(`\nVS Code with Iris Network Inspector: ${server.link()}`);
  console.log('Open the address in a browser on this machine. Ctrl+C stops it.');
}

/** A small extension that trains once when a window opens with no inspector in it. */
function firstRun(folder: string): string {
  const extension = join(folder, 'first-run');
  mkdirSync(extension);
  const manifest = {
    name: 'first-run',
    publisher: 'iris-network',
    version: '0.0.1',
    engines: { vscode: '^1.100.0' },
    activationEvents: ['onStartupFinished'],
    main: './main.cjs',
  };
  writeFileSync(join(extension, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(extension, 'main.cjs'), FIRST_RUN);
  return extension;
}

const FIRST_RUN = `const vscode = require('vscode');
exports.activate = async () => {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  if (tabs.some(({ input }) => String(input?.viewType).includes('irisNetwork.inspector'))) return;
  await vscode.commands.executeCommand('workbench.view.extension.irisNetwork');
  await vscode.commands.executeCommand('irisNetwork.train');
};
`;
