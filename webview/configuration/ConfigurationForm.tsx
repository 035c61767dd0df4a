import type { ComponentChildren } from 'preact';
import { SCALER_ROWS } from '#engine/config';
import { ACTIVATIONS } from '#engine/activations';
import { t } from '#engine/translation';
import { Button, Checkbox, Dropdown, TextField } from '../ui/controls.tsx';
import './configuration.css';
import { MIXED } from './configurationModel.ts';
import type { FieldName, FormTexts } from './configurationModel.ts';
import type { FormState } from './formState.ts';
import { LiveSwitch } from './LiveSwitch.tsx';
import { TargetLine } from './TargetLine.tsx';
import { RateSlider, SeedSlider, UnitSliders } from './sliders.tsx';
import { shownFields } from './trainingFields.ts';
import { LABELS, adviceOf, optionsOf, trainingSummary } from './trainingWords.ts';

/** The id of a field's control. */
export function fieldId(field: FieldName): string {
  return `field-${field}`;
}

/** The form of the side panel: eight fields and one button, and what of the training few will change. */
export function ConfigurationForm({ form }: { readonly form: FormState }) {
  const {
    content,
    problems,
    otherProblems,
    splitHint,
    scalerHint,
    hasHiddenLayers,
    hasSplit,
    isDefault,
    isLive,
  } = form;
  if (content.value === null) {
    return (
      <form class="configuration" aria-label={t('Configuration')}>
        <TargetLine form={form} />
      </form>
    );
  }
  const { texts } = content.value;
  const field = (name: FieldName) => ({ name, form, text: texts[name], problem: problems.value[name] });
  return (
    <form class="configuration" aria-label={t('Configuration')} onSubmit={(event) => event.preventDefault()}>
      <TargetLine form={form} />
      {form.dataHint.value !== undefined && <p class="hint data">{form.dataHint.value}</p>}
      <div class="fields" inert={form.target.value.broken !== null}>
        <div class="other-problems" role="alert">
          {otherProblems.value.map(({ key, message }) => (
            <p key={key}>{key === '' ? sentence(message) : `${key} ${message}`}</p>
          ))}
        </div>
        <TextRow
          {...field('hiddenUnits')}
          label={t('Hidden units')}
          hint={unitsHint(texts, hasHiddenLayers.value)}
          below={isLive.value && <UnitSliders form={form} />}
        />
        <ChoiceRow
          {...field('activation')}
          label={t('Activation')}
          options={texts.activation === MIXED ? [MIXED_OPTION, ...ACTIVATION_OPTIONS] : ACTIVATION_OPTIONS}
          disabled={!hasHiddenLayers.value}
        />
        <TextRow
          {...field('learningRate')}
          label={t('Learning rate')}
          hint={rateHint(texts)}
          below={isLive.value && <RateSlider form={form} />}
        />
        <TextRow {...field('epochs')} label={t('Epochs')} />
        <TextRow {...field('seed')} label={t('Seed')} below={isLive.value && <SeedSlider form={form} />} />
        <TextRow {...field('testShare')} label={t('Test share')} hint={splitHint.value} />
        <CheckRow {...field('stratify')} label={t('Stratify')} disabled={!hasSplit.value} />
        <ChoiceRow
          {...field('fitScalerOn')}
          label={t('Fit scaler on')}
          options={SCALER_OPTIONS}
          disabled={scalerHint.value !== undefined}
          hint={scalerHint.value}
        />
        <MoreFields form={form} texts={texts} field={field} />
        <div class="train">
          <Button appearance="primary" onClick={() => form.train()}>
            {t('Train')}
          </Button>
          <LiveSwitch form={form} />
          {!isDefault.value && (
            <button type="button" class="reset" onClick={() => form.reset()}>
              {t('Reset to the tutorial')}
            </button>
          )}
        </div>
      </div>
    </form>
  );
}

interface MoreFieldsProps {
  readonly form: FormState;
  readonly texts: FormTexts;
  readonly field: (name: FieldName) => FieldOfForm;
}

