import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runExtensionTests } from './extensionTests.ts';
import type { Counts } from './extensionTests.ts';
import { findChromium, thisMachine } from './findChromium.ts';
import { findReaders } from './findReaders.ts';
import { inProject } from './project.ts';
import { runTool } from './tools.ts';

/** The steps of `npm test`, in their order. */
const STEPS = {
  types: () => check('typescript:tsc', '-b'),
  lint: () => check('eslint', '.', '--max-warnings', '0'),
  format: () => check('prettier', '--check', '--log-level', 'warn', '.'),
  deadCode: () => check('knip'),
  unit: () => vitest('unit'),
  browser: () => vitest('browser'),
  extension: () => runExtensionTests(),
  workbench: () => vitest('workbench'),
} as const satisfies Readonly<Record<string, () => Promise<Counts>>>;
type Step = keyof typeof STEPS;

/** What runs side by side: each takes about half of the time, on two processors. */
const LANES: readonly (readonly Step[])[] = [
  ['types', 'lint', 'format', 'deadCode', 'unit', 'extension', 'workbench'],
  ['browser'],
];

const IN_A_BROWSER: readonly Step[] = ['browser', 'extension', 'workbench'];

/**
 * What `npm test` runs after the build: types, lint, format, and every test. `npm test -- --only=unit,lint`
 * runs some of the steps. Several run in two lanes, each step a process of its own whose output is shown when it has ended.
 * Ends with one line that counts the tests, and with exit code 1 if any step failed.
 */
async function main(): Promise<number> {
  const steps = chosenSteps();
  if (steps.some((step) => IN_A_BROWSER.includes(step))) process.env['CHROMIUM_PATH'] = findChromium();
  if (steps.includes('unit')) prepareReaders();
  const [alone] = steps;
  const results =
    alone !== undefined && steps.length === 1 ? [await runStep(alone)] : await runInLanes(steps);
  const sum = (key: keyof Counts) => results.reduce((total, result) => total + result[key], 0);
  if (process.send) {
    process.send(results); // a step of a lane: the others are counted with it
  } else {
    console.log(`\n${results.map(summaryLine).join('\n')}`);
    console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  }
  return sum('failed') === 0 ? 0 : 1;
}

/** The log of an installation is kept where one was needed. */
function prepareReaders(): void {
  findReaders(thisMachine(join(tmpdir(), 'iris-network-readers.log')));
}

interface Result extends Counts {
  readonly step: Step;
  readonly seconds: number;
}

function chosenSteps(): readonly Step[] {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const names = Object.keys(STEPS) as Step[];
  const only = values.only?.split(',') ?? names;
  const unknown = only.filter((name) => !names.some((step) => step === name));
  if (unknown.length > 0) {
    throw new Error(`--only names no step: ${unknown.join(', ')}; the steps are ${names.join(', ')}`);
  }
  return names.filter((step) => only.includes(step));
}

async function runStep(step: Step): Promise<Result> {
  console.log(`\n── ${step} ──`);
  const start = performance.now();
  const counts = await STEPS[step]().catch((error: unknown): Counts => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  const result = { step, ...counts, seconds: (performance.now() - start) / 1000 };
  console.log(summaryLine(result));
  return result;
}

async function runInLanes(steps: readonly Step[]): Promise<readonly Result[]> {
  const results = await Promise.all(
    LANES.map(async (lane) => {
      const ofLane: Result[] = [];
      for (const step of lane) if (steps.includes(step)) ofLane.push(await runApart(step));
      return ofLane;
    }),
  );
  return results.flat();
}

/** Runs a step in a process of its own. One that ends without a result has failed. */
async function runApart(step: Step): Promise<Result> {
  const start = performance.now();
  const child = fork(inProject('dist', 'dev', 'test.mjs'), [`--only=${step}`], { silent: true });
  const output: Buffer[] = [];
  child.stdout?.on('data', (part: Buffer) => output.push(part));
  child.stderr?.on('data', (part: Buffer) => output.push(part));
  let result: Result | undefined;
  child.on('message', (results) => ([result] = results as Result[]));
  await new Promise((resolve) => child.on('close', resolve));
  process.stdout.write(Buffer.concat(output));
  return result ?? { step, passed: 0, failed: 1, seconds: (performance.now() - start) / 1000 };
}

function summaryLine({ step, passed, failed, seconds }: Result): string {
  const verdict = failed === 0 ? `good, ${passed} passed` : `FAILED, ${passed} passed, ${failed} failed`;
  return `${step}: ${verdict}, ${seconds.toFixed(1)} s`;
}

/** A tool that is content or not counts as one test. */
async function check(tool: string, ...args: readonly string[]): Promise<Counts> {
  const code = await runTool(tool, ...args);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** A run without tests fails, and so does a file that cannot be loaded, although no test of it does. */
async function vitest(project: string): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'iris-network-vitest-'));
  const file = join(folder, 'result.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  try {
    const code = await runTool('vitest', 'run', '--project', project, ...reporters);
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
    const endedWell = code === 0 && numPassedTests > 0;
    return { passed: numPassedTests, failed: endedWell ? numFailedTests : Math.max(1, numFailedTests) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});
