import { useRef } from 'preact/hooks';
import { probabilitiesOf } from '#engine/network';
import { softmaxLead } from '#engine/softmaxLead';
import type { SoftmaxLead } from '#engine/softmaxLead';
import { exact, fixed } from '../../format.ts';
import { blockName } from '../../names.ts';
import { glyphOf } from '../../paint/classMarks.ts';
import type { Shown, ShownRun } from '../../run.ts';
import { N_CLASS_MARKS } from '../../theme.ts';
import { useInspector } from '../context.ts';
import type { KnownFrames } from './frames.ts';
import { useLivePainting } from '../inView.ts';
import { Live } from './Picture.tsx';

/** What the selected row's scores are, and what softmax makes of them. */
export function softmaxText(run: ShownRun, shown: Shown | null, row: number): string {
  if (!shown) return '';
  const { classes } = run.experiment.dataset;
  const { best, second, difference, factor } = readingOf(run, shown, row).lead;
  if (!Number.isFinite(difference))
    return 'The scores of this row are not finite: there is nothing to share.';
  const names = `${classes[best] ?? ''} leads ${classes[second] ?? ''}`;
  return `Here ${names} by ${fixed(difference, 2)}, so its P is exp(${fixed(difference, 2)}) = ${fixed(factor, 2)} times as large.`;
}

interface Reading {
  readonly scores: Float64Array; // [nClasses]
  readonly shares: Float64Array;
  readonly lead: SoftmaxLead;
}

function readingOf({ experiment, nHidden }: ShownRun, { pass }: Shown, row: number): Reading {
  const { nClasses } = experiment;
  const line = (values: Float64Array) => values.subarray(row * nClasses, (row + 1) * nClasses);
  const scores = line(pass.preActivations[nHidden]!);
  return { scores, shares: line(probabilitiesOf(pass)), lead: softmaxLead(scores) };
}

interface SoftmaxProps {
  readonly run: ShownRun;
  readonly known: KnownFrames;
}

