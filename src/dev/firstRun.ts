import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whenProcessEnds } from './lifetime.ts';

/**
 * Writes a small extension that trains once when a window opens without an inspector in it, so that a reloaded window keeps
 * the run that it had. The folder goes when this process ends.
 *
 * @returns its folder
 */
export function firstRunExtension(): string {
  const folder = mkdtempSync(join(tmpdir(), 'iris-network-start-'));
  whenProcessEnds(() => rmSync(folder, { recursive: true, force: true }));
  const extension = join(folder, 'first-run');
  mkdirSync(extension);
  writeFileSync(join(extension, 'package.json'), JSON.stringify(MANIFEST));
  writeFileSync(join(extension, 'main.cjs'), MAIN);
  return extension;
}

const MANIFEST = {
  name: 'first-run',
  publisher: 'iris-network',
  version: '0.0.1',
  engines: { vscode: '^1.100.0' },
  activationEvents: ['onStartupFinished'],
  main: './main.cjs',
};

const MAIN = `const vscode = require('vscode');
exports.activate = async () => {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  if (tabs.some(({ input }) => String(input?.viewType).includes('irisNetwork.inspector'))) return;
  await vscode.commands.executeCommand('workbench.view.extension.irisNetwork');
  await vscode.commands.executeCommand('irisNetwork.train');
};
`;
