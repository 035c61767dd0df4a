import { batch, computed, signal } from '@preact/signals';
import { DEFAULT_CONFIG } from '#engine/config';
import type { SplitConfig, TrainingConfig } from '#engine/config';
import { t } from '#engine/translation';
import type { ConfigurationPageApi, ConfigurationProblem, DatasetFacts, FormTarget } from '#protocol/api';
import {
  checkConfiguration,
  checkFacts,
  checkProblems,
  checkSplit,
  checkTarget,
  checkTexts,
} from './checks.ts';
import {
  FIELDS,
  batchProblem,
  fieldOf,
  mergeTexts,
  readForm,
  splitHint,
  splitProblem,
  textsOf,
} from './configurationModel.ts';
import type { FieldName, FieldProblems, FormContent, FormTexts } from './configurationModel.ts';
import { sameValue } from './sameValue.ts';

/** What the form tells the host, with the target that its content belongs to. */
export interface FormActions {
  /** Edit another target from now on. */
  choose(target: string): void;
  change(config: TrainingConfig, target: string): void;
  train(config: TrainingConfig, target: string): void;
  /** Retrain at once, as a draft. */
  live(config: TrainingConfig, target: string): void;
}

/** Puts the keyboard focus on a field. */
export type FocusField = (field: FieldName) => void;

/**
 * The form's state: what stands in its fields, what is wrong with it, and what the host knows of it.
 *
 * An edit is told to the host when it is committed, not with each key; a field with a problem holds nothing else back.
 * With live retraining it is also told as it happens, as long as nothing in the form is wrong.
 */
export class FormState {
  /** Null until the host has shown a configuration, or said what is wrong with it. */
  readonly content = signal<FormContent | null>(null);
  /** Does every change retrain at once? */
  readonly isLive = signal(false);
  /** What the host says is edited. */
  readonly target = signal<FormTarget>({ current: '', choices: [], broken: null });
  /** The target that the content belongs to: the one before, until the host has shown the content of another. */
  private edited = '';
  /** Are the fields of optimiser and schedule in sight? */
  readonly isMoreOpen = signal(false);
  private readonly dataset = signal<DatasetFacts | null>(null);
  private readonly hostProblems = signal<readonly ConfigurationProblem[]>([]);
  private lastLive: TrainingConfig | null = null;
  private typing: { readonly field: FieldName; readonly before: string } | null = null;
  /** Wrong values of the settings, as they stand in their fields: what the host shows next takes their place. */
  private wrongTexts: Partial<FormTexts> = {};
  private readonly actions: FormActions;
  private readonly focusField: FocusField;

  constructor(actions: FormActions, focusField: FocusField) {
    this.actions = actions;
    this.focusField = focusField;
  }

  /** The data that are trained on, unless they are the bundled iris. */
  readonly dataHint = computed(() => {
    const facts = this.dataset.value;
    return facts === null || facts.name === 'iris' ? undefined : t('trains on {0}', facts.name);
  });

  private readonly nRows = computed(() => this.dataset.value?.nRows ?? null);

  private readonly reading = computed(() => {
    if (this.content.value === null) return { config: DEFAULT_CONFIG, problems: {} };
    const { texts, base, split } = this.content.value;
    const { config, problems } = readForm(texts, base, split);
    const ofSplit = splitProblem(config.split, this.nRows.value);
    const ofBatch = batchProblem(config, this.nRows.value);
    const ofData = {
      ...(ofSplit !== undefined && { testShare: ofSplit }),
      ...(ofBatch !== undefined && { batchSize: ofBatch }),
    };
    return { config, problems: { ...ofData, ...problems } };
  });

  /** What the fields say; a field with a problem, what it said before. */
  readonly config = computed(() => this.reading.value.config);

  /** What is wrong with each field: what is typed in it, else what the host found. */
  readonly problems = computed<FieldProblems>(() => {
    const found = this.hostProblems.value.map(({ key, message }) => [fieldOf(key), message] as const);
    const ofHost = Object.fromEntries(found.filter(([field]) => field !== undefined)) as FieldProblems;
    return { ...ofHost, ...this.reading.value.problems };
  });

  /** What the host found that no field shows. */
  readonly otherProblems = computed(() =>
    this.hostProblems.value.filter(({ key }) => fieldOf(key) === undefined),
  );

  readonly splitHint = computed(() => splitHint(this.reading.value.config.split, this.nRows.value));

  readonly scalerHint = computed(() =>
    this.reading.value.config.preprocessing.standardize ? undefined : t('features are not standardised'),
  );

  readonly hasSplit = computed(() => this.reading.value.config.split !== null);

  readonly hasHiddenLayers = computed(() => this.reading.value.config.network.hiddenLayers.length > 0);

  readonly isDefault = computed(
    () =>
      sameValue(this.reading.value.config, DEFAULT_CONFIG) &&
      Object.keys(this.reading.value.problems).length === 0,
  );

  /** The focus has come to a field. */
  enter(field: FieldName): void {
    const { content } = this;
    if (content.value) this.typing = { field, before: content.value.texts[field] };
  }

  leave(): void {
    this.typing = null;
  }

  type(field: FieldName, text: string): void {
    if (this.content.value === null) return;
    const { texts } = this.content.value;
    if (texts[field] === text) return;
    batch(() => {
      this.content.value = { ...this.contentNow(), texts: { ...texts, [field]: text } };
      this.hostProblems.value = []; // they were about what stood there before
    });
    this.retrainLive();
  }

