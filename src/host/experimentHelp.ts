import * as vscode from 'vscode';
import { t } from '#engine/translation';
import { fixesOf } from '#session/experimentFixes';
import { EXPERIMENT_FILES } from './experiments.ts';
import type { ExperimentDiagnostics } from './experimentDiagnostics.ts';

/** What stands above an experiment file, and the quick fixes in it. */
export function helpWithExperiments(diagnostics: ExperimentDiagnostics): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerCodeLensProvider(EXPERIMENT_FILES, { provideCodeLenses: lensesOf }),
    vscode.languages.registerCodeActionsProvider(
      EXPERIMENT_FILES,
      { provideCodeActions: (document, _, context) => actionsFor(document, context, diagnostics) },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
}

function lensesOf({ uri }: vscode.TextDocument): vscode.CodeLens[] {
  const top = new vscode.Range(0, 0, 0, 0);
  const lens = (title: string, command: string) =>
    new vscode.CodeLens(top, { title, command, arguments: [uri] });
  return [
    lens(t('$(play) Train'), 'irisNetwork.trainExperiment'),
    lens(t('$(list-unordered) Edit in Form'), 'irisNetwork.editInForm'),
  ];
}

function actionsFor(
  document: vscode.TextDocument,
  { diagnostics: asked }: vscode.CodeActionContext,
  diagnostics: ExperimentDiagnostics,
): vscode.CodeAction[] {
  return asked.flatMap((diagnostic) => {
    const found = diagnostics.behind(document.uri, [diagnostic]);
    const problem = found?.problems.find(
      ({ offset }) => offset === document.offsetAt(diagnostic.range.start),
    );
    if (!found || !problem) return [];
    return fixesOf(found.json, problem).map(({ title, edits }, i) => {
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.diagnostics = [diagnostic];
      action.isPreferred = i === 0;
      action.edit = new vscode.WorkspaceEdit();
      for (const { offset, length, content } of edits) {
        const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
        action.edit.replace(document.uri, range, content);
      }
      return action;
    });
  });
}