/** Picture 1: a line per class with its raw score, its exponential and its probability. The table is its own twin. */
export function SoftmaxTable({ run, known }: SoftmaxProps) {
  const { state, open, tooltip } = useInspector();
  const table = useRef<HTMLTableElement>(null);
  const { row } = state.chosen.value;
  const output = run.nHidden + 1;
  const { nRows, dataset } = run.experiment;
  const scale = scoreScale(known, output);
  useLivePainting(() => {
    const shown = state.shown.value;
    const lines = table.current?.tBodies[0]?.rows;
    if (!shown || !lines) return;
    const reading = readingOf(run, shown, row);
    for (let k = 0; k < lines.length; k++) writeLine(lines[k]!, k, reading, scale);
  });
  const addressOf = (event: Event) => {
    const cell = (event.target as Element).closest<HTMLElement>('td[data-name]');
    const name = cell?.dataset['name'];
    if (!cell || (name !== 'Z' && name !== 'P')) return null;
    return { name, layer: output, row, column: Number(cell.dataset['class']) } as const;
  };
  const hover = (event: PointerEvent) => {
    const address = addressOf(event);
    if (!address) {
      tooltip.hide();
      return;
    }
    tooltip.show({ x: event.clientX, y: event.clientY }, () => {
      const shown = state.shown.value;
      const { scores, shares } = shown ? readingOf(run, shown, row) : { scores: [], shares: [] };
      const symbol = address.name === 'Z' ? `Z${output}` : 'P';
      const value = (address.name === 'Z' ? scores : shares)[address.column];
      return `${symbol}[row ${row + 1}, ${dataset.classes[address.column] ?? ''}]  ${exact(value ?? NaN)}`;
    });
  };
  return (
    <div class="softmax-box">
      <table
        class="softmax"
        ref={table}
        onPointerMove={hover}
        onPointerLeave={() => tooltip.hide()}
        onClick={(event) => {
          const address = addressOf(event);
          if (address) open(address);
        }}
      >
        <caption>
          Row {row + 1}{' '}
          <span>
            of {nRows}, {blockName(run.experiment, row)},{' '}
            <Live text={() => verdict(run, state.shown.value, row)} />
          </span>
        </caption>
        <thead>
          <tr>
            <th scope="col">class</th>
            <th scope="col" colSpan={2} class="wide">
              Z{output}, raw score{' '}
              <i>
                {fixed(scale.minimum, 1)} … {fixed(scale.maximum, 1)}
              </i>
            </th>
            <th scope="col" class="number exponential">
              exp(Z − max)
            </th>
            <th scope="col" colSpan={2} class="wide">
              P, softmax <i>0 … 1</i>
            </th>
          </tr>
        </thead>
        <tbody>
          {dataset.classes.map((name, k) => (
            <ClassLine key={name} run={run} name={name} k={k} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ClassLineProps {
  readonly run: ShownRun;
  readonly name: string;
  readonly k: number;
  readonly row: number;
}

function ClassLine({ run, name, k, row }: ClassLineProps) {
  const { state, select } = useInspector();
  const output = run.nHidden + 1;
  const { layer, unit } = state.chosen.value;
  const cell = state.cell.value;
  const isOpen = (array: 'Z' | 'P') =>
    cell?.name === array && cell.layer === output && cell.row === row && cell.column === k;
  const number = (array: 'Z' | 'P') => (
    <td class="number" data-name={array} data-class={k} data-chosen={isOpen(array)}>
      <button>
        <span class="value" />
        <span class="unseen">
          , {array === 'Z' ? `Z${output}` : 'P'} of {name}: open its arithmetic
        </span>
      </button>
    </td>
  );
  return (
    <tr>
      <th scope="row" title={name}>
        <span class={`mark class-${k % N_CLASS_MARKS}`}>{glyphOf(k)}</span>
        <button
          class="name"
          aria-pressed={layer === output && unit === k}
          onClick={() => select({ layer: output, unit: k })}
        >
          {name}
        </button>
      </th>
      {number('Z')}
      <td class="bar" data-name="Z" data-class={k} aria-hidden="true">
        <svg width="100%" height="16">
          <rect class="score" y="2" height="12" />
          <rect class="zero" y="0" width="1" height="16" />
        </svg>
      </td>
      <td class="number exponential">
        <span class="value" />
      </td>
      {number('P')}
      <td class="bar" data-name="P" data-class={k} aria-hidden="true">
        <svg width="100%" height="16">
          <rect
            class="track"
            y="2"
            width="100%"
            height="12"
            opacity={run.experiment.dataset.labels[row] === k ? 1 : 0}
          />
          <rect class="share" y="2" height="12" fill={`url(#class-${k % N_CLASS_MARKS})`} />
          <rect class="zero" y="0" width="1" height="16" />
        </svg>
      </td>
    </tr>
  );
}

/** The axis of the raw scores: all that the run's rows ever have, and 0. */
function scoreScale({ frames, version }: KnownFrames, output: number) {
  const { minimum, maximum } = version.value > 0 ? frames.range('Z', output) : { minimum: 0, maximum: 1 };
  const low = Math.min(0, minimum);
  const high = Math.max(0, maximum);
  return high > low ? { minimum: low, maximum: high } : { minimum: 0, maximum: 1 };
}

function writeLine(
  line: HTMLTableRowElement,
  k: number,
  { scores, shares, lead }: Reading,
  { minimum, maximum }: ReturnType<typeof scoreScale>,
): void {
  const numbers = line.querySelectorAll('.value');
  [scores[k]!, lead.exponentials[k]!, shares[k]!].forEach((value, i) => {
    const text = fixed(value, 4);
    if (numbers[i] && numbers[i].textContent !== text) numbers[i].textContent = text;
  });
  line.classList.toggle('best', k === lead.best);
  const place = (value: number) => {
    const inside = Math.min(maximum, Math.max(minimum, Number.isFinite(value) ? value : 0));
    return (100 * (inside - minimum)) / (maximum - minimum);
  };
  const [zero, score] = [place(0), place(scores[k]!)];
  const bars = line.querySelectorAll('.bar svg');
  const scoreBar = bars[0]?.querySelector('.score');
  scoreBar?.setAttribute('x', `${Math.min(zero, score).toFixed(2)}%`);
  scoreBar?.setAttribute('width', `${Math.abs(score - zero).toFixed(2)}%`);
  scoreBar?.classList.toggle('negative', scores[k]! < 0);
  bars[0]?.querySelector('.zero')?.setAttribute('x', `${zero.toFixed(2)}%`);
  const share = Number.isFinite(shares[k]!) ? shares[k]! : 0;
  bars[1]?.querySelector('.share')?.setAttribute('width', `${(100 * share).toFixed(2)}%`);
}

function verdict({ experiment }: ShownRun, shown: Shown | null, row: number): string {
  const { classes, labels } = experiment.dataset;
  const actual = labels[row]!;
  const predicted = shown?.predicted[row] ?? actual;
  const name = classes[actual] ?? '';
  return predicted === actual ? `${name} read right` : `${name} read as ${classes[predicted] ?? ''}`;
}
