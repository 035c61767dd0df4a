import * as vscode from 'vscode';
import { translationsInUse } from '#engine/translation';
import { pageDocument } from './pageDocument.ts';

/** The pages this extension shows. Each is dist/webview/<name>.js and .css. */
export type PageName = 'inspector' | 'configuration' | 'preview';

/** What a page may load: its own files, nothing else. */
export function pageOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist', 'webview')] };
}

/** The page's document. The toolkit comes first, by a plain script tag, because it reads the theme when the window loads. */
export function pageHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  name: PageName,
  title: string,
  host: 'trains' | 'none' = 'trains',
): string {
  const file = (path: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'webview', path)).toString();
  return pageDocument({
    title,
    host,
    language: vscode.env.language,
    translations: translationsInUse(),
    nonce: crypto.randomUUID().replaceAll('-', ''),
    source: webview.cspSource,
    styles: [file('toolkit.css'), file(`${name}.css`)],
    scripts: [file('toolkit.js'), file(`${name}.js`)],
  });
}

/** A webview as a port: messages that a hidden page does not get stay unanswered. */
export function webviewPort(webview: vscode.Webview) {
  return {
    post: (message: unknown): void => {
      webview.postMessage(message).then(undefined, () => {}); // rejected only after the page was disposed
    },
    onMessage: (listener: (message: unknown) => void): (() => void) => {
      const subscription = webview.onDidReceiveMessage(listener);
      return () => {
        subscription.dispose();
      };
    },
  };
}
