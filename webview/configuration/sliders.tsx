import { useRef } from 'preact/hooks';
import { LIMITS } from '#engine/config';
import { t } from '#engine/translation';
import { count } from '../format.ts';
import type { FieldName } from './configurationModel.ts';
import type { FormState } from './formState.ts';
import { RATES, unitScale, wholeNumbers } from './sliderScales.ts';
import type { SliderScale } from './sliderScales.ts';

interface OfForm {
  readonly form: FormState;
}

export function RateSlider({ form }: OfForm) {
  const { learningRate } = form.config.value.training;
  return (
    <Slider
      form={form}
      field="learningRate"
      label={t('Learning rate, slider')}
      scale={RATES}
      value={learningRate}
      textOf={String}
      spell={(rate) => t('learning rate {0}', rate)}
    />
  );
}

const SEEDS = wholeNumbers(LIMITS['network.seed'].minimum, LIMITS['network.seed'].maximum);

export function SeedSlider({ form }: OfForm) {
  const { seed } = form.config.value.network;
  return (
    <Slider
      form={form}
      field="seed"
      label={t('Seed, slider')}
      scale={SEEDS}
      value={seed}
      textOf={String}
      spell={(one) => t('seed {0}', one)}
    />
  );
}

/** One slider for each hidden layer. */
export function UnitSliders({ form }: OfForm) {
  const units = form.config.value.network.hiddenLayers.map((layer) => layer.units);
  return (
    <>
      {units.map((now, layer) => (
        <Slider
          key={layer}
          form={form}
          field="hiddenUnits"
          label={
            units.length === 1 ? t('Hidden units, slider') : t('Hidden units of layer {0}, slider', layer + 1)
          }
          scale={unitScale(now, LIMITS['network.hiddenLayers.units'].maximum)}
          value={now}
          textOf={(chosen) => units.map((one, l) => (l === layer ? chosen : one)).join(', ')}
          spell={(chosen) => count(chosen, 'unit')}
        />
      ))}
    </>
  );
}

interface SliderProps extends OfForm {
  readonly field: FieldName;
  readonly label: string;
  readonly scale: SliderScale;
  readonly value: number;
  readonly textOf: (value: number) => string; // what stands in the field then
  readonly spell: (value: number) => string; // for a screen reader
}

/** Moving retrains; what it was moved to is kept when the movement ends. */
function Slider({ form, field, label, scale, value, textOf, spell }: SliderProps) {
  const ownScale = useRef(scale);
  const isMoving = useRef(false);
  if (!isMoving.current) ownScale.current = scale; // an end that came nearer would move the value under the hand
  const on = ownScale.current;
  return (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={spell(value)}
      min={on.minimum}
      max={on.maximum}
      step={1}
      value={on.positionOf(value)}
      onInput={(event) => {
        isMoving.current = true;
        form.type(field, textOf(on.valueAt(Number(event.currentTarget.value))));
      }}
      onChange={() => {
        isMoving.current = false;
        form.commit();
      }}
    />
  );
}
