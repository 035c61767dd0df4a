// An extension for web extension hosts only: a folder that exists in memory and comes with a table and an experiment about it.
import * as vscode from 'vscode';
import { MemoryFiles } from '../extension/memoryFiles.ts';
import type { IrisNetworkApi } from '../../host/api.ts';

export async function activate({ extensionUri, subscriptions }: vscode.ExtensionContext): Promise<void> {
  const memory = new MemoryFiles('irismemory');
  const table = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'flowers.csv'));
  memory.files.set('/flowers.csv', table);
  const experiment = { dataset: { path: 'flowers.csv' }, training: { epochs: 300 } };
  memory.files.set('/a.irisnet.json', new TextEncoder().encode(JSON.stringify(experiment)));
  subscriptions.push(
    vscode.commands.registerCommand('memoryFolder.hash', async () => {
      const iris = vscode.extensions.getExtension<IrisNetworkApi>('iris-network.iris-network-inspector');
      const run = await (await iris?.activate())?.train();
      void vscode.window.showInformationMessage(run?.parametersHash ?? 'there is no such extension');
    }),
  );
}
