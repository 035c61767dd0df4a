#!/usr/bin/env node
/**
 * Stands in for the `code` executable where there is no desktop: takes the switches that @vscode/test-electron gives,
 * runs a real VS Code server with a headless Chromium in front, and ends with the exit code of the tests.
 */
import { format, parseArgs } from 'node:util';
import { launchChromium } from './chromium.ts';
import { startVsCodeServer } from './vscodeServer.ts';

const PATIENCE_MS = 240_000;

process.exitCode = await runTests();

async function runTests(): Promise<number> {
  const { values } = parseArgs({
    strict: false,
    allowPositionals: true,
    options: { extensionDevelopmentPath: { type: 'string' }, extensionTestsPath: { type: 'string' } },
  });
  const { extensionDevelopmentPath: extension, extensionTestsPath: tests } = values;
  if (typeof extension !== 'string' || typeof tests !== 'string') {
    console.error('need --extensionDevelopmentPath and --extensionTestsPath');
    return 2;
  }
  // the smoke test driver carries the tests' output and exit code from the extension host to the page
  const server = await startVsCodeServer({ switches: ['--enable-smoke-test-driver'] });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
      const text = format(...args);
      if (type === 'log' && !isNoise(text)) console.log(text);
    });
    const exit = new Promise<number>((resolve) => {
      void page.exposeFunction('codeAutomationExit', resolve);
      page.on('crash', () => resolve(3));
      setTimeout(() => {
        console.error(`the tests did not end within ${PATIENCE_MS / 1000} s`);
        resolve(124);
      }, PATIENCE_MS).unref();
    });
    const payload = {
      extensionDevelopmentPath: server.remoteFile(extension),
      extensionTestsPath: server.remoteFile(tests),
      skipWelcome: 'true',
      skipReleaseNotes: 'true',
    };
    await page.goto(server.link({ payload }));
    return await exit;
  } finally {
    await browser.close();
    await server.close();
  }
}

/** What VS Code says of itself while it starts. */
function isNoise(text: string): boolean {
  return /^%c|^\s*(INFO|WARN|ERR|TRACE)\b|Service ?Worker|Resolv(ing|ed) connection|Creating a socket/.test(
    text,
  );
}
