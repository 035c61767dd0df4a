import type { ColumnFacts, TableFacts } from '#engine/tableFacts';
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
    <section aria-label="Columns">
      <h2>
        Columns <span>ticked: features, which the network sees</span>
      </h2>
      <div class="table-box" tabIndex={0} role="group" aria-label="Columns, scrollable">
        <table class="facts">
          <thead>
            <tr>
              {['Feature', 'Column', 'Holds'].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
              {['Least', 'Largest', 'Mean', 'Different', 'Missing'].map((head) => (
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
          'label'
        ) : (
          <Checkbox
            label={`Use ${name} as a feature`}
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
