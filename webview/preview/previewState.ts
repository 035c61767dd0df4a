import { batch, computed, signal } from '@preact/signals';
import type { TableChoices } from '#engine/config';
import type { Delimiter, TableFacts } from '#engine/tableFacts';
import type { DataPreview, PreviewPageApi } from '#protocol/preview';
import { checkPreview } from '#protocol/preview';

/** What the preview tells the host. */
export interface PreviewActions {
  choose(choices: TableChoices): void;
  cancel(): void;
  train(): void;
  save(): void;
}

/** The preview's state: what the host has shown, and what has been found until now while it is read anew. */
export class PreviewState {
  readonly preview = signal<DataPreview | null>(null);
  /** How much has been read, 0 … 1. */
  readonly share = signal(0);
  readonly actions: PreviewActions;
  private readonly lastFacts = signal<TableFacts | null>(null);

  constructor(actions: PreviewActions) {
    this.actions = actions;
  }

  /** What is in the table: as read before, until it has been read in another way. */
  readonly facts = computed<TableFacts | null>(() => {
    const outcome = this.preview.value?.outcome;
    return outcome && 'facts' in outcome ? outcome.facts : this.lastFacts.value;
  });

  readonly canTrain = computed(() => this.preview.value?.outcome.kind === 'ready');

  /** Reads the table in another way; what is not said stays. */
  choose(part: Partial<TableChoices>): void {
    const { preview } = this;
    if (preview.value === null) return;
    this.actions.choose({ ...preview.value.choices, ...part });
  }

  /** @param delimiter undefined: the one that is found */
  chooseDelimiter(delimiter: Delimiter | undefined): void {
    const missing = this.preview.value?.choices.missing;
    // other columns come of it, so that nothing said of those before holds
    this.actions.choose({ ...(delimiter && { delimiter }), ...(missing && { missing }) });
  }

  /** Another label column: it is no feature any more, and the one before does not become one. */
  chooseTarget(target: string): void {
    const features = this.preview.value?.choices.features;
    this.choose({ target, ...(features && { features: features.filter((name) => name !== target) }) });
  }

  /** Takes a column as a feature, or not; the order is that of the file. */
  chooseFeature(name: string, isFeature: boolean): void {
    const facts = this.facts.value;
    if (!facts) return;
    const chosen = new Set(facts.features);
    if (isFeature) chosen.add(name);
    else chosen.delete(name);
    this.choose({
      features: facts.columns.map((column) => column.name).filter((column) => chosen.has(column)),
    });
  }

  /** What the host calls; each function checks its arguments. */
  readonly api: PreviewPageApi = {
    show: (value) => {
      const preview = checkPreview(value);
      batch(() => {
        this.lastFacts.value = this.facts.value;
        this.preview.value = preview;
        if (preview.outcome.kind === 'reading') this.share.value = 0;
      });
    },
    progress: (share) => {
      this.share.value = Math.min(1, Math.max(0, share));
    },
  };
}
