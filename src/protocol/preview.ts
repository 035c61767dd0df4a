import type { TableChoices } from '#engine/config';
import { DELIMITERS, MISSING_POLICIES } from '#engine/tableFacts';
import type { ProblemsFound, TableFacts } from '#engine/tableFacts';
import { checkFacts, checkProblems } from './factsGuards.ts';
import { checkObject, checkText } from './guards.ts';

/** A table before it is trained on: how it is read, and what came of it. */
export interface DataPreview {
  readonly file: string; // its name
  readonly place: string; // its folder, as people know it
  readonly choices: TableChoices;
  readonly training: string; // what is trained on it, in a sentence
  readonly hasUnsavedChanges: boolean; // an editor has some, which are not read
  readonly outcome: PreviewOutcome;
}

export type PreviewOutcome =
  | { readonly kind: 'reading' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'unreadable'; readonly message: string } // not a table at all, or none that may be read
  | ({ readonly kind: 'refused'; readonly facts: TableFacts | null } & ProblemsFound)
  | { readonly kind: 'ready'; readonly facts: TableFacts };

/** What the preview's page may ask of the extension host. */
export interface PreviewHostApi {
  /** The page has loaded and knows nothing. */
  ready(): void;
  /** Read the table anew, in this way. */
  choose(choices: TableChoices): void;
  /** Stop reading. */
  cancel(): void;
  train(): void | Promise<void>;
  /** Write an experiment file of this table and the configuration, where a dialog then asks for. */
  save(): void | Promise<void>;
  problem(text: string): void;
}

/** What the extension host may ask of the preview's page. */
export interface PreviewPageApi {
  show(preview: DataPreview): void;
  /** How much has been read, 0 … 1. */
  progress(share: number): void;
}

/** The most columns that a choice of features can name. */
const MAX_FEATURES = 10_000;

/** @throws TypeError that names the first part of a wrong shape */
export function checkChoices(value: unknown): TableChoices {
  const { delimiter, target, features, missing } = checkObject(value, 'choices');
  const separator = DELIMITERS.find((one) => one === delimiter);
  const policy = MISSING_POLICIES.find((one) => one === missing);
  if (delimiter !== undefined && !separator) throw new TypeError('choices.delimiter is none of those known');
  if (missing !== undefined && !policy) throw new TypeError('choices.missing is none of those known');
  if (features !== undefined && !(Array.isArray(features) && features.length <= MAX_FEATURES)) {
    throw new TypeError(`choices.features must be a list of at most ${MAX_FEATURES} names`);
  }
  return {
    ...(separator && { delimiter: separator }),
    ...(target !== undefined && { target: checkText(target, 'choices.target') }),
    ...(features !== undefined && {
      features: features.map((name: unknown) => checkText(name, 'choices.features')),
    }),
    ...(policy && { missing: policy }),
  };
}

/** @throws TypeError that names the first part of a wrong shape */
export function checkPreview(value: unknown): DataPreview {
  const { file, place, choices, training, hasUnsavedChanges, outcome } = checkObject(value, 'preview');
  return {
    file: checkText(file, 'preview.file'),
    place: checkText(place, 'preview.place'),
    choices: checkChoices(choices),
    training: checkText(training, 'preview.training'),
    hasUnsavedChanges: hasUnsavedChanges === true,
    outcome: checkOutcome(outcome),
  };
}

function checkOutcome(value: unknown): PreviewOutcome {
  const outcome = checkObject(value, 'preview.outcome');
  const { kind, message, facts } = outcome;
  switch (kind) {
    case 'reading':
    case 'cancelled':
      return { kind };
    case 'unreadable':
      return { kind, message: checkText(message, 'preview.outcome.message') };
    case 'refused':
      return {
        kind,
        facts: facts === null ? null : checkFacts(facts),
        ...checkProblems(outcome, 'preview.outcome'),
      };
    case 'ready':
      return { kind, facts: checkFacts(facts) };
    default:
      throw new TypeError('preview.outcome.kind is none of those known');
  }
}
