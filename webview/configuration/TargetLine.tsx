import { t } from '#engine/translation';
import { Dropdown } from '../ui/controls.tsx';
import type { FormState } from './formState.ts';

/** What the form edits, a way to edit something else, and why nothing can be edited while that is so. */
export function TargetLine({ form }: { readonly form: FormState }) {
  const { current, choices, broken } = form.target.value;
  const label = choices.find(({ id }) => id === current)?.label;
  if (label === undefined) return null;
  return (
    <>
      {choices.length > 1 ? (
        <div class="field">
          <label for="target">{t('Edits')}</label>
          <div class="control">
            <Dropdown
              id="target"
              label={t('Edits')}
              value={current}
              options={choices.map(({ id, label: name }) => ({ value: id, label: name }))}
              onChange={(id) => form.choose(id)}
            />
          </div>
        </div>
      ) : (
        <p class="hint target">{t('Edits: {0}', label)}</p>
      )}
      <div class="broken" role="status">
        {broken !== null && (
          <p>
            {label}, {broken}
            <br />
            {t('Until that is mended in the file, nothing here is written to it.')}
          </p>
        )}
      </div>
    </>
  );
}
