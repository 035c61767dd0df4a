import type { TableFacts } from '#engine/tableFacts';
import { t } from '#engine/translation';
import { visible } from '#engine/words';
import { whole } from '../format.ts';
import { nameText } from './previewWords.ts';

/** So many columns of the first rows are shown; all stand in the table of the columns. */
const SHOWN_COLUMNS = 40;

/** The first rows as they stand in the file. */
export function FirstRows({ facts }: { readonly facts: TableFacts }) {
  const { firstRows, columns, nRows } = facts;
  if (firstRows.length === 0) return null;
  const shown = columns.slice(0, SHOWN_COLUMNS);
  const ofColumns =
    columns.length > shown.length ? t(', {0} of {1} columns', shown.length, whole(columns.length)) : '';
  return (
    <section aria-label={t('First rows')}>
      <h2>
        {t('First rows ')}
        <span>
          {t('{0} of {1}{2}, as they stand in the file', firstRows.length, whole(nRows), ofColumns)}
        </span>
      </h2>
      <div class="table-box wide" tabIndex={0} role="group" aria-label={t('First rows, scrollable')}>
        <table class="facts">
          <thead>
            <tr>
              <th scope="col">{t('Row')}</th>
              {shown.map(({ name }, index) => (
                <th key={index} scope="col" title={nameText(name)}>
                  <bdi>{nameText(name)}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {firstRows.map((cells, row) => (
              <tr key={row}>
                <th scope="row">{row + 1}</th>
                {cells.slice(0, SHOWN_COLUMNS).map((cell, index) => (
                  <td key={index} title={visible(cell)}>
                    <bdi>{visible(cell)}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
