import { watchThreads } from './threads.ts';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/**
 * Runs every *.test.cjs of this folder inside the extension host. Where IRIS_TEST_RESULT names a file, the counts are
 * written there: an extension host that dies leaves none.
 */
export async function run(): Promise<void> {
  watchThreads();
  const mocha = new Mocha({ ui: 'bdd', timeout: 300_000, forbidOnly: true, color: true });
  for (const file of readdirSync(__dirname)) {
    if (file.endsWith('.test.cjs')) mocha.addFile(path.join(__dirname, file));
  }
  const messages: string[] = [];
  const { passes, failures } = await new Promise<Mocha.Stats>((resolve) => {
    const runner = mocha.run(() => {
      resolve(runner.stats ?? { passes: 0, failures: 1, suites: 0, tests: 0, pending: 0 });
    });
    runner.on('pass', (test) => messages.push(`  good   ${test.fullTitle()} (${test.duration ?? 0} ms)`));
    runner.on('fail', (test, error: Error) =>
      messages.push(`  FAILED ${test.fullTitle()}: ${error.stack ?? error.message}`),
    );
  });
  const resultFile = process.env['IRIS_TEST_RESULT'];
  if (resultFile) writeFileSync(resultFile, JSON.stringify({ passed: passes, failed: failures, messages }));
  if (failures > 0 || passes === 0) throw new Error(`${failures} of ${passes + failures} tests failed`);
}
