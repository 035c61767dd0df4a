import * as vscode from 'vscode';
import { t } from '#engine/translation';
import type { DataPreviews } from './dataPreviews.ts';

/** Shows a table before it is trained on: the one of the menu, else that of the editor in front, else one that is chosen. */
export async function lookAtTable(previews: DataPreviews, given: unknown): Promise<void> {
  const uri = given instanceof vscode.Uri ? given : (tableInFront() ?? (await chooseTable()));
  if (uri) previews.show(uri);
}

function tableInFront(): vscode.Uri | undefined {
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  const { input } = activeTab ?? {};
  const uri = input instanceof vscode.TabInputText ? input.uri : undefined;
  return uri && /\.(?:csv|tsv|txt)$/i.test(uri.path) && uri.scheme !== 'untitled' ? uri : undefined;
}

async function chooseTable(): Promise<vscode.Uri | undefined> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: t('Train on a file'),
      openLabel: t('Look at it'),
      filters: { Tables: ['csv', 'tsv', 'txt'] },
    })) ?? [];
  return chosen;
}