  setLive(isLive: boolean): void {
    this.isLive.value = isLive;
    this.lastLive = this.reading.value.config; // switching it on changes nothing that could be trained
  }

  private retrainLive(): void {
    const { config, problems } = this.reading.value;
    if (!this.isLive.value || Object.keys(problems).length > 0 || sameValue(config, this.lastLive)) return;
    this.lastLive = config;
    this.actions.live(config, this.edited);
  }

  /** Tells the host what has changed; fields with a problem keep the value it knows. */
  commit(): void {
    const { config } = this.reading.value;
    if (this.content.value === null || sameValue(config, this.content.value.base)) return;
    this.accept(config);
    this.actions.change(config, this.edited);
  }

  train(): void {
    const bad = FIELDS.find((field) => this.problems.value[field] !== undefined);
    if (bad !== undefined) {
      this.commit();
      this.focusField(bad);
      return;
    }
    const { config } = this.reading.value;
    this.accept(config);
    this.actions.train(config, this.edited);
  }

  reset(): void {
    batch(() => {
      this.content.value = { ...this.contentNow(), texts: textsOf(DEFAULT_CONFIG) };
      this.hostProblems.value = [];
      this.accept(DEFAULT_CONFIG);
    });
    this.actions.change(DEFAULT_CONFIG, this.edited);
    this.retrainLive();
  }

  choose(target: string): void {
    this.commit();
    this.actions.choose(target);
  }

  /** What is worth keeping when the page is hidden and forgets everything. */
  kept(): unknown {
    const [isLive, isMoreOpen] = [this.isLive.value, this.isMoreOpen.value];
    return { ...this.content.value, isLive, isMoreOpen, edited: this.edited };
  }

  private accept(config: TrainingConfig): void {
    const now = this.contentNow();
    this.content.value = { ...now, base: config, split: config.split ?? now.split };
  }

  private contentNow(): FormContent {
    return this.content.value ?? contentOf(DEFAULT_CONFIG);
  }

  /** What the host calls; each function checks its arguments. */
  readonly api: ConfigurationPageApi = {
    showTarget: (target) => {
      this.target.value = checkTarget(target);
    },
    showConfiguration: (configuration, dataset, split) => {
      const config = checkConfiguration(configuration);
      const facts = dataset === null ? null : checkFacts(dataset);
      const keptSplit = config.split ?? checkSplit(split);
      batch(() => {
        this.dataset.value = facts;
        this.hostProblems.value = [];
        this.show(config, keptSplit);
      });
    },
    showProblems: (problems) => {
      const checked = checkProblems(problems);
      batch(() => {
        this.turnToTarget(DEFAULT_CONFIG);
        this.content.value ??= contentOf(DEFAULT_CONFIG);
        this.showWrong(checked);
        this.hostProblems.value = checked;
      });
    },
    focus: () => this.focusField(FIELDS[0]),
  };

  /** Leaves nothing in the form of what was edited before. */
  private turnToTarget(config: TrainingConfig): void {
    const { current } = this.target.value;
    if (current === this.edited) return;
    this.edited = current;
    this.typing = null;
    this.wrongTexts = {};
    this.lastLive = config;
    if (this.content.value) this.content.value = contentOf(config);
  }

  private show(config: TrainingConfig, split: SplitConfig): void {
    this.turnToTarget(config);
    const content = this.content.value;
    if (content === null) {
      this.content.value = { ...contentOf(config), split };
      return;
    }
    const { typing } = this;
    const isTyping = typing !== null && content.texts[typing.field] !== typing.before;
    const merged = mergeTexts(content, config, isTyping ? typing.field : null);
    const texts = withoutWrong(merged, this.wrongTexts, textsOf(config));
    this.wrongTexts = {};
    this.content.value = { texts, base: config, split };
  }

  /** Puts the wrong values of the settings into their fields, but not where the person is typing. */
  private showWrong(problems: readonly ConfigurationProblem[]): void {
    const wrong = Object.fromEntries(
      problems.flatMap(({ key, text }) => {
        const field = fieldOf(key);
        return field === undefined || text === undefined || field === this.typing?.field
          ? []
          : [[field, text]];
      }),
    ) as Partial<FormTexts>;
    const content = this.contentNow();
    this.content.value = { ...content, texts: { ...content.texts, ...wrong } };
    this.wrongTexts = wrong;
  }

  /** Takes up what an earlier page kept; anything else is ignored. */
  restore(kept: unknown): void {
    try {
      const { texts, base, split, isLive, isMoreOpen, edited } = Object(kept) as Record<string, unknown>;
      this.edited = typeof edited === 'string' ? edited : '';
      this.isLive.value = isLive === true;
      this.isMoreOpen.value = isMoreOpen === true;
      const config = checkConfiguration(base);
      const { split: lastSplit } = checkConfiguration({ ...config, split });
      this.content.value = { texts: checkTexts(texts), base: config, split: lastSplit };
    } catch {
      this.content.value = null; // nothing kept, or by another version
    }
  }
}

/** Fields that still hold a wrong value of the settings take the value that is there now. */
function withoutWrong(texts: FormTexts, wrong: Partial<FormTexts>, now: FormTexts): FormTexts {
  const entries = FIELDS.map((field) => [field, texts[field] === wrong[field] ? now[field] : texts[field]]);
  return Object.fromEntries(entries) as FormTexts;
}

function contentOf(config: TrainingConfig): FormContent {
  return { texts: textsOf(config), base: config, split: config.split };
}
