// The entry of dist/web/extension.js: the whole extension. A web extension host loads this one file and nothing beside it; Node's
// host loads it from nodeExtension.ts, with a platform of its own.
import './translations.ts';
import type * as vscode from 'vscode';
import type { IrisNetworkApi } from './api.ts';
import { activateOn } from './extension.ts';
import { webPlatform } from './webPlatform.ts';

export { activateOn };

export function activate(context: vscode.ExtensionContext): IrisNetworkApi {
  return activateOn(webPlatform(context.extensionUri), context);
}
