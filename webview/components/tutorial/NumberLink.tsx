import type { CellAddress } from '#engine/arrays';
import { t } from '#engine/translation';
import { useInspector } from '../context.ts';
import { Live } from './Picture.tsx';

interface NumberLinkProps {
  readonly cell: CellAddress;
  readonly label: string; // what the number is, for those who do not see what stands beside it
  readonly value: () => string;
}

/** A number in a sentence that opens its arithmetic. */
export function NumberLink({ cell, label, value }: NumberLinkProps) {
  const { state, open } = useInspector();
  const now = state.cell.value;
  const isOpen =
    now?.name === cell.name && now.layer === cell.layer && now.row === cell.row && now.column === cell.column;
  return (
    <button class="number-link" data-chosen={isOpen} onClick={() => open(cell)}>
      <Live text={value} />
      <span class="unseen">{t(', {0}: open its arithmetic', label)}</span>
    </button>
  );
}
