import * as vscode from 'vscode';
import { t } from '#engine/translation';
import { checkFormat, checkPicture, checkViews } from '#protocol/pictures';
import type { PictureFormat } from '#protocol/pictures';
import type { CommandServices } from './commandServices.ts';
import { fileName } from './experiments.ts';
import { writeWhole } from './writeWhole.ts';

/** A page that draws its views; what it answers is checked. */
export interface PicturePage {
  views(): Promise<unknown>;
  picture(view: string, format: PictureFormat): Promise<unknown>;
}

interface Choice extends vscode.QuickPickItem {
  readonly format: PictureFormat;
}

const CHOICES: readonly Choice[] = [
  {
    format: 'svg',
    label: 'SVG',
    detail: t('Lines and text that stay sharp at any size: for print, and to be edited.'),
  },
  { format: 'png', label: 'PNG', detail: t('Pixels, twice as many as on the screen: for slides and pages.') },
];

/**
 * Saves a view of the inspector, or of the saved run in front, as a picture where the person says.
 *
 * @param asked a view's name, or what VS Code says of where its menu was opened; left out: the person is asked
 * @param as the format, and `target` the file; left out: the person is asked
 */
export async function savePicture(
  services: CommandServices,
  asked: unknown,
  as: unknown,
  target: unknown,
): Promise<void> {
  const { savedRuns, inspector } = services;
  const page = savedRuns.pictures ?? inspector.pictures;
  const views = page ? checkViews(await page.views()) : [];
  if (!page || views.length === 0) {
    void vscode.window.showInformationMessage(
      t('No view is in sight that could be saved as a picture. Show a run in the inspector, and its tab.'),
    );
    return;
  }
  const view = nameOf(asked) ?? (await askForView(views));
  if (view === undefined) return;
  const format = as === undefined ? await askForFormat(view) : checkFormat(as);
  if (!format) return;
  const bytes = checkPicture(await page.picture(view, format), format);
  const file = target instanceof vscode.Uri ? target : await askWhere(view, format);
  if (!file) return;
  await writeWhole(file, bytes);
  if (target instanceof vscode.Uri) return;
  const show = t('Open');
  void vscode.window.showInformationMessage(t('{0} is written.', fileName(file)), show).then((answer) => {
    if (answer === show) void vscode.commands.executeCommand('vscode.open', file);
  });
}

function nameOf(asked: unknown): string | undefined {
  if (typeof asked === 'string') return asked;
  if (typeof asked !== 'object' || asked === null || !('view' in asked)) return undefined;
  return typeof asked.view === 'string' ? asked.view : undefined;
}

async function askForView(views: readonly string[]): Promise<string | undefined> {
  const [only] = views;
  if (views.length === 1) return only;
  return vscode.window.showQuickPick(views, { title: t('Save a picture'), placeHolder: t('Which view?') });
}

async function askForFormat(view: string): Promise<PictureFormat | undefined> {
  const choice = await vscode.window.showQuickPick(CHOICES, {
    title: t('Save “{0}”', view),
    placeHolder: t('As what?'),
  });
  return choice?.format;
}

async function askWhere(view: string, format: PictureFormat): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = view
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return vscode.window.showSaveDialog({
    title: t('Save “{0}” as {1}', view, format.toUpperCase()),
    filters: { [format.toUpperCase()]: [format] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `${name}.${format}`) }),
  });
}
