import * as vscode from 'vscode';
import type { InspectorReport, RunState } from '#protocol/api';
import type { IrisNetworkApi, RunChange } from '../../host/api.ts';

/** The extension under test, as another extension would use it. */
export async function product(): Promise<IrisNetworkApi> {
  const extension = vscode.extensions.getExtension<IrisNetworkApi>('iris-network.iris-network-inspector');
  if (!extension) throw new Error('the extension is not installed');
  return extension.activate();
}

/** Resolves with the first answer that satisfies `holds`; asks again whenever the event loop is free. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T> | T,
  holds: (answer: T) => boolean,
  patienceMs = 120_000, // a busy machine is no fault
): Promise<T> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (Date.now() > until) throw new Error(`${what}: waited in vain, last ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 100)); // asking costs the machine under test something
  }
}

/** The inspector's own words, once they satisfy `holds`. */
export async function inspectorShows(
  what: string,
  holds: (report: InspectorReport) => boolean,
): Promise<InspectorReport> {
  const { inspectorReport } = await product();
  if (!inspectorReport) throw new Error('not in test mode');
  const report = await eventually(
    what,
    async () => {
      try {
        return await inspectorReport();
      } catch {
        return undefined; // the page went while it was asked
      }
    },
    (answer) => answer !== undefined && holds(answer),
  );
  if (!report) throw new Error(what);
  return report;
}

/** The next change of any run into one of `states`. */
export async function nextState(...states: RunState[]): Promise<RunChange> {
  const { onDidChangeRun } = await product();
  return new Promise((resolve) => {
    const subscription = onDidChangeRun((change) => {
      if (!states.includes(change.status.state)) return;
      subscription.dispose();
      resolve(change);
    });
  });
}

/** Runs a command of the extension. */
export function command(name: string, ...args: unknown[]): Thenable<unknown> {
  return vscode.commands.executeCommand(`irisNetwork.${name}`, ...args);
}

/** The inspector's tab, if it is open. */
export function inspectorTab(): vscode.Tab | undefined {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.includes('irisNetwork.inspector'),
    );
}

/** Sets settings for one test; `undefined` takes a value away. */
export async function configure(values: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [key, value] of Object.entries(values)) {
    await vscode.workspace
      .getConfiguration('irisNetwork')
      .update(key, value, vscode.ConfigurationTarget.Global);
  }
}
