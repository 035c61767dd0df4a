import type { ReadonlySignal } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';
import { valueAt } from '#engine/arrays';
import type { ArrayName, CellAddress, EpochArrays } from '#engine/arrays';
import { argmax } from '#engine/metrics';
import { probabilitiesOf } from '#engine/network';
import { t } from '#engine/translation';
import { cell as short, exact } from '../../format.ts';
import { unitName } from '../../names.ts';
import type { ShownRun } from '../../run.ts';
import { useInspector, usePainting } from '../context.ts';
import { FlowerTerms } from './FlowerTerms.tsx';

interface FlowerArithmeticProps {
  readonly run: ShownRun;
  readonly arrays: ReadonlySignal<EpochArrays | null>;
  readonly title: string;
}

/** One array of the flower: X, or Z or A of a layer, or P. */
interface Line {
  readonly name: ArrayName;
  readonly layer: number;
}

/** The flower's way through the network: every value of every layer, and the terms of one of them. */
export function FlowerArithmetic({ run, arrays, title }: FlowerArithmeticProps) {
  const { state, select } = useInspector();
  const { sizes } = run.experiment.shape;
  const lines = linesOf(sizes.length - 1);
  const [place, setPlace] = useState(() => {
    const { value: now } = arrays;
    return {
      line: lines.length - 1,
      unit: now ? Math.max(0, argmax(probabilitiesOf(now.pass), 0, run.experiment.nClasses)) : 0,
    };
  });
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const goTo = (line: number, unit: number) => {
    const { layer } = lines[line]!;
    setPlace({ line, unit });
    select({ layer, unit });
  };
  const walk = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const line = Math.min(Math.max(place.line + step[0], 0), lines.length - 1);
    const unit = Math.min(Math.max(place.unit + step[1], 0), sizes[lines[line]!.layer]! - 1);
    goTo(line, unit);
    box.current?.querySelector<HTMLElement>(`[data-place="${line}/${unit}"]`)?.focus();
  };
  const chosen = state.chosen.value;
  const addressOf = (line: number, unit: number): CellAddress => ({ ...lines[line]!, row: 0, column: unit });
  return (
    <details class="flower-arithmetic" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && (
        <div ref={box} role="group" aria-label={t('Values; arrow keys move between them')} onKeyDown={walk}>
          {sizes.map((_, layer) => (
            <LayerValues
              key={layer}
              run={run}
              arrays={arrays}
              layer={layer}
              lines={lines}
              place={place}
              chosenUnit={chosen.layer === layer ? chosen.unit : null}
              onPress={goTo}
            />
          ))}
        </div>
      )}
      {open && <FlowerTerms run={run} arrays={arrays} address={addressOf(place.line, place.unit)} />}
    </details>
  );
}

const STEPS: Readonly<Record<string, readonly [line: number, unit: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function linesOf(last: number): Line[] {
  const hidden = Array.from({ length: last - 1 }, (_, i) => i + 1);
  return [
    { name: 'X', layer: 0 },
    ...hidden.flatMap((layer): Line[] => [
      { name: 'Z', layer },
      { name: 'A', layer },
    ]),
    { name: 'Z', layer: last },
    { name: 'P', layer: last },
  ];
}

interface LayerValuesProps {
  readonly run: ShownRun;
  readonly arrays: ReadonlySignal<EpochArrays | null>;
  readonly layer: number;
  readonly lines: readonly Line[];
  readonly place: { readonly line: number; readonly unit: number };
  readonly chosenUnit: number | null;
  readonly onPress: (line: number, unit: number) => void;
}

/** One layer's values as a table, a column for each unit. Only its numbers are written anew. */
function LayerValues({ run, arrays, layer, lines, place, chosenUnit, onPress }: LayerValuesProps) {
  const { tooltip } = useInspector();
  const body = useRef<HTMLTableSectionElement>(null);
  const units = Array.from({ length: run.experiment.shape.sizes[layer]! }, (_, unit) => unit);
  const own = lines.flatMap((line, index) => (line.layer === layer ? [{ ...line, index }] : []));
  const read = (name: ArrayName, unit: number) =>
    arrays.value ? valueAt(arrays.value, { name, layer, row: 0, column: unit }) : null;
  usePainting(() => {
    const buttons = body.current?.querySelectorAll('button') ?? [];
    own.forEach(({ name }, i) =>
      units.forEach((unit) => {
        const value = read(name, unit);
        const text = value === null ? '' : short(value);
        const button = buttons[i * units.length + unit];
        if (button && button.textContent !== text) button.textContent = text;
      }),
    );
  });
  return (
    <div class="layer-values">
      <table>
        <thead>
          <tr>
            <td />
            {units.map((unit) => (
              <th key={unit} scope="col" data-chosen={unit === chosenUnit}>
                {unitName(run.experiment, layer, unit)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onPointerLeave={() => tooltip.hide()}>
          {own.map(({ name, index }) => (
            <tr key={name}>
              <th scope="row">{nameOf(name, layer)}</th>
              {units.map((unit) => {
                const here = place.line === index && place.unit === unit;
                return (
                  <td key={unit} data-chosen={here}>
                    <button
                      data-place={`${index}/${unit}`}
                      aria-pressed={here}
                      tabIndex={here ? 0 : -1}
                      onClick={() => onPress(index, unit)}
                      onPointerMove={({ clientX: x, clientY: y }) =>
                        tooltip.show(
                          { x, y },
                          () =>
                            `${nameOf(name, layer)}[${unitName(run.experiment, layer, unit)}]  ${exact(read(name, unit) ?? NaN)}`,
                        )
                      }
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** X and P stand for themselves, Z and A are counted by their layers. */
export function nameOf(name: ArrayName, layer: number): string {
  return name === 'X' || name === 'P' ? name : `${name}${layer}`;
}
