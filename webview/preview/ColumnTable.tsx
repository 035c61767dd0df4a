import type { ColumnFacts, TableFacts } from '#engine/tableFacts';
import { t } from '#engine/translation';
import { whole } from '../format.ts';
import { Checkbox } from '../ui/controls.tsx';
import type { PreviewState } from './previewState.ts';
import { KIND_WORDS, distinctText, figure, nameText } from './previewWords.ts';

interface ColumnTableProps {
  readonly state: PreviewState;
  readonly facts: TableFacts;
}

/** Every column with what its cells are; ticked are the features. */
export function ColumnTable({ state, facts }: ColumnTableProps) {
  const features = new Set(facts.features);
  return (
    <section aria-label={t('Columns')}>
      <h2>
        {t('Columns ')}
        <span>{t('ticked: features, which the network sees')}</span>
      </h2>
      <div class="table-box" tabIndex={0} role="group" aria-label={t('Columns, scrollable')}>
        <table class="facts">
          <thead>
            <tr>
              {[t('Feature'), t('Column'), t('Holds')].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
              {[t('Least'), t('Largest'), t('Mean'), t('Different'), t('Missing')].map((head) => (
                <th key={head} scope="col" class="number">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {facts.columns.map((column, index) => (
              <ColumnRow
                key={index}
                state={state}
                column={column}
                role={
                  column.name === facts.target ? 'label' : features.has(column.name) ? 'feature' : 'unused'
                }
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface ColumnRowProps {
  readonly state: PreviewState;
  readonly column: ColumnFacts;
  readonly role: 'label' | 'feature' | 'unused';
}

function ColumnRow({ state, column, role }: ColumnRowProps) {
  const name = nameText(column.name);
  return (
    <tr>
      <td>
        {role === 'label' ? (
          t('label')
        ) : (
          <Checkbox
            label={t('Use {0} as a feature', name)}
            checked={role === 'feature'}
            onChange={(checked) => state.chooseFeature(column.name, checked)}
          />
        )}
      </td>
      <th scope="row" title={name}>
        <bdi>{name}</bdi>
      </th>
      <td>{KIND_WORDS[column.kind]}</td>
      <td class="number">{figure(column.min)}</td>
      <td class="number">{figure(column.max)}</td>
      <td class="number">{figure(column.mean)}</td>
      <td class="number">{distinctText(column)}</td>
      <td class={`number ${column.nMissing > 0 ? 'strong' : ''}`}>{whole(column.nMissing)}</td>
    </tr>
  );
}
