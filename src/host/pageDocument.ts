import { t, TRANSLATIONS_ID } from '#engine/translation';
import type { Translations } from '#engine/translation';

export interface PageParts {
  readonly title: string;
  readonly host: 'trains' | 'none'; // none: there is nobody who could train
  readonly language: string; // of the page, as a language tag
  readonly translations: Translations | null; // its sentences in that language; null: as they stand in its scripts
  readonly nonce: string;
  readonly source: string; // of the page's own files, as a content security policy names it
  readonly styles: readonly string[]; // the addresses of the page's style sheets, what all pages share first
  readonly scripts: readonly [first: string, last: string]; // run in the head, and after the body
}

/**
 * The page's document: no inline script or style, everything by nonce from our own folder. Until the scripts have come,
 * which takes VS Code a while when it has just been updated, one word says that they will. Translations are data: an element
 * that no browser runs.
 */
export function pageDocument({
  title,
  host,
  language,
  translations,
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
<html lang="${translations && /^[A-Za-z-]+$/.test(language) ? language : 'en'}" data-host="${host}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${nonce}">
<title>${title}</title>${dataElement(translations)}
${styles.map((style) => `<link rel="stylesheet" href="${style}">`).join('\n')}
<script nonce="${nonce}" src="${first}"></script>
</head>
<body>
<div id="root"><p role="status">${t('Loading…')}</p></div>
<script nonce="${nonce}" src="${last}"></script>
</body>
</html>`;
}

function dataElement(translations: Translations | null): string {
  if (!translations) return '';
  const json = JSON.stringify(translations).replaceAll('<', '\\u003c'); // so that no sentence can end it
  return `\n<script type="application/json" id="${TRANSLATIONS_ID}">${json}</script>`;
}
