import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ExportedRun } from '#formats/exportedRun';
import { exportNumpy } from '#formats/exportNumpy';
import { twinProblem } from '#formats/pythonRun';
import { folderWith } from '../cli/runCli.ts';
import { readCases, readTrainingCases } from '../fixtureFiles.ts';
import { pythonOutput, pythonWith, runPython, without } from '../python.ts';
import { exportedFile, nastyRun } from './exportedRuns.ts';

const python = pythonWith('numpy');

/** Runs programs one after another in one Python, and gives what each printed, and its error if it ended with one. */
const RUN_ALL = `
import contextlib, io, json, sys, warnings
warnings.simplefilter("error")
results = []
for program in json.load(open(sys.argv[1], encoding="utf-8")):
    printed, error = io.StringIO(), ""
    with contextlib.redirect_stdout(printed):
        try:
            exec(compile(program, "twin", "exec"), {"__name__": "__main__"})
        except BaseException as raised:
            error = repr(raised)
    results.append([printed.getvalue(), error])
print(json.dumps(results))
`;

/** The largest difference of a parameter that each program finds. */
async function differencesOf(runs: readonly ExportedRun[]): Promise<number[]> {
  const file = join(folderWith({ 'programs.json': runs.map((run) => exportNumpy(run)) }), 'programs.json');
  const results = JSON.parse(await pythonOutput(python ?? '', RUN_ALL, file)) as [string, string][];
  expect(results).toHaveLength(runs.length);
  return results.map(([printed, error], i) => {
    expect(`${i} ${error}`).toBe(`${i} `);
    expect(printed).toMatch(/the two programs agree\n$/);
    expect(printed).toContain("the inspector's rows: True\n");
    return Number(/\nmax \|dW\| = (\S+)\n/.exec(printed)?.[1]);
  });
}

const expectAgreement = async (runs: readonly ExportedRun[]) =>
  expect(Math.max(...(await differencesOf(runs)))).toBeLessThan(1e-9);

describe('the twin in NumPy ends at the same parameters', () => {
  test('of the tutorial, other data, two hidden layers, no split and names that try to be code', async ({
    skip,
  }) => {
    skip(!python, without('numpy'));
    const layers = [
      { units: 6, activation: 'tanh' },
      { units: 4, activation: 'leakyRelu' },
    ];
    await expectAgreement([
      exportedFile(),
      exportedFile({ preprocessing: { fitScalerOn: 'train' }, training: { epochs: 500 } }, 'wine.csv'),
      exportedFile({
        network: { hiddenLayers: layers, seed: 7 },
        training: { epochs: 1500, learningRate: 3e-4 },
      }),
      exportedFile({
        split: null,
        preprocessing: { standardize: false },
        training: { epochs: 300, learningRate: 1e-5 },
      }),
      exportedFile({ split: { testSize: 0.31, stratify: true }, training: { epochs: 50 } }),
      exportedFile({ training: { epochs: 0 } }),
      nastyRun(),
    ]);
  });

  test('of every case of the fixtures that does not diverge', { timeout: 120_000 }, async ({ skip }) => {
    skip(!python, without('numpy'));
    const cases = readCases().filter(({ diverged, config }) => !diverged && epochsOf(config) <= 600);
    await expectAgreement(cases.map(({ config, dataset }) => exportedFile(config, dataset)));
  });

  test(
    'of every optimiser with every schedule, batch, reduction and initialisation',
    { timeout: 120_000 },
    async ({ skip }) => {
      skip(!python, without('numpy'));
      const cases = readTrainingCases().filter((_, i) => i % 5 === 0); // has every word beside every other
      await expectAgreement(cases.map(({ config }) => exportedFile(config)));
    },
  );

  test('where early stopping ended the training', async ({ skip }) => {
    skip(!python, without('numpy'));
    const training = { learningRate: 1e-3, epochs: 2000 };
    const runs = (['trainLoss', 'testLoss'] as const).map((monitor) =>
      exportedFile({ training: { ...training, earlyStopping: { monitor, patience: 5, minDelta: 1e-4 } } }),
    );
    for (const { history } of runs) expect(history.length).toBeLessThan(2001);
    await expectAgreement(runs);
  });
});

test('fails above 1e-9', async ({ skip }) => {
  skip(!python, without('numpy'));
  const program = exportNumpy(exportedFile({ training: { epochs: 3 } }));
  const file = join(folderWith({}), 'twin.py');
  writeFileSync(file, program.replace('rate * g', 'rate * g * 1.00001'));
  const { code, stderr } = await runPython(python ?? '', [file]);
  expect(code).toBe(1);
  expect(stderr).toBe('the two programs do not agree\n');
});

test('holds nothing but what the run needs, and no marks of the template', () => {
  const program = exportNumpy(exportedFile({ training: { epochs: 3 } }));
  expect(program).not.toMatch(/\[\[|\{\{|adam|tanh|cosine|sigmoid|matplotlib/i);
});

test('a run that diverged has none', () => {
  const run = exportedFile({ training: { learningRate: 1000, epochs: 50 } });
  expect(twinProblem(run)).toMatch(/^the run diverged at epoch \d+, .*--to npz, csv or html$/);
  expect(twinProblem(exportedFile({ training: { epochs: 1 } }))).toBeUndefined();
});

function epochsOf(config: unknown): number {
  return (config as { training?: { epochs?: number } }).training?.epochs ?? 2600;
}
