import { useState } from 'preact/hooks';
import { splitUnit } from '#engine/dataset';
import { trainingRange } from '#engine/newRow';
import { t } from '#engine/translation';
import { readDecimal, withoutComma } from '../../decimal.ts';
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
  const read = typed === null ? value : finite(typed);
  const text = typed !== null && (read === undefined || read === value) ? typed : String(value);
  const range = trainingRange(run.experiment, feature);
  const warning = read === undefined ? refusal(typed ?? '', value) : warningOf(value, range);
  const id = `flower-${feature}`;
  const walk = (event: KeyboardEvent) => {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (way === undefined) return;
    event.preventDefault();
    setTyped(null);
    onChange(Number((value + way * stepOf(run, feature)).toPrecision(12)));
  };
  return (
    <>
      <label for={id} data-chosen={layer === 0 && chosenUnit === feature}>
        {name}
      </label>
      <input
        id={id}
        type="text"
        role="spinbutton"
        inputMode="decimal"
        autocomplete="off"
        value={text}
        aria-valuenow={value}
        aria-invalid={warning !== ''}
        aria-describedby={`${id}-range`}
        onInput={(event) => {
          const next = event.currentTarget.value;
          setTyped(next);
          const number = finite(next);
          if (number !== undefined) onChange(number);
        }}
        onKeyDown={walk}
        onBlur={() => setTyped(null)}
      />
      <span>{unit}</span>
      <span id={`${id}-range`} class={warning === '' ? 'muted' : 'bad'}>
        {warning || t('training')} {plain(range.minimum)}–{plain(range.maximum)}
      </span>
    </>
  );
}

function finite(typed: string): number | undefined {
  const number = readDecimal(typed);
  return Number.isFinite(number) ? number : undefined;
}

/** Why what was typed is not taken, and what is used instead. */
function refusal(typed: string, used: number): string {
  const mended = withoutComma(typed, '.');
  const why = mended === undefined ? t('not a number') : t('a comma is not read: write {0}', mended);
  return t('{0}; {1} is still used; training', why, plain(used));
}

function warningOf(value: number, range: { readonly minimum: number; readonly maximum: number }): string {
  if (value < range.minimum) return t('below all training rows,');
  return value > range.maximum ? t('above all training rows,') : '';
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
