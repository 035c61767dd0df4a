import type { TableFacts } from '#engine/tableFacts';
import { t } from '#engine/translation';
import { whole } from '../format.ts';
import { nameText } from './previewWords.ts';

/** How many rows each class has, of those that are used; bars from 0 to the most. */
export function ClassTable({ facts: { classes, target } }: { readonly facts: TableFacts }) {
  const most = Math.max(1, ...classes.map(({ nRows }) => nRows));
  return (
    <section aria-label={t('Classes')}>
      <h2>
        {t('Classes ')}
        <span>{target === null ? '' : <bdi>{t('labels of “{0}”', nameText(target))}</bdi>}</span>
      </h2>
      <div class="table-box" tabIndex={0} role="group" aria-label={t('Classes, scrollable')}>
        <table class="facts">
          <thead>
            <tr>
              <th scope="col">{t('Class')}</th>
              <th scope="col" class="number">
                {t('Rows')}
              </th>
              <td aria-hidden="true" />
            </tr>
          </thead>
          <tbody>
            {classes.map(({ name, nRows }, index) => (
              <tr key={index}>
                <th scope="row" title={nameText(name)}>
                  <bdi>{nameText(name)}</bdi>
                </th>
                <td class="number">{whole(nRows)}</td>
                <td class="bar-cell" aria-hidden="true">
                  <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none">
                    <rect width={(100 * nRows) / most} height="8" />
                  </svg>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
