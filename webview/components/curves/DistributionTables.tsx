import { useRef } from 'preact/hooks';
import { binned } from '#engine/distribution';
import type { Distribution } from '#engine/distribution';
import { t } from '#engine/translation';
import { arrayName } from '../../cellNames.ts';
import { plain, whole } from '../../format.ts';
import { usePainting } from '../context.ts';
import type { DistributionView } from './DistributionPanel.tsx';
import { Twin } from './Twin.tsx';

const COLUMNS = [t('in bins'), t('beyond'), '0', 'NaN', '+∞', '−∞', 'n'] as const;

function partsOf(distribution: Distribution): number[] {
  const { below, above, zeros, nan, plusInfinity, minusInfinity, n } = distribution;
  return [binned(distribution), below + above, zeros, nan, plusInfinity, minusInfinity, n];
}

/** Where all values are, so that their sum can be checked: nothing is left out. */
export function CountsTable({ shown, compared }: DistributionView) {
  const table = useRef<HTMLTableElement>(null);
  usePainting(() => {
    const spread = shown.value;
    const cells = table.current?.querySelectorAll('[data-shown]') ?? [];
    const texts = spread ? [whole(spread.epoch), ...partsOf(spread.distribution).map(whole)] : [];
    cells.forEach((cell, i) => write(cell, texts[i] ?? ''));
  });
  return (
    <table class="counts" ref={table}>
      <thead>
        <tr>
          <th scope="col">{t('epoch')}</th>
          {COLUMNS.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row" data-shown />
          {COLUMNS.map((name) => (
            <td key={name} data-shown />
          ))}
        </tr>
        {compared && (
          <tr>
            <th scope="row">{t('{0}, outline', whole(compared.epoch))}</th>
            {partsOf(compared.distribution).map((part, i) => (
              <td key={COLUMNS[i]}>{whole(part)}</td>
            ))}
          </tr>
        )}
      </tbody>
    </table>
  );
}

/** The histogram as a table. */
export function BinTable(view: DistributionView) {
  const nBins = view.edges.length - 1;
  return <Twin summary={t('Histogram as a table: {0} bins', nBins)}>{() => <Bins {...view} />}</Twin>;
}

function Bins({ array, edges, shown, compared }: DistributionView) {
  const table = useRef<HTMLTableElement>(null);
  usePainting(() => {
    const spread = shown.value;
    const cells = table.current?.querySelectorAll('[data-shown]') ?? [];
    const texts = spread
      ? [t('epoch {0}', whole(spread.epoch)), ...[...spread.distribution.counts].map(whole)]
      : [];
    cells.forEach((cell, i) => write(cell, texts[i] ?? ''));
  });
  return (
    <table ref={table}>
      <thead>
        <tr>
          <th scope="col">{t('{0} from', arrayName(array))}</th>
          <th scope="col">{t('to')}</th>
          <th scope="col" data-shown />
          {compared && <th scope="col">{t('epoch {0}', whole(compared.epoch))}</th>}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: edges.length - 1 }, (_, bin) => (
          <tr key={bin}>
            <th scope="row">{plain(edges[bin]!)}</th>
            <td>{plain(edges[bin + 1]!)}</td>
            <td data-shown />
            {compared && <td>{whole(compared.distribution.counts[bin]!)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function write(cell: Element, text: string): void {
  if (cell.textContent !== text) cell.textContent = text;
}
