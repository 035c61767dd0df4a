import type { ReadonlySignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { RefObject } from 'preact';
import { shapeOf, valuesOf } from '#engine/arrays';
import type { ArrayId, CellAddress } from '#engine/arrays';
import { t } from '#engine/translation';
import type { ArrayScales } from '../../arrayScales.ts';
import { cellName } from '../../cellNames.ts';
import { cell as cellText, exact, plain } from '../../format.ts';
import type { ShownRun } from '../../run.ts';
import { useInspector, usePainting } from '../context.ts';
import { writeValue } from '../valueCell.ts';
import { stepFrom } from './arrayKeys.ts';
import { markCells } from './marks.ts';

interface ArrayCells {
  readonly body: RefObject<HTMLTableSectionElement | null>;
  readonly note: RefObject<HTMLSpanElement | null>;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerLeave: () => void;
  readonly onClick: (event: Event) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** While it is to be drawn, writes an array's numbers and marks into the cells that are on the page; opens them by pointer and keys. */
export function useArrayCells(
  run: ShownRun,
  array: ArrayId,
  scales: ArrayScales,
  drawn: ReadonlySignal<boolean>,
): ArrayCells {
  const { state, open, tooltip } = useInspector();
  const body = useRef<HTMLTableSectionElement>(null);
  const note = useRef<HTMLSpanElement>(null);
  const { experiment } = run;
  const shape = shapeOf(experiment, array);
  const { nColumns } = shape;
  const isCount = array.name === 'Y' || array.name === 'mask'; // 0 and 1
  const cells = () => body.current?.querySelectorAll<HTMLElement>('td.w') ?? [];
  const addressOf = (at: number): CellAddress => ({
    ...array,
    row: Math.floor(at / nColumns),
    column: at % nColumns,
  });
  const addressAt = (event: Event): CellAddress | undefined => {
    const at = (event.target as Element).closest<HTMLElement>('td[data-at]')?.dataset['at'];
    return at === undefined ? undefined : addressOf(Number(at));
  };
  usePainting(() => {
    const arrays = drawn.value ? state.arrays.value : null;
    if (!arrays) return;
    const values = valuesOf(arrays, array);
    const scale = scales.scale(array, arrays);
    const words = noteOf(run, array, scale);
    if (note.current) note.current.textContent = note.current.title = words;
    for (const element of cells()) {
      const value = values[Number(element.dataset['at'])]!;
      writeValue(element, value, scale, isCount && Number.isInteger(value) ? String(value) : cellText(value));
    }
  });
  usePainting(() => {
    markCells(cells(), run, state, addressOf);
  });
  const tell = (address: CellAddress): string => {
    const arrays = state.arrays.value;
    const value = arrays && valuesOf(arrays, array)[address.row * nColumns + address.column];
    return typeof value === 'number' ? `${cellName(experiment, address)}\n${exact(value)}` : '';
  };
  const point = (address: CellAddress | undefined) => {
    state.hovered.value = address ? [address] : [];
    if (!address) tooltip.hide();
  };
  return {
    body,
    note,
    onPointerMove: (event) => {
      const address = addressAt(event);
      point(address);
      if (address) tooltip.show({ x: event.clientX, y: event.clientY }, () => tell(address));
    },
    onPointerLeave: () => point(undefined),
    onClick: (event) => {
      const address = addressAt(event);
      if (address) open(address);
    },
    onKeyDown: (event) => {
      const next = stepFrom(state.cell.value, array, shape, event, state.chosen.value.row);
      if (!next) return;
      event.preventDefault();
      open(next);
    },
  };
}

/** What the colours mean, and whom the rows of a gradient count. */
function noteOf({ experiment }: ShownRun, array: ArrayId, scale: number): string {
  const range = t('colours ±{0}', plain(scale));
  const { train, test } = experiment.split;
  const { reduction, batchSize } = experiment.config.training;
  switch (array.name) {
    case 'dZ':
    case 'dA':
      return train === test ? range : t('{0}; test rows take no part in dW and db', range);
    case 'dW':
    case 'db':
      if (batchSize === null) {
        return reduction === 'mean'
          ? t('{0}; means over {1} training rows', range, train.length)
          : t('{0}; sums over {1} training rows', range, train.length);
      }
      return reduction === 'mean'
        ? t('{0}; means over all {1} training rows, not the batches’', range, train.length)
        : t('{0}; sums over all {1} training rows, not the batches’', range, train.length);
    default:
      return range;
  }
}
