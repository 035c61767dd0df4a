import { useRef, useState } from 'preact/hooks';
import { t } from '#engine/translation';
import { whole } from '../../format.ts';
import { useInspector } from '../context.ts';
import { useLivePainting } from '../inView.ts';

interface LiveTableProps {
  readonly name: string; // what it is a table of: "picture 5"
  readonly columns: readonly string[]; // beside the first, which names the rows
  readonly rowHead: string;
  readonly rows: readonly string[];
  readonly read: () => readonly (readonly string[])[]; // the cells of each row at the epoch shown
  /** The epoch that the cells are of. */
  readonly epoch: () => number | null;
}

/** A picture's numbers as a table, for everyone: closed until asked for. It waits while the epoch moves by itself. */
export function LiveTable(props: LiveTableProps) {
  const [open, setOpen] = useState(false);
  return (
    <details class="as-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {t('as a table')}
        <span class="unseen">: {props.name}</span>
      </summary>
      {open && <Table {...props} />}
    </details>
  );
}

function Table({ name, columns, rowHead, rows, read, epoch }: LiveTableProps) {
  const { state } = useInspector();
  const table = useRef<HTMLTableElement>(null);
  useLivePainting(() => {
    if (state.moving.value || !table.current) return;
    const now = epoch();
    write(table.current.caption, now === null ? '' : t('at epoch {0}', whole(now)));
    const lines = table.current.tBodies[0]?.rows;
    read().forEach((cells, row) => {
      cells.forEach((text, column) => write(lines?.[row]?.cells[column + 1] ?? null, text));
    });
  });
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label={t('Table of {0}', name)}>
      <table ref={table}>
        <caption />
        <thead>
          <tr>
            <th scope="col">{rowHead}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              <th scope="row">{row}</th>
              {columns.map((column) => (
                <td key={column} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function write(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}
