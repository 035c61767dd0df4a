import { visible } from '#engine/words';
import { base64 } from './base64.ts';
import type { ExportedRun } from './exportedRun.ts';
import { packNumbers } from './packedNumbers.ts';
import { REPLAYED_RUN_ID } from './replayedRun.ts';
import type { ReplayedRun } from './replayedRun.ts';
import type { Sha256 } from './runContainer.ts';

/** What the page is built from: the inspector's own files, and the script that stands in for its host. */
export interface PageSources {
  readonly styles: readonly string[];
  readonly toolkit: string;
  readonly replay: string;
  readonly inspector: string;
}

/**
 * The replay page: one HTML file with the inspector and the whole run in it, to be opened from disk without a network. It
 * makes no request: its policy allows the scripts with these hashes, the styles with its nonce, and nothing else.
 */
export async function exportHtml(run: ExportedRun, sources: PageSources, sha256: Sha256): Promise<string> {
  const scripts = [sources.toolkit, sources.replay, sources.inspector].map(inlineScript);
  const hashes = await Promise.all(
    scripts.map(async (script) => `'sha256-${base64(await sha256(new TextEncoder().encode(script)))}'`),
  );
  const [toolkit = '', replay = '', inspector = ''] = scripts;
  const style = sources.styles.map(withoutMap).join('\n').replaceAll('</style', '<\\/style');
  const nonce = hashes
    .join('')
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .slice(-32);
  const policy = [
    `default-src 'none'`,
    `script-src ${hashes.join(' ')}`,
    `style-src 'nonce-${nonce}'`,
    'img-src data: blob:',
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en" data-host="none">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${nonce}">
<title>${htmlText(visible(run.name))}: every epoch of a small network</title>
<style nonce="${nonce}">${style}</style>
<script>${toolkit}</script>
</head>
<body>
<div id="root"><p role="status">Loading…</p></div>
<script type="application/json" id="${REPLAYED_RUN_ID}">${dataJson(run)}</script>
<script>${replay}</script>
<script>${inspector}</script>
</body>
</html>
`;
}

/** The run as JSON that no HTML parser takes for anything else. */
function dataJson({ name, experiment, history, status }: ExportedRun): string {
  const { config, dataset, nFeatures } = experiment;
  const numbers = history.data.subarray(0, history.filled);
  const stride = history.keys.spacing === 1 ? history.filled / history.length : 1;
  const data: ReplayedRun = {
    name,
    config,
    dataset: { name: dataset.name, features: dataset.features, classes: dataset.classes },
    status,
    nStates: history.length,
    values: base64(packNumbers(dataset.values, nFeatures)),
    labels: [...dataset.labels],
    history: base64(packNumbers(numbers, stride)),
    stride,
  };
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

/** A bundle as the content of a script element, which ends at the first end tag, also within a string. */
function inlineScript(source: string): string {
  return withoutMap(source).replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}

/** The address of a source map would be asked for by the developer tools. */
function withoutMap(source: string): string {
  return source.replace(/\n(?:\/\/|\/\*)# sourceMapping[U]RL=\S+(?: \*\/)?\s*$/, '\n');
}

function htmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
