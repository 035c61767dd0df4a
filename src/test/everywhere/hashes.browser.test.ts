import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { launchChromium } from '../../dev/chromium.ts';
import { inProject } from '../../dev/project.ts';
import { newerNode } from '../newerNode.ts';
import type { EngineHashes } from './hashes.ts';
import { PINNED_HASHES, pinnedJobs } from './runs.ts';

/** Any page whose address is a safe one: Web Crypto is nowhere else. It is answered here and never asked for. */
const SAFE_ADDRESS = 'https://bits.invalid/';

/** A program whose value is the hashes of the ten runs, for whatever engine it is handed to. */
function program(): string {
  const bundle = readFileSync(inProject('dist', 'test', 'hashes.js'), 'utf8');
  return `${bundle}\neverywhere.hashesOf(${JSON.stringify(pinnedJobs())})`;
}

test('ten runs have the same bits in Chromium, by both engines', async () => {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.route(SAFE_ADDRESS, (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    await page.goto(SAFE_ADDRESS);
    expect(await page.evaluate<EngineHashes>(program())).toEqual(PINNED_HASHES);
  } finally {
    await browser.close();
  }
});

test('ten runs have the same bits in a newer Node, by both engines', (context) => {
  const node = nodeOrReason();
  if ('reason' in node) return context.skip(node.reason); // without a network, or on a system that it is not made for
  const input = `${program()}.then((hashes) => console.log(JSON.stringify({ version: process.version, hashes })))`;
  const output = execFileSync(node.file, ['-'], { input, encoding: 'utf8' });
  const { version, hashes } = JSON.parse(output) as {
    readonly version: string;
    readonly hashes: EngineHashes;
  };
  expect(version).not.toBe(process.version);
  expect(hashes).toEqual(PINNED_HASHES);
});

function nodeOrReason(): { readonly file: string } | { readonly reason: string } {
  try {
    return { file: newerNode() };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}
