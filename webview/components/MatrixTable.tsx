import { useRef } from 'preact/hooks';
import { splitUnit } from '#engine/dataset';
import { cell, exact } from '../format.ts';
import { intensity } from '../paint/scale.ts';
import { useInspector, usePainting } from './context.ts';
import type { Chosen } from '../state.ts';
import type { MatrixProps } from './Matrices.tsx';

/**
 * W and b as a native table. The table is made once; each epoch writes its numbers and fills into the cells that are
 * there.
 */
export function MatrixTable({ run, layer, rowNames, columnNames, note }: MatrixProps) {
  const { state, tooltip, select } = useInspector();
  const table = useRef<HTMLTableElement>(null);
  const nUnits = columnNames.length;
  const nInputs = rowNames.length;
  const valueAt = (at: number): number | undefined => {
    const layerNow = state.shown.value?.parameters.layers[layer];
    return at < nInputs * nUnits ? layerNow?.weights[at] : layerNow?.biases[at - nInputs * nUnits];
  };
  usePainting(() => {
    const scale = state.scale.value;
    cellsOf(table.current).forEach((element, at) => writeCell(element, valueAt(at), scale));
  });
  usePainting(() => {
    const chosen = state.chosen.value;
    cellsOf(table.current).forEach((element, at) => {
      element.dataset['linked'] = linked(chosen, layer, Math.floor(at / nUnits), at % nUnits, nInputs);
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
  const address = (at: number) => {
    const input = Math.floor(at / nUnits);
    const to = columnNames[at % nUnits] ?? '';
    return input < nInputs ? `W${layer + 1}[${rowNames[input]}, ${to}]` : `b${layer + 1}[${to}]`;
  };
  const cellOf = (event: Event) => (event.target as Element).closest('td[data-at]');
  const hover = (event: PointerEvent) => {
    const at = Number(cellOf(event)?.getAttribute('data-at') ?? NaN);
    if (Number.isNaN(at)) tooltip.hide();
    else {
      tooltip.show(
        { x: event.clientX, y: event.clientY },
        () => `${address(at)}\n${exact(valueAt(at) ?? NaN)}`,
      );
    }
  };
  const click = (event: Event) => {
    const at = Number(cellOf(event)?.getAttribute('data-at') ?? NaN);
    if (!Number.isNaN(at)) select({ layer: layer + 1, unit: at % nUnits });
  };
  const row = (input: number) =>
    columnNames.map((_, unit) => <td key={unit} class="w" data-at={input * nUnits + unit} />);
  const wide = layer === run.nHidden;
  const scrolls = nUnits > 8 || nInputs > 16;
  return (
    <div
      class={scrolls ? 'matrix scrolls' : 'matrix'}
      {...(scrolls ? { tabIndex: 0, role: 'region', 'aria-label': `W${layer + 1} and b${layer + 1}` } : {})}
    >
      <table
        ref={table}
        class={wide ? 'to-classes' : ''}
        onPointerMove={hover}
        onPointerLeave={() => tooltip.hide()}
        onClick={click}
      >
        <caption>
          W{layer + 1}, b{layer + 1} <span>{note}</span>
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
            <th scope="row">bias</th>
            {row(nInputs)}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function cellsOf(table: HTMLTableElement | null): NodeListOf<HTMLElement> | [] {
  return table?.querySelectorAll<HTMLElement>('td.w') ?? [];
}

function writeCell(element: HTMLElement, value: number | undefined, scale: number): void {
  const text = value === undefined ? '' : cell(value);
  if (element.textContent !== text) element.textContent = text;
  const known = value ?? 0;
  element.style.setProperty('--t', `${(intensity(known, scale) * 100).toFixed(1)}%`);
  element.classList.toggle('negative', known < 0);
  element.classList.toggle('clipped', Math.abs(known) > scale);
  element.classList.toggle('not-finite', !Number.isFinite(known));
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
