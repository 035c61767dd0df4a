import { DEFAULT_CONFIG, OPTIMIZERS, OPTIMIZER_KEYS } from '#engine/config';
import type { ExperimentConfig } from '#engine/config';
import { t } from '#engine/translation';
import { quoted } from '#engine/words';
import { MOST_PROBLEMS } from './configProblems.ts';
import type { ConfigProblem, ExplainedIssue } from './configProblems.ts';
import { checkExperiment } from './configSchema.ts';
import { isObject, nodeAt, placeAt, readJson, spanOf, valueOf } from './jsonText.ts';
import type { JsonDocument, JsonPath, Place, Span } from './jsonText.ts';

/** One thing that is wrong with an experiment file, and where. */
export interface FileProblem extends ConfigProblem, Span, Place {
  readonly path: JsonPath;
  readonly kind: ExplainedIssue['kind'] | 'no JSON' | 'repeated key' | 'wrong data' | 'unread key';
  readonly meant?: string; // in the place of what stands there
}

/** A problem before it is known where it stands. */
export type PlacelessProblem = Pick<FileProblem, 'path' | 'kind' | 'message'>;

export type ExperimentReading = {
  readonly document: JsonDocument;
  readonly warnings: readonly FileProblem[]; // what keeps nothing from being trained
} & (
  | { readonly experiment: ExperimentConfig; readonly problems?: never }
  | { readonly experiment?: never; readonly problems: readonly FileProblem[] }
);

/**
 * Reads an experiment file: the configuration with every default filled in, or everything that is wrong with it, at most
 * MOST_PROBLEMS, in the order of the file. Of a text that is no JSON, only what stands before the fault is judged.
 */
export function readExperimentFile(text: string): ExperimentReading {
  const document = readJson(text);
  const { broken, repeated, root } = document;
  const warnings = unreadKeys(document);
  const checked = root ? checkExperiment(valueOf(document)) : { issues: [] };
  if ('experiment' in checked && !broken && repeated.length === 0) {
    return { document, warnings, experiment: checked.experiment };
  }
  const found = 'issues' in checked ? checked.issues.map((issue) => placed(document, issue)) : [];
  const certain = broken
    ? found.filter(({ offset, kind }) => offset < broken.readTo && kind !== 'missing key')
    : found;
  const problems = [
    ...certain,
    ...repeated
      .slice(0, MOST_PROBLEMS)
      .map(({ path, key }) => at(document, key, path, 'repeated key', twice(path))),
    ...(broken ? [at(document, broken, [], 'no JSON', broken.message)] : []),
  ];
  return {
    document,
    warnings,
    problems: problems.sort((a, b) => a.offset - b.offset).slice(0, MOST_PROBLEMS),
  };
}

/** Keys of the optimiser that the file's own optimiser does not read. */
function unreadKeys(document: JsonDocument): FileProblem[] {
  const root = nodeAt(document, ['training']);
  const training = root && valueOf({ ...document, root });
  if (!isObject(training)) return [];
  const named = training['optimizer'] ?? DEFAULT_CONFIG.training.optimizer;
  const optimizer = OPTIMIZERS.find((one) => one === named);
  if (!optimizer) return [];
  return OPTIMIZERS.flatMap((reader) =>
    OPTIMIZER_KEYS[reader]
      .filter((key) => key in training && !OPTIMIZER_KEYS[optimizer].includes(key))
      .map((key) => {
        const message = t(
          'is read by the optimizer {0} only, and this is {1}; set training.optimizer to {0}, or remove it',
          quoted(reader),
          quoted(optimizer),
        );
        return placed(document, { path: ['training', key], kind: 'unread key', message });
      }),
  );
}

/** The problem with its place: that of its key, or the nearest surrounding one. */
export function placed(document: JsonDocument, { path, kind, message }: PlacelessProblem): FileProblem {
  return at(document, spanOf(document, path), path, kind, message);
}

function at(
  { text }: JsonDocument,
  { offset, length }: Span,
  path: JsonPath,
  kind: FileProblem['kind'],
  message: string,
): FileProblem {
  return { key: path.map(String).join('.'), message, path, kind, offset, length, ...placeAt(text, offset) };
}

function twice(path: JsonPath): string {
  return t('the key {0} is given twice; remove one of the two', quoted(String(path.at(-1))));
}

/** The problem as a sentence that names its key. */
export function problemSentence({ key, message, kind }: FileProblem): string {
  return key === '' || kind === 'unknown key' || kind === 'repeated key' ? message : `${key} ${message}`;
}
