import { useInspector } from '../context.ts';
import type { RowColumn } from './rowColumns.ts';
import { nextSort } from './rowOrder.ts';

/** The heads of the columns: a press sorts by one, rising, then falling, then not at all. Arrow keys move between them. */
export function RowTableHead({ columns }: { readonly columns: readonly RowColumn[] }) {
  const { state } = useInspector();
  const { rowSort } = state.options.value;
  const chosen = state.chosen.value;
  const reached = Math.max(
    0,
    columns.findIndex(({ id }) => id === rowSort?.column),
  );
  const walk = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined || event.altKey) return;
    const buttons = Array.from(event.currentTarget.querySelectorAll('button'));
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const next = buttons[(at + step + buttons.length) % buttons.length];
    event.preventDefault();
    event.stopPropagation();
    next?.focus();
  };
  return (
    <thead>
      <tr aria-rowindex={1} onKeyDown={walk}>
        {columns.map(({ id, head, name, kind, unit }, at) => {
          const isChosen = unit !== null && unit.layer === chosen.layer && unit.index === chosen.unit;
          const direction =
            rowSort?.column === id ? (rowSort.descending ? 'descending' : 'ascending') : 'none';
          return (
            <th key={id} scope="col" class={kind} data-chosen={isChosen} aria-sort={direction} title={name}>
              <button
                tabIndex={at === reached ? 0 : -1}
                onClick={() => state.setOptions({ rowSort: nextSort(rowSort, id) })}
              >
                {head.map((line, i) => (
                  <span key={i}>{line} </span>
                ))}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
