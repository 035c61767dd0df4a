import * as vscode from 'vscode';
import { t } from '#engine/translation';
import { sentenceOf } from '#engine/words';
import type { InspectorPanel } from './inspectorPanel.ts';
import type { RunStore } from './runStore.ts';

/** Brings an inspector back after the window was reloaded, with the run it showed: replayed, to the same bits. */
export class InspectorSerializer implements vscode.WebviewPanelSerializer {
  private readonly runs: RunStore;
  private readonly inspector: InspectorPanel;

  constructor(runs: RunStore, inspector: InspectorPanel) {
    this.runs = runs;
    this.inspector = inspector;
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { runId } = (state ?? {}) as { runId?: unknown };
    const known = this.runs.all.some(({ record }) => record.id === runId);
    const id = known && typeof runId === 'string' ? runId : this.runs.all[0]?.record.id;
    try {
      if (id !== undefined) await this.runs.open(id);
    } catch (error) {
      void vscode.window.showErrorMessage(
        t('Iris Network: the run cannot be shown again. {0}', sentenceOf(error)),
      );
    }
    this.inspector.adopt(panel); // only now, or the page would be told that there is no run
  }
}
