import * as vscode from 'vscode';
import { TOOL_NAMES } from '#session/tools/toolNames';
import type { ToolName } from '#session/tools/toolNames';
import { answerCall, prepareCall } from './toolCalls.ts';
import type { ToolServices } from './toolCalls.ts';

/** The tools of the manifest, for language models and other extensions. An editor that knows no tools has none. */
export function registerLanguageModelTools(services: ToolServices): vscode.Disposable {
  const { lm } = vscode as Partial<typeof vscode>;
  if (typeof lm?.registerTool !== 'function') return new vscode.Disposable(() => undefined);
  return vscode.Disposable.from(
    ...TOOL_NAMES.map((name) => lm.registerTool<unknown>(name, toolOf(name, services))),
  );
}

function toolOf(name: ToolName, services: ToolServices): vscode.LanguageModelTool<unknown> {
  return {
    prepareInvocation: ({ input }) => prepareCall(name, input),
    invoke: async ({ input }, token) => {
      const text = await answerCall(name, input, { ...services, token });
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    },
  };
}
