// The entry of dist/extension.cjs: Node's platform. The extension itself stays outside of this bundle (esbuild.mjs).
import type * as vscode from 'vscode';
import type { IrisNetworkApi } from './api.ts';
import { nodePlatform } from './nodePlatform.ts';
import { activateOn } from './webExtension.ts';

export function activate(context: vscode.ExtensionContext): IrisNetworkApi {
  return activateOn(nodePlatform(__dirname), context);
}
