import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { inProject } from './project.ts';
import { stageExtension } from './stage.ts';

/** How many tests passed and failed. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Runs the tests of src/test/extension in a real VS Code: in a downloaded one where VSCODE_DESKTOP is set, else in the
 * server build with a headless Chromium. An extension host that dies leaves no counts, which is a failure.
 */
export async function runExtensionTests(): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'iris-network-result-'));
  const resultFile = join(folder, 'result.json');
  const launcher = inProject('dist', 'dev', 'codeLauncher.mjs');
  chmodSync(launcher, 0o755);
  try {
    await runTests({
      ...(process.env['VSCODE_DESKTOP'] ? {} : { vscodeExecutablePath: launcher }),
      extensionDevelopmentPath: stageExtension(),
      extensionTestsPath: inProject('dist', 'test', 'extension', 'index.cjs'),
      extensionTestsEnv: { IRIS_TEST_RESULT: resultFile },
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    if (!existsSync(resultFile)) return { passed: 0, failed: 1 };
  }
  try {
    if (!existsSync(resultFile)) return { passed: 0, failed: 1 };
    const { messages, ...counts } = JSON.parse(readFileSync(resultFile, 'utf8')) as Counts & {
      readonly messages: readonly string[];
    };
    console.log(messages.join('\n'));
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
