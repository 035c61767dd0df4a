import * as vscode from 'vscode';
import type { IrisNetworkApi } from '../../../api/iris-network.d.ts';

/** What the tests ask of this extension. It knows the inspector by its published types and by its tools alone. */
export interface OtherExtension {
  /** The inspector's API, as `activate()` gives it. */
  inspector(): Promise<IrisNetworkApi>;
  /** The tools that language models are offered, whoever has them. */
  tools(): readonly vscode.LanguageModelToolInformation[];
  /** The text that a tool answers. */
  callTool(name: string, input: object, token?: vscode.CancellationToken): Promise<string>;
}

const CONFIG = { training: { epochs: 50 } };

export function activate({ subscriptions, workspaceState }: vscode.ExtensionContext): OtherExtension {
  subscriptions.push(
    vscode.commands.registerCommand('otherExtension.trainByTool', () =>
      tell(async () => {
        const { runId, state } = JSON.parse(await callTool('irisNetwork_train', CONFIG)) as ToolAnswer;
        await workspaceState.update('run', runId);
        const found = await callTool('irisNetwork_findWhen', {
          runId,
          condition: { kind: 'lossBelow', of: 'train', value: 1.2 },
        });
        return `${state} at first ${(JSON.parse(found) as Found).first}`;
      }),
    ),
    vscode.commands.registerCommand('otherExtension.describeByTool', () =>
      tell(async () => {
        const runId = workspaceState.get<string>('run');
        const { state, result } = JSON.parse(
          await callTool('irisNetwork_describeRun', { runId }),
        ) as ToolAnswer;
        return `${state} with ${result.testAccuracy}`;
      }),
    ),
    vscode.commands.registerCommand('otherExtension.trainByApi', () =>
      tell(async () => {
        const { status, evaluation } = await (await inspector()).train(CONFIG);
        return `${status} with ${evaluation.correct}/${evaluation.total}`;
      }),
    ),
  );
  return { inspector, tools: () => vscode.lm.tools, callTool };
}

interface ToolAnswer {
  readonly runId: string;
  readonly state: string;
  readonly result: { readonly testAccuracy: string };
}

interface Found {
  readonly first: number | null;
}

async function inspector(): Promise<IrisNetworkApi> {
  const extension = vscode.extensions.getExtension<IrisNetworkApi>('iris-network.iris-network-inspector');
  if (!extension) throw new Error('the inspector is not installed');
  return extension.activate();
}

async function callTool(name: string, input: object, token?: vscode.CancellationToken): Promise<string> {
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, token);
  const [part, ...more] = content;
  if (!(part instanceof vscode.LanguageModelTextPart) || more.length > 0) {
    throw new Error(`${name} has answered with something else than one text`);
  }
  return part.value;
}

/** Shows what came of it, where a test can read it. */
async function tell(what: () => Promise<string>): Promise<void> {
  const text = await what().catch((error: unknown) => `failed: ${(error as Error).message}`);
  void vscode.window.showInformationMessage(`Other Extension: ${text}`);
}