/** How the updates are made: behind a disclosure, which opens by itself where something is wrong inside. */
function MoreFields({ form, texts, field }: MoreFieldsProps) {
  const { isMoreOpen, problems } = form;
  const shown = shownFields(texts);
  const isOpen = isMoreOpen.value || shown.some((name) => problems.value[name] !== undefined);
  return (
    <details
      class="more"
      open={isOpen}
      onToggle={(event) => {
        isMoreOpen.value = event.currentTarget.open;
      }}
    >
      <summary>
        {t('Optimiser and schedule ')}
        <span class="chosen">{trainingSummary(texts)}</span>
      </summary>
      {(isOpen ? shown : []).map((name) => {
        const options = optionsOf(name);
        const props = { ...field(name), label: LABELS[name], hint: adviceOf(name, texts) };
        return options ? (
          <ChoiceRow key={name} {...props} options={options} disabled={false} />
        ) : (
          <TextRow key={name} {...props} />
        );
      })}
    </details>
  );
}

/** What is usual, where the tutorial's rate is not. */
function rateHint(texts: FormTexts): string | undefined {
  if (texts.optimizer === 'adam') return adviceOf('optimizer', texts);
  return texts.reduction === 'mean' ? adviceOf('reduction', texts) : undefined;
}

const ACTIVATION_LABELS = {
  relu: 'ReLU',
  tanh: 'tanh',
  sigmoid: 'sigmoid',
  leakyRelu: t('leaky ReLU'),
  linear: 'linear',
} as const;
const ACTIVATION_OPTIONS = ACTIVATIONS.map((value) => ({ value, label: ACTIVATION_LABELS[value] }));
const MIXED_OPTION = { value: MIXED, label: t('mixed') };

const SCALER_LABELS = { all: t('all rows'), train: t('training rows') } as const;
const SCALER_OPTIONS = SCALER_ROWS.map((value) => ({ value, label: SCALER_LABELS[value] }));

function unitsHint({ hiddenUnits }: FormTexts, hasHiddenLayers: boolean): string {
  if (!hasHiddenLayers) return t('no hidden layer: softmax regression');
  return hiddenUnits.includes(',')
    ? t('one layer each, from input to output')
    : t('0: no hidden layer; 8, 6: two layers');
}

interface FieldOfForm {
  readonly name: FieldName;
  readonly form: FormState;
  readonly text: string;
  readonly problem: string | undefined;
}

interface RowProps extends FieldOfForm {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly below?: ComponentChildren; // more ways to set the same
}

function TextRow(props: RowProps) {
  const { name, form, label, text, problem, hint } = props;
  return (
    <Row {...props}>
      <TextField
        id={fieldId(name)}
        label={label}
        value={text}
        invalid={problem && sentence(problem)}
        hint={hint}
        onInput={(typed) => form.type(name, typed)}
        onCommit={() => form.commit()}
        onEnter={() => form.train()}
      />
    </Row>
  );
}

interface ChoiceRowProps extends RowProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly disabled: boolean;
}

function ChoiceRow(props: ChoiceRowProps) {
  const { name, form, label, text, problem, hint, options, disabled } = props;
  const choose = (value: string) => {
    form.type(name, value);
    form.commit();
  };
  return (
    <Row {...props}>
      <Dropdown
        id={fieldId(name)}
        label={label}
        value={text}
        invalid={problem && sentence(problem)}
        hint={hint}
        options={options}
        disabled={disabled}
        onChange={choose}
      />
    </Row>
  );
}

/** A choice between yes and no: 'true' and 'false' as texts. */
function CheckRow(props: RowProps & { readonly disabled: boolean }) {
  const { name, form, label, text, problem, disabled } = props;
  return (
    <Row {...props}>
      <Checkbox
        id={fieldId(name)}
        label={label}
        checked={text === 'true'}
        disabled={disabled}
        invalid={problem && sentence(problem)}
        onChange={(checked) => {
          form.type(name, String(checked));
          form.commit();
        }}
      />
    </Row>
  );
}

/** A label, its control, and under it what is wrong or else the hint. */
function Row({
  name,
  form,
  label,
  problem,
  hint,
  below,
  children,
}: RowProps & { readonly children: ComponentChildren }) {
  return (
    <div class="field" onFocusIn={() => form.enter(name)} onFocusOut={() => form.leave()}>
      <label for={fieldId(name)}>{label}</label>
      <div class="control">
        {children}
        {below}
      </div>
      {problem === undefined ? (
        hint !== undefined && <p class="hint">{hint}</p>
      ) : (
        <p class="problem">{sentence(problem)}</p>
      )}
    </div>
  );
}

/** With a capital letter, as a line of its own. */
function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
