import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportNotebook } from '#formats/exportNotebook';
import type { ExportedRun } from '#formats/exportedRun';
import { folderWith } from '../cli/runCli.ts';
import { pythonWith, runPython, without } from '../python.ts';
import { exportedFile, nastyRun } from './exportedRuns.ts';

interface Notebook {
  readonly cells: readonly { readonly cell_type: string; readonly source: readonly string[] }[];
}

const RUNS: [string, () => ExportedRun][] = [
  ['the tutorial', () => exportedFile()],
  [
    'no hidden layer, other data',
    () => exportedFile({ network: { hiddenLayers: [] }, split: null, training: { epochs: 100 } }, 'wine.csv'),
  ],
  ['names that try to be code', nastyRun],
];

/** Runs the code cells one after another, as a kernel does, and prints what the last state came to. */
const EXECUTE = `
import json, sys
names = {"__name__": "__main__"}
for cell in json.load(open(sys.argv[1], encoding="utf-8"))["cells"]:
    if cell["cell_type"] == "code":
        exec(compile("".join(cell["source"]), "cell", "exec"), names)
print("loss", repr(float(names["train_loss"][-1])), "right", names["test_correct"][-1])
`;

function notebookFile(run: ExportedRun): string {
  const file = join(folderWith({}), 'run.ipynb');
  writeFileSync(file, exportNotebook(run));
  return file;
}

describe('the notebook', { timeout: 60_000 }, () => {
  test.for(RUNS)('of %s is valid by nbformat', async ([, run], { skip }) => {
    const python = pythonWith('nbformat');
    skip(!python, without('nbformat'));
    const program = 'import nbformat, sys; nbformat.validate(nbformat.read(sys.argv[1], as_version=4))';
    const result = await runPython(python ?? '', ['-W', 'error', '-c', program, notebookFile(run())]);
    expect(result).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test.for(RUNS)('of %s, its cells run in order, gives the run’s numbers', async ([, make], { skip }) => {
    const python = pythonWith('numpy');
    skip(!python, without('numpy'));
    const run = make();
    const args = ['-c', EXECUTE, notebookFile(run)];
    const { code, stdout, stderr } = await runPython(python ?? '', args, { env: { MPLBACKEND: 'agg' } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('the two programs agree\n');
    const [, loss, right] = /\nloss (\S+) right (\d+)\n$/.exec(stdout) ?? [];
    const last = run.history.length - 1;
    expect(Math.abs(Number(loss) - run.history.score(last, 'trainLoss'))).toBeLessThan(1e-9);
    expect(Number(right)).toBe(run.history.score(last, 'testCorrect'));
  });

  test('tells its story in text, with the numbers of the run', () => {
    const { cells } = JSON.parse(exportNotebook(exportedFile())) as Notebook;
    const text = cells
      .filter(({ cell_type }) => cell_type === 'markdown')
      .map(({ source }) => source.join(''));
    expect(text[0]).toMatch(/^# A small network, trained a second time\n/);
    expect(text.join('\n')).toContain('29 of 30');
    expect(text.join('\n')).toContain('from 1.2097796828259508 to 0.477');
    const sections = text.flatMap((cell) => /^## (\d+)\. /.exec(cell)?.[1] ?? []);
    expect(sections.map(Number)).toEqual(Array.from({ length: 13 }, (_, i) => i + 1));
    expect(cells.every(({ source }) => source.join('').trim() !== '')).toBe(true);
  });
});
