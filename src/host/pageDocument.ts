export interface PageParts {
  readonly title: string;
  readonly host: 'trains' | 'none'; // none: there is nobody who could train
  readonly nonce: string;
  readonly source: string; // of the page's own files, as a content security policy names it
  readonly styles: readonly string[]; // the addresses of the page's style sheets, what all pages share first
  readonly scripts: readonly [first: string, last: string]; // run in the head, and after the body
}

/**
 * The page's document: no inline script or style, everything by nonce from our own folder. Until the scripts have come,
 * which takes VS Code a while when it has just been updated, one word says that they will.
 */
export function pageDocument({
  title,
  host,
  nonce,
  source,
  styles,
  scripts: [first, last],
}: PageParts): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${source} 'nonce-${nonce}'`,
    `font-src ${source}`,
    `img-src ${source} data: blob:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en" data-host="${host}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${nonce}">
<title>${title}</title>
${styles.map((style) => `<link rel="stylesheet" href="${style}">`).join('\n')}
<script nonce="${nonce}" src="${first}"></script>
</head>
<body>
<div id="root"><p role="status">Loading…</p></div>
<script nonce="${nonce}" src="${last}"></script>
</body>
</html>`;
}
