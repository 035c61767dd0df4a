import { useRef } from 'preact/hooks';
import { rowNumber } from '#engine/rowSample';
import { t } from '#engine/translation';
import { exact, fixed } from '../../format.ts';
import { blockName } from '../../names.ts';
import { glyphOf } from '../../paint/classMarks.ts';
import type { Span } from '../../paint/plot.ts';
import type { ShownRun } from '../../run.ts';
import { N_CLASS_MARKS } from '../../theme.ts';
import { useInspector } from '../context.ts';
import type { KnownFrames } from './frames.ts';
import { useLivePainting } from '../inView.ts';
import { BeingRead, Live } from './Picture.tsx';
import { scoreScale, writeLine } from './softmaxLines.ts';
import { readingOf, verdict } from './softmaxReading.ts';

interface SoftmaxProps {
  readonly run: ShownRun;
  readonly known: KnownFrames;
}

/** Picture 1: a line per class with its raw score, its exponential and its probability. The table is its own twin. */
export function SoftmaxTable({ run, known }: SoftmaxProps) {
  const scale = scoreScale(known, run.nHidden + 1);
  return scale ? <ScaledTable run={run} scale={scale} /> : <BeingRead />;
}

function ScaledTable({ run, scale }: { readonly run: ShownRun; readonly scale: Span }) {
  const { state, open, tooltip } = useInspector();
  const table = useRef<HTMLTableElement>(null);
  const { row } = state.chosen.value;
  const output = run.nHidden + 1;
  const { nRows, dataset } = run.experiment;
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
      return t(
        '{0}[row {1}, {2}]  {3}',
        symbol,
        rowNumber(run.experiment, row),
        dataset.classes[address.column] ?? '',
        exact(value ?? NaN),
      );
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
          {t('Row {0} ', rowNumber(run.experiment, row))}
          <span>
            {t('of {0}, {1}, ', nRows, blockName(run.experiment, row))}
            <Live text={() => verdict(run, state.shown.value, row)} />
          </span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('class')}</th>
            <th scope="col" colSpan={2} class="wide">
              {t('Z{0}, raw score ', output)}
              <i>
                {fixed(scale.minimum, 1)} … {fixed(scale.maximum, 1)}
              </i>
            </th>
            <th scope="col" class="number exponential">
              {t('exp(Z − max)')}
            </th>
            <th scope="col" colSpan={2} class="wide">
              {t('P, softmax ')}
              <i>0 … 1</i>
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
          {t(', {0} of {1}: open its arithmetic', array === 'Z' ? `Z${output}` : 'P', name)}
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
