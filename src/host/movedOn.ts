import * as vscode from 'vscode';
import { differenceText } from '#session/configDifferences';
import type { Run } from '#session/run';
import { readFromSettings } from './configurationTargets.ts';
import { isExperiment, planOf, readExperiment } from './experiments.ts';
import { SETTINGS, sameRun } from './runPlan.ts';
import type { DataFile, RunPlan } from './runPlan.ts';
import type { RunStore } from './runStore.ts';
import { onSettingsChange } from './settings.ts';

/**
 * Watches whether what the shown run was started from says something else by now: its settings or its experiment file.
 * The run itself never changes.
 */
export class MovedOn implements vscode.Disposable {
  private readonly runs: RunStore;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable;
  private asked = 0;
  private told: { readonly runId: string; readonly difference: string } | null = null;
  /** `difference` gives something else. */
  readonly onDidChange = this.changed.event;

  constructor(runs: RunStore) {
    this.runs = runs;
    const { workspace } = vscode;
    const files = workspace.createFileSystemWatcher('**/*.irisnet.json');
    const look = () => void this.look();
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      files,
      files.onDidChange(look),
      files.onDidCreate(look),
      files.onDidDelete(look),
      runs.onDidShow(look),
      runs.onDidKeep(look),
      onSettingsChange(look),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (isExperiment(document.uri)) look();
      }),
    );
  }

  /** What the configuration of the run says by now that it did not say then; null: nothing, or it cannot be told. */
  difference({ id }: Run): string | null {
    return this.told?.runId === id ? this.told.difference : null;
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async look(): Promise<void> {
    const asked = ++this.asked;
    const { shown } = this.runs;
    const record = shown && !this.runs.isDraft(shown) ? this.runs.recordOf(shown.id) : null;
    const now = record?.origin ? await planNow(record.origin, record.data) : null;
    if (asked !== this.asked) return; // something has changed meanwhile, and is looked at on its own
    const isSame = !record || !now || sameRun(record, now);
    const told = isSame
      ? null
      : { runId: record.id, difference: differenceText(essence(record), essence(now)) };
    if (JSON.stringify(told) === JSON.stringify(this.told)) return;
    this.told = told;
    this.changed.fire();
  }
}

/** What the origin of a run says now; null where that cannot be told. */
async function planNow(origin: string, data: DataFile | null): Promise<RunPlan | null> {
  if (origin === SETTINGS) {
    const reading = readFromSettings(data);
    return reading.kind === 'plan' ? reading.plan : null;
  }
  try {
    const uri = vscode.Uri.parse(origin);
    const { experiment } = await readExperiment(uri);
    return experiment ? planOf(uri, experiment) : null;
  } catch {
    return null; // the file has gone: the run stays as it is
  }
}

function essence({ config, data }: Omit<RunPlan, 'origin'>): unknown {
  const { uri = 'iris', ...columns } = data ?? {};
  return { ...config, ...columns, data: uri.slice(uri.lastIndexOf('/') + 1) };
}
