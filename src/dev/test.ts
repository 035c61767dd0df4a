import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './findChromium.ts';
import { runExtensionTests } from './extensionTests.ts';
import type { Counts } from './extensionTests.ts';
import { PROJECT } from './project.ts';

/**
 * What `npm test` runs after the build: types, lint, format, dead code, then every test. `npm test -- --only=unit,lint`
 * runs some of the steps. Ends with one line that counts the tests, and with exit code 1 if any step failed.
 */
const STEPS: Readonly<Record<string, () => Promise<Counts> | Counts>> = {
  types: () => check('tsc', '-b'),
  lint: () => check('eslint', '.', '--max-warnings', '0'),
  format: () => check('prettier', '--check', '--log-level', 'warn', '.'),
  deadCode: () => check('knip'),
  unit: () => vitest('unit'),
  browser: () => vitest('browser'),
  extension: () => runExtensionTests(),
  workbench: () => vitest('workbench'),
};

const only = process.argv
  .find((argument) => argument.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',');
const names = Object.keys(STEPS).filter((name) => !only || only.includes(name));
process.env['CHROMIUM_PATH'] = findChromium();
let passed = 0;
let failed = 0;
for (const name of names) {
  console.log(`\n── ${name} ──`);
  const start = performance.now();
  const counts = await STEPS[name]?.();
  passed += counts?.passed ?? 0;
  failed += counts?.failed ?? 1;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${name}: ${counts?.failed ? 'failed' : 'good'}, ${seconds} s`);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

/** A tool that is content or not counts as one test. */
function check(tool: string, ...args: readonly string[]): Counts {
  const { status } = spawnSync('npx', ['--no-install', tool, ...args], { cwd: PROJECT, stdio: 'inherit' });
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function vitest(project: string): Counts {
  const folder = mkdtempSync(join(tmpdir(), 'iris-network-vitest-'));
  const file = join(folder, 'result.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const args = ['--no-install', 'vitest', 'run', '--project', project, ...reporters];
  const { status } = spawnSync('npx', args, { cwd: PROJECT, stdio: 'inherit' });
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly numPassedTests: number;
      readonly numFailedTests: number;
    };
    // a file that cannot even be loaded fails the run without a failed test
    const failedTests = status === 0 ? numFailedTests : Math.max(1, numFailedTests);
    return { passed: numPassedTests, failed: failedTests };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
