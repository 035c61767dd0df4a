import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { hasDisplay } from './desktop.ts';
import { inProject } from './project.ts';
import { stageExtension, stageOtherExtension } from './stage.ts';

/** How many tests passed and failed. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Runs the tests of src/test/extension in a real VS Code: on a desktop in a downloaded one, else (and where `CI` is set, and
 * `VSCODE_DESKTOP` is not) in the server build with a headless Chromium. An extension host that dies leaves no counts,
 * which is a failure; so is a run without tests, and one that passed all of them and still ended badly.
 */
export async function runExtensionTests(): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'iris-network-result-'));
  const resultFile = join(folder, 'result.json');
  try {
    const endedWell = await runIn(resultFile);
    const { passed, failed } = readCounts(resultFile);
    return { passed, failed: endedWell && passed > 0 ? failed : Math.max(1, failed) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runIn(resultFile: string): Promise<boolean> {
  try {
    await runTests({
      ...executable(),
      extensionDevelopmentPath: [stageExtension(), stageOtherExtension()],
      extensionTestsPath: inProject('dist', 'test', 'extension', 'index.cjs'),
      extensionTestsEnv: { IRIS_TEST_RESULT: resultFile },
    });
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

/** None named: @vscode/test-electron downloads one. */
function executable(): { readonly vscodeExecutablePath?: string } {
  const { VSCODE_DESKTOP: desktop, CI: ci } = process.env;
  if (desktop ?? (!ci && hasDisplay())) return {};
  const launcher = inProject('dist', 'dev', 'codeLauncher.mjs');
  chmodSync(launcher, 0o755);
  return { vscodeExecutablePath: launcher };
}

function readCounts(resultFile: string): Counts {
  if (!existsSync(resultFile)) return { passed: 0, failed: 1 };
  return JSON.parse(readFileSync(resultFile, 'utf8')) as Counts;
}
