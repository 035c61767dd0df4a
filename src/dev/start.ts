import { homedir } from 'node:os';
import { parseArgs } from 'node:util';
import { hasDesktopCode, hasDisplay, openInBrowser, runDesktopCode } from './desktop.ts';
import { firstRunExtension } from './firstRun.ts';
import { endOnSignal, endWithParent } from './lifetime.ts';
import { inProject } from './project.ts';
import { stageExtension } from './stage.ts';
import { runNode } from './tools.ts';
import { startVsCodeServer } from './vscodeServer.ts';

/**
 * What `npm start` runs after the build: trains once on the command line as the tutorial does, then opens VS Code with
 * the extension and a run in the inspector: on the desktop where there is one, else in a browser on this machine.
 * `--browser` asks for the latter in any case, `--port=8080` for a port that does not change.
 */
async function main(): Promise<void> {
  const { browser, port } = readOptions();
  endOnSignal(0, () => console.log('\nStopped; nothing is left running.'));
  endWithParent();
  const trained = await runNode(inProject('dist', 'cli.mjs'), 'train');
  if (trained !== 0) {
    console.error('The training on the command line failed, so VS Code was not opened.');
    process.exit(trained);
  }
  const extensions = [stageExtension(), firstRunExtension()];
  const onDesktop = !browser && hasDesktopCode() && (await showOnDesktop(extensions));
  if (!onDesktop) await serve(extensions, port);
}

interface Options {
  readonly browser: boolean;
  readonly port: number;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: { browser: { type: 'boolean', default: false }, port: { type: 'string', default: '0' } },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) {
    throw new Error(`--port must be a whole number from 0 to 65535, not ${JSON.stringify(values.port)}`);
  }
  return { browser: values.browser, port };
}

/** False if the desktop's VS Code refuses, as it does for root. */
async function showOnDesktop(extensions: readonly string[]): Promise<boolean> {
  console.log('\nVS Code opens with Iris Network Inspector. This ends when its window is closed.');
  const code = await runDesktopCode(extensions.map((path) => `--extensionDevelopmentPath=${path}`));
  return code === 0;
}

async function serve(extensions: readonly string[], port: number): Promise<void> {
  const server = await startVsCodeServer({
    port,
    access: 'token',
    extensions,
    settings: { 'window.autoDetectColorScheme': true },
    environment: { HOME: homedir() }, // what a person saves from here is to stay
  });
  const address = server.link();
  console.log(`\nVS Code with Iris Network Inspector: ${address}`);
  console.log('Open the address in a browser on this machine. Ctrl+C stops it.');
  if (hasDisplay()) openInBrowser(address);
  process.on('beforeExit', () => {
    console.error(`The VS Code server ended by itself.\n${server.output().trim()}`);
    process.exit(1);
  });
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
