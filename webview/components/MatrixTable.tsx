import { useRef } from 'preact/hooks';
import { splitUnit } from '#engine/dataset';
import type { CellAddress } from '#engine/arrays';
import type { TrainingConfig } from '#engine/config';
import type { Parameters } from '#engine/parameters';
import type { Phase } from '#engine/phases';
import { t } from '#engine/translation';
import { cellName } from '../cellNames.ts';
import { isSameParameter } from '../cells.ts';
import { cell, exact } from '../format.ts';
import { niceAbove } from '../paint/scale.ts';
import { partsOf } from '../phaseParts.ts';
import { useInspector, usePainting } from './context.ts';
import type { Chosen, InspectorState } from '../state.ts';
import type { MatrixProps } from './Matrices.tsx';
import { cellIndex, useRovingCell } from './useRovingCell.ts';
import { writeValue } from './valueCell.ts';

/**
 * W and b as a native table. The table is made once; each epoch writes its numbers and fills into the cells that are
 * there.
 */
export function MatrixTable({ run, layer, rowNames, columnNames, note }: MatrixProps) {
  const { state, tooltip, select, open } = useInspector();
  const table = useRef<HTMLTableElement>(null);
  const nUnits = columnNames.length;
  const nInputs = rowNames.length;
  const pair = pairOf(state.phases.phase.value, layer + 1, run.experiment.config.training);
  const valueAt = (at: number): number | undefined => {
    const layerNow = parametersOf(state, pair)?.layers[layer];
    return at < nInputs * nUnits ? layerNow?.weights[at] : layerNow?.biases[at - nInputs * nUnits];
  };
  const addressOf = (at: number): CellAddress => {
    const isWeight = at < nInputs * nUnits;
    const row = isWeight ? Math.floor(at / nUnits) : 0;
    return { name: isWeight ? pair.weights : pair.biases, layer: layer + 1, row, column: at % nUnits };
  };
  usePainting(() => {
    const scale = pair.weights === 'dW' ? gradientScale(parametersOf(state, pair)) : state.scale.value;
    cellsOf(table.current).forEach((element, at) => {
      const value = valueAt(at);
      writeValue(element, value, scale, value === undefined ? '' : cell(value));
    });
  });
  usePainting(() => {
    const chosen = state.chosen.value;
    cellsOf(table.current).forEach((element, at) => {
      element.dataset['linked'] = linked(chosen, layer, Math.floor(at / nUnits), at % nUnits, nInputs);
    });
  });
  usePainting(() => {
    const opened = state.cell.value;
    const hovered = state.hovered.value;
    const parts = state.phases.phase.value && partsOf(state.phases.phase.value);
    table.current?.classList.toggle('dimmed', parts !== null && !parts.matrices.includes(layer + 1));
    cellsOf(table.current).forEach((element, at) => {
      const address = addressOf(at);
      element.dataset['chosen'] = String(isSameParameter(address, opened));
      element.classList.toggle(
        'hovered',
        hovered.some((one) => isSameParameter(address, one)),
      );
    });
  });
  const chosen = state.chosen.value;
  const isChosen = (l: number, unit: number) => chosen.layer === l && (chosen.unit ?? unit) === unit;
  const head = (l: number, unit: number, name: string) => (
    <button
      class="name"
      aria-pressed={isChosen(l, unit)}
      title={name}
      onClick={() => select({ layer: l, unit })}
    >
      {name}
    </button>
  );
  const hover = (event: PointerEvent) => {
    const at = cellIndex(event);
    if (at === undefined) tooltip.hide();
    else {
      tooltip.show(
        { x: event.clientX, y: event.clientY },
        () => `${cellName(run.experiment, addressOf(at))}\n${exact(valueAt(at) ?? NaN)}`,
      );
    }
  };
  const click = (event: Event) => {
    const at = cellIndex(event);
    if (at !== undefined) open(addressOf(at));
  };
  const { tabIndexOf, ...keys } = useRovingCell(table, { nRows: nInputs + 1, nColumns: nUnits }, (at) =>
    open(addressOf(at)),
  );
  const row = (input: number) =>
    columnNames.map((_, unit) => {
      const at = input * nUnits + unit;
      return <td key={unit} class="w" data-at={at} tabIndex={tabIndexOf(at)} />;
    });
  const wide = layer === run.nHidden;
  const scrolls = nUnits > 8 || nInputs > 16;
  return (
    <div
      class={scrolls ? 'matrix scrolls' : 'matrix'}
      {...(scrolls
        ? { tabIndex: 0, role: 'region', 'aria-label': t('W{0} and b{1}', layer + 1, layer + 1) }
        : {})}
    >
      <table
        ref={table}
        class={wide ? 'to-classes' : ''}
        role="grid"
        aria-label={t(
          '{0}. Arrow up and down, with Alt left and right, move between numbers; Enter opens the arithmetic.',
          pair.title,
        )}
        {...keys}
        onPointerMove={hover}
        onPointerLeave={() => tooltip.hide()}
        onClick={click}
      >
        <caption>
          {pair.title} <span>{pair.note ?? note}</span>
        </caption>
        <thead>
          <tr>
            <td />
            {columnNames.map((name, unit) => (
              <th key={unit} scope="col">
                {head(layer + 1, unit, name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowNames.map((name, input) => (
            <tr key={input}>
              <th scope="row">
                {head(layer, input, name)}
                {layer === 0 && <i>{splitUnit(run.experiment.dataset.features[input] ?? '').unit}</i>}
              </th>
              {row(input)}
            </tr>
          ))}
          <tr class="bias">
            <th scope="row">{t('bias')}</th>
            {row(nInputs)}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

/** Which two arrays a table writes out: the parameters, or what a phase makes of them. */
interface ParameterPair {
  readonly weights: 'W' | 'dW' | 'newW';
  readonly biases: 'b' | 'db' | 'newb';
  readonly title: string;
  readonly note?: string; // instead of what the rows and columns are
}

function gradientNote({ reduction, batchSize }: TrainingConfig['training']): string {
  if (reduction === 'mean') {
    return batchSize === null
      ? t('own scale, means over the training rows')
      : t('own scale, means over all training rows');
  }
  return batchSize === null
    ? t('own scale, sums over the training rows')
    : t('own scale, sums over all training rows');
}

function pairOf(phase: Phase | null, layer: number, training: TrainingConfig['training']): ParameterPair {
  if (phase?.kind === 'weightGradient' && phase.layer === layer) {
    return {
      weights: 'dW',
      biases: 'db',
      title: `dW${layer}, db${layer}`,
      note: gradientNote(training),
    };
  }
  if (phase?.kind === 'update') {
    return {
      weights: 'newW',
      biases: 'newb',
      title: t('new W{0}, new b{0}', layer),
      note: t('after the update'),
    };
  }
  return { weights: 'W', biases: 'b', title: `W${layer}, b${layer}` };
}

function parametersOf(state: InspectorState, { weights }: ParameterPair): Parameters | undefined {
  if (weights === 'W') return state.shown.value?.parameters;
  const arrays = state.arrays.value;
  return weights === 'dW' ? arrays?.gradient : arrays?.updated;
}

/** A gradient is on a scale of its own: the next 1, 2 or 5 × 10ⁿ above its largest entry. */
function gradientScale(gradient: Parameters | undefined): number {
  let largest = 0;
  for (const value of gradient?.values ?? []) largest = Math.max(largest, Math.abs(value));
  return niceAbove(largest);
}

function cellsOf(table: HTMLTableElement | null): NodeListOf<HTMLElement> | [] {
  return table?.querySelectorAll<HTMLElement>('td.w') ?? [];
}

/** Which sides of a cell carry the selection's outline: the column that feeds the chosen unit, or the chosen feature's row. */
function linked(chosen: Chosen, layer: number, input: number, unit: number, nInputs: number): string {
  if (chosen.unit === null) return '';
  if (chosen.layer === layer + 1 && chosen.unit === unit) {
    if (input === nInputs) return 'column start end';
    return `column${input === 0 ? ' start' : ''}${input === nInputs - 1 ? ' end' : ''}`;
  }
  return layer === 0 && chosen.layer === 0 && chosen.unit === input ? 'row' : '';
}
