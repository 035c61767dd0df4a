import * as vscode from 'vscode';

/** The pages this extension shows. Each is dist/webview/<name>.js and .css. */
export type PageName = 'inspector' | 'configuration';

/** What a page may load: its own files, nothing else. */
export function pageOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist', 'webview')] };
}

/**
 * The page's document: no inline script or style, everything by nonce from our own folder. The toolkit comes first, by
 * a plain script tag, because it reads the theme when the window loads.
 */
export function pageHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  name: PageName,
  title: string,
): string {
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const file = (path: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'webview', path)).toString();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data: blob:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${nonce}">
<title>${title}</title>
<link rel="stylesheet" href="${file(`${name}.css`)}">
<script nonce="${nonce}" src="${file('toolkit.js')}"></script>
</head>
<body>
<div id="root"></div>
<script nonce="${nonce}" src="${file(`${name}.js`)}"></script>
</body>
</html>`;
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
