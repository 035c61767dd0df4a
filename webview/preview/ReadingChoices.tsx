import { DELIMITERS, MISSING_POLICIES } from '#engine/tableFacts';
import { t } from '#engine/translation';
import { Dropdown } from '../ui/controls.tsx';
import type { PreviewState } from './previewState.ts';
import { DELIMITER_NAMES, nameText } from './previewWords.ts';

const MISSING_OPTIONS = MISSING_POLICIES.map((value) => {
  switch (value) {
    case 'refuse':
      return { value, label: t('refuse the table') };
    case 'dropRows':
      return { value, label: t('drop their rows') };
    case 'imputeMean':
      return { value, label: t('impute the column’s mean') };
  }
});

/** How the table is read: what can be chosen, each change reading it anew. */
export function ReadingChoices({ state }: { readonly state: PreviewState }) {
  const facts = state.facts.value;
  const choices = state.preview.value?.choices ?? {};
  const found = facts ? t('{0} (found)', DELIMITER_NAMES[facts.delimiterFound]) : t('as found');
  const target = choices.target ?? facts?.target ?? '';
  const columns = (facts?.columns ?? []).map(({ name }) => ({ value: name, label: nameText(name) }));
  return (
    <div class="choices-row" role="group" aria-label={t('How the table is read')}>
      <div>
        <label for="delimiter">{t('Delimiter')}</label>
        <Dropdown
          key={found} // it goes on showing an option's old name otherwise
          id="delimiter"
          label={t('Delimiter')}
          value={choices.delimiter ?? 'found'}
          options={[
            { value: 'found', label: found },
            ...DELIMITERS.map((value) => ({ value, label: DELIMITER_NAMES[value] })),
          ]}
          onChange={(chosen) => {
            const delimiter = DELIMITERS.find((one) => one === chosen);
            if (delimiter !== choices.delimiter) state.chooseDelimiter(delimiter);
          }}
        />
      </div>
      <div>
        <label for="target">{t('Label column')}</label>
        <Dropdown
          id="target"
          label={t('Label column')}
          value={target}
          options={columns}
          disabled={columns.length === 0}
          onChange={(chosen) => {
            if (chosen !== target) state.chooseTarget(chosen);
          }}
        />
      </div>
      <div>
        <label for="missing">{t('Missing values')}</label>
        <Dropdown
          id="missing"
          label={t('Missing values')}
          value={choices.missing ?? 'refuse'}
          options={MISSING_OPTIONS}
          onChange={(chosen) => {
            const missing = MISSING_POLICIES.find((one) => one === chosen);
            if (missing && missing !== (choices.missing ?? 'refuse')) state.choose({ missing });
          }}
        />
      </div>
    </div>
  );
}
