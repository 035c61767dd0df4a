import type { ExportedRun } from './exportedRun.ts';
import { exportNumpy } from './exportNumpy.ts';

const CELL = /^# %%(?: \[(markdown)\])?$/;

/**
 * The program of `exportNumpy` as a Jupyter notebook, with pictures: text cells and code cells in the order of its sections.
 * Format 4.5 (nbformat); nothing has been executed. A run that has diverged has none: see `twinProblem`.
 */
export function exportNotebook(run: ExportedRun): string {
  const cells: Cell[] = [];
  for (const line of exportNumpy(run, 'notebook').split('\n')) {
    const start = CELL.exec(line);
    if (start) cells.push({ kind: start[1] === 'markdown' ? 'markdown' : 'code', lines: [] });
    else cells.at(-1)?.lines.push(line);
  }
  const notebook = {
    cells: cells.map(cellJson),
    metadata: {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

interface Cell {
  readonly kind: 'markdown' | 'code';
  readonly lines: string[];
}

function cellJson({ kind, lines }: Cell, index: number): object {
  const own = kind === 'markdown' ? lines.map((line) => line.replace(/^# ?/, '')) : lines;
  const source = own.join('\n').trim().split('\n');
  const common = {
    id: `cell-${index + 1}`,
    cell_type: kind,
    metadata: {},
    source: source.map((line, i) => (i < source.length - 1 ? `${line}\n` : line)), // each line with its end, as in nbformat
  };
  return kind === 'markdown' ? common : { ...common, execution_count: null, outputs: [] };
}
