import { Dropdown } from '../ui/controls.tsx';
import type { FormState } from './formState.ts';

/** What the form edits, a way to edit something else, and why nothing can be edited while that is so. */
export function TargetLine({ form }: { readonly form: FormState }) {
  const { current, choices, broken } = form.target.value;
  const label = choices.find(({ id }) => id === current)?.label;
  if (label === undefined) return null;
  return (
    <>
      <div class="field target">
        <label for="target">Edits</label>
        {choices.length > 1 ? (
          <div class="control">
            <Dropdown
              id="target"
              label="Edits"
              value={current}
              options={choices.map(({ id, label: name }) => ({ value: id, label: name }))}
              onChange={(id) => form.choose(id)}
            />
          </div>
        ) : (
          <span id="target">{label}</span>
        )}
      </div>
      <div class="broken" role="status">
        {broken !== null && (
          <p>
            {label} cannot be read. {broken} Mend it there; nothing here is written meanwhile.
          </p>
        )}
      </div>
    </>
  );
}
