import { useState } from 'preact/hooks';
import { splitUnit } from '#engine/dataset';
import { trainingRange } from '#engine/newRow';
import { plain } from '../../format.ts';
import type { ShownRun } from '../../run.ts';
import { useInspector } from '../context.ts';

interface FlowerFieldsProps {
  readonly run: ShownRun;
  readonly values: readonly number[]; // [nFeatures], in the units of the data
  readonly onChange: (feature: number, value: number) => void;
}

/** One number for each feature, with the range of the training rows beside it. */
export function FlowerFields({ run, values, onChange }: FlowerFieldsProps) {
  return (
    <div class="flower-fields">
      {run.experiment.dataset.features.map((feature, i) => (
        <Field
          key={feature}
          run={run}
          feature={i}
          value={values[i]!}
          onChange={(value) => onChange(i, value)}
        />
      ))}
    </div>
  );
}

interface FieldProps {
  readonly run: ShownRun;
  readonly feature: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** Shows what was typed as it was typed, as long as that is the value or no number at all. */
function Field({ run, feature, value, onChange }: FieldProps) {
  const { name, unit } = splitUnit(run.experiment.dataset.features[feature] ?? '');
  const { layer, unit: chosenUnit } = useInspector().state.chosen.value;
  const [typed, setTyped] = useState<string | null>(null);
  const isNumber = typed === null || (typed.trim() !== '' && Number.isFinite(Number(typed)));
  const text = typed !== null && (!isNumber || Number(typed) === value) ? typed : String(value);
  const range = trainingRange(run.experiment, feature);
  const warning = warningOf(text === typed && !isNumber ? NaN : value, value, range);
  const id = `flower-${feature}`;
  return (
    <>
      <label for={id} data-chosen={layer === 0 && chosenUnit === feature}>
        {name}
      </label>
      <input
        id={id}
        type="number"
        step={stepOf(run, feature)}
        value={text}
        aria-invalid={warning !== ''}
        aria-describedby={`${id}-range`}
        onInput={(event) => {
          const { value: next } = event.currentTarget;
          setTyped(next);
          if (next.trim() !== '' && Number.isFinite(Number(next))) onChange(Number(next));
        }}
        onBlur={() => setTyped(null)}
      />
      <span>{unit}</span>
      <span id={`${id}-range`} class={warning === '' ? 'muted' : 'bad'}>
        {warning || 'training'} {plain(range.minimum)}–{plain(range.maximum)}
      </span>
    </>
  );
}

function warningOf(
  value: number,
  used: number,
  range: { readonly minimum: number; readonly maximum: number },
): string {
  if (Number.isNaN(value)) return `not a number, ${plain(used)} is still used; training`;
  if (value < range.minimum) return 'below all training rows,';
  return value > range.maximum ? 'above all training rows,' : '';
}

/** The step of the arrow keys: the last decimal that the data's first rows are given with. */
function stepOf({ experiment }: ShownRun, feature: number): number {
  const { dataset, nFeatures, nRows } = experiment;
  const decimals = Array.from({ length: Math.min(nRows, 200) }, (_, row) => {
    const text = String(dataset.values[row * nFeatures + feature]!);
    return text.includes('e') ? 0 : (text.split('.')[1]?.length ?? 0);
  });
  return Number(`1e-${Math.min(6, Math.max(...decimals))}`);
}
