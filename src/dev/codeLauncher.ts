#!/usr/bin/env node
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { format, parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { openCodeWindow } from './codeWindow.ts';
import type { CodeWindow } from './codeWindow.ts';
import { isNoise } from './pageWatch.ts';
import { startVsCodeServer } from './vscodeServer.ts';
import type { VsCodeServer } from './vscodeServer.ts';

/** Exit codes of this program's own; others are those of VS Code. */
const ENDINGS = { unusable: 2, windowLost: 3, hostLost: 70, problems: 71, timeout: 124 } as const;

const PATIENCE_MS = 600_000;

/** Before each line that the tests or the extension print, to tell it from what VS Code says of itself. */
const MARK = '[tests] ';

/**
 * Stands in for the `code` executable where there is no desktop: takes the switches that @vscode/test-electron gives,
 * runs a real VS Code server with a headless Chromium in front, and ends with 0 only if the tests ran to their end and
 * passed, and if nothing went wrong in the window meanwhile.
 */
process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return ENDINGS.unusable;
});

interface Paths {
  readonly extension: string;
  /** The server takes one that is under development; those beside it are installed. */
  readonly others: readonly string[];
  readonly tests: string;
}

async function main(): Promise<number> {
  const paths = readSwitches();
  const browser = await launchChromium();
  try {
    // the smoke test driver carries the tests' output and exit code from the extension host to the page
    const server = await startVsCodeServer({
      switches: ['--enable-smoke-test-driver'],
      extensions: paths.others,
    });
    try {
      return await runTests(browser, server, paths);
    } finally {
      await server.close();
    }
  } finally {
    await browser.close();
  }
}

function readSwitches(): Paths {
  const { values } = parseArgs({
    strict: false,
    allowPositionals: true,
    options: {
      extensionDevelopmentPath: { type: 'string', multiple: true },
      extensionTestsPath: { type: 'string' },
    },
  });
  const { extensionDevelopmentPath: extensions, extensionTestsPath: tests } = values;
  if (Array.isArray(extensions) && typeof tests === 'string') {
    const [extension = '', ...others] = extensions.map((folder) => resolve(String(folder)));
    return { extension, others, tests: resolve(tests) };
  }
  throw new Error('needs --extensionDevelopmentPath=FOLDER and --extensionTestsPath=FILE');
}

async function runTests(
  browser: Browser,
  server: VsCodeServer,
  { extension, tests }: Paths,
): Promise<number> {
  const evidence = join(server.folder, 'tests-passed');
  const window = await openCodeWindow(browser, server.origin);
  const ending = await endingOf(window);
  const payload = {
    extensionDevelopmentPath: server.remoteFile(extension),
    extensionTestsPath: server.remoteFile(writeWitness(server.folder, tests, evidence)),
    skipWelcome: 'true',
    skipReleaseNotes: 'true',
  };
  await window.page.goto(server.link({ payload }));
  const code = await ending();
  const { problems, foreignRequests } = window.watch;
  const wrong = [...problems, ...foreignRequests.map((address) => `request to ${address}`)];
  for (const problem of wrong) console.error(`in the window: ${problem}`);
  if (code !== 0) return code;
  if (existsSync(evidence)) return wrong.length === 0 ? 0 : ENDINGS.problems;
  console.error('the extension host ended before the tests did');
  return ENDINGS.hostLost;
}

/**
 * VS Code reports 0 for an extension host that dies. So the tests run inside a module that leaves a file when they have
 * passed. It marks what is printed, too.
 */
function writeWitness(folder: string, tests: string, evidence: string): string {
  const file = join(folder, 'witness.cjs');
  const lines = [
    `const { format } = require('node:util');`,
    `const marked = (print) => ({ value: (...parts) => print(${JSON.stringify(MARK)} + format(...parts)) });`,
    `const { log, info, warn, error } = console;`, // the methods themselves cannot be replaced here, the object can
    `const own = { log: marked(log), info: marked(info), warn: marked(warn), error: marked(error) };`,
    `globalThis.console = Object.create(console, own);`,
    `exports.run = async () => {`,
    `  await require(${JSON.stringify(tests)}).run();`,
    `  require('node:fs').writeFileSync(${JSON.stringify(evidence)}, '');`,
    `};`,
  ];
  writeFileSync(file, lines.join('\n'));
  return file;
}

/** Listens for what is printed and for the end; what it gives comes to the exit code. */
async function endingOf({ page }: CodeWindow): Promise<() => Promise<number>> {
  let end: (code: number) => void = () => undefined;
  const ended = new Promise<number>((resolve) => {
    end = resolve;
  });
  await page.exposeFunction('codeAutomationExit', end);
  await page.exposeFunction('codeAutomationLog', (_: string, parts: readonly unknown[]) => {
    const text = format(...parts);
    if (text.startsWith(MARK) && !isNoise(text)) console.log(text.slice(MARK.length));
  });
  page.on('crash', () => end(ENDINGS.windowLost));
  page.on('close', () => end(ENDINGS.windowLost));
  const timer = setTimeout(() => {
    console.error(`the tests did not end within ${PATIENCE_MS / 1000} s`);
    end(ENDINGS.timeout);
  }, PATIENCE_MS);
  return () => ended.finally(() => clearTimeout(timer));
}
