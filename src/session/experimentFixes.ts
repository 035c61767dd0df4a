import { applyEdits } from 'jsonc-parser';
import { OPTIMIZERS, OPTIMIZER_KEYS } from '#engine/config';
import { t } from '#engine/translation';
import { nearest, quoted } from '#engine/words';
import { keysLike, keysOf } from './configProblems.ts';
import { experimentJsonSchema } from './configSchema.ts';
import { readExperimentFile } from './experimentFile.ts';
import type { FileProblem } from './experimentFile.ts';
import { onOneLine, removeMember, removeValue, setValue } from './jsonEdits.ts';
import type { TextEdit } from './jsonEdits.ts';
import { allVariants, schemasAt } from './jsonSchema.ts';
import type { JsonSchema } from './jsonSchema.ts';
import { keyOf, nodeAt, readJson, valueOf } from './jsonText.ts';
import type { JsonDocument, JsonPath } from './jsonText.ts';

/** A way to mend a problem. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** So many values are offered for one key. */
const MOST_VALUES = 6;

/** The ways to mend a problem, the most likely first; none where only a person knows. */
export function fixesOf(document: JsonDocument, problem: FileProblem): readonly Fix[] {
  switch (problem.kind) {
    case 'no JSON':
      return [];
    case 'wrong data':
      return problem.meant === undefined
        ? []
        : [fix(t('Change to {0}', quoted(problem.meant)), setValue(document, problem.path, problem.meant))];
    case 'repeated key':
      return [fix(t('Remove this {0}', quoted(lastOf(problem.path))), removeRepeated(document, problem))];
    case 'unread key':
      return unreadKeyFixes(document, problem);
    case 'unknown key':
      return unknownKeyFixes(document, problem);
    case 'missing key':
    case 'wrong value':
      return valueFixes(document, problem);
  }
}

function unreadKeyFixes(document: JsonDocument, { path }: FileProblem): Fix[] {
  const name = lastOf(path);
  const reader = OPTIMIZERS.find((one) => OPTIMIZER_KEYS[one].some((key) => key === name));
  const removal = fix(t('Remove {0}', quoted(name)), removeValue(document, path));
  if (!reader) return [removal];
  const optimizer = setValue(document, ['training', 'optimizer'], reader);
  return [fix(t("Set 'optimizer' to {0}", quoted(reader)), optimizer), removal];
}

function unknownKeyFixes(document: JsonDocument, { path }: FileProblem): Fix[] {
  const [place, name] = [path.slice(0, -1), lastOf(path)];
  const { sibling, elsewhere } = keysLike(place, name, keysOf(experimentJsonSchema()));
  const removal = fix(t('Remove {0}', quoted(name)), removeValue(document, path));
  const node = nodeAt(document, path);
  const key = node && keyOf(node);
  if (sibling !== undefined && key && !nodeAt(document, [...place, sibling])) {
    const { offset, length } = key;
    return [
      fix(t("Change to '{0}'", sibling), [{ offset, length, content: JSON.stringify(sibling) }]),
      removal,
    ];
  }
  const target = elsewhere?.split('.') ?? [];
  const isFree = !nodeAt(document, target) && schemasAt(experimentJsonSchema(), target).length > 0;
  if (elsewhere === undefined || !isFree || !node) return [removal];
  return [fix(t("Move to '{0}'", elsewhere), moved(document, path, target)), removal];
}

/** A key with its value in another object: as one edit, since taking it away and adding it may touch. */
function moved(document: JsonDocument, path: JsonPath, target: JsonPath): TextEdit[] {
  const value = readValue(document, path);
  const without = applyEdits(document.text, [...removeValue(document, path)]);
  const content = applyEdits(without, [...setValue(readJson(without), target, value)]);
  return [{ offset: 0, length: document.text.length, content }];
}

function valueFixes(document: JsonDocument, { path, kind }: FileProblem): Fix[] {
  const input = readValue(document, path);
  const plain = [...new Set(candidates(input, path))].filter(
    (value) => value === null || typeof value !== 'object',
  );
  const allowed = plain.filter((value) => isAllowed(document, path, value));
  const verb = kind === 'missing key' ? t("Add '{0}':", lastOf(path)) : t('Change to');
  const fixes = allowed
    .slice(0, MOST_VALUES)
    .map((value) => fix(`${verb} ${onOneLine(value)}`, setValue(document, path, value)));
  const canGo = kind === 'wrong value' && path.length > 0 && isAllowed(document, path, undefined);
  if (canGo)
    fixes.push(fix(t("Remove '{0}', which takes its default", lastOf(path)), removeValue(document, path)));
  return fixes;
}

/** Values that may be meant by a wrong one, the most likely first. */
function candidates(input: unknown, path: JsonPath): unknown[] {
  const schemas = schemasAt(experimentJsonSchema(), path);
  const variants = schemas.flatMap(allVariants);
  const choices = variants.flatMap((schema) => schema.enum ?? ('const' in schema ? [schema.const] : []));
  const isBoolean = variants.some(({ type }) => type === 'boolean');
  const near = typeof input === 'string' ? closest(input, choices) : [];
  return [
    ...near,
    ...(isBoolean ? booleansFor(input) : []),
    ...numbersNear(input, variants),
    ...choices,
    ...schemas.flatMap(({ default: byDefault, examples }) => byDefault ?? examples?.slice(0, 1) ?? []),
    ...(variants.some(({ type }) => type === 'null') ? [null] : []),
  ];
}

function closest(input: string, choices: readonly unknown[]): unknown[] {
  const alike = nearest(
    input,
    choices.filter((choice) => typeof choice === 'string'),
  );
  return alike === undefined ? [] : [alike];
}

function booleansFor(input: unknown): boolean[] {
  return !input || /^(?:false|no|off)$/i.test(JSON.stringify(input).replaceAll('"', ''))
    ? [false, true]
    : [true, false];
}

/** The allowed number nearest to what stands there; a text is taken for the number that it spells. */
function numbersNear(input: unknown, variants: readonly JsonSchema[]): number[] {
  const value = typeof input === 'string' && input.trim() !== '' ? Number(input) : input;
  if (typeof value !== 'number' || !Number.isFinite(value)) return [];
  return variants.flatMap(({ type, minimum = -Infinity, maximum = Infinity }) => {
    if (type !== 'number' && type !== 'integer') return [];
    const within = Math.min(Math.max(value, minimum), maximum);
    return [type === 'integer' ? Math.round(within) : within];
  });
}

/** Would the file have nothing wrong at the path, and inside, with this value there? */
function isAllowed(document: JsonDocument, path: JsonPath, value: unknown): boolean {
  const edits = value === undefined ? removeValue(document, path) : setValue(document, path, value);
  if (edits.length === 0) return false;
  const mended = readExperimentFile(applyEdits(document.text, [...edits]));
  return !mended.problems?.some(
    ({ path: other }) => other.length >= path.length && path.every((part, i) => part === other[i]),
  );
}

function removeRepeated({ text, root }: JsonDocument, { offset }: FileProblem): TextEdit[] {
  const visit = (node: NonNullable<typeof root>): TextEdit[] => {
    const children = node.children ?? [];
    const member = children.find(({ type, offset: start }) => type === 'property' && start === offset);
    return member ? removeMember(text, member) : children.flatMap(visit);
  };
  return root ? visit(root) : [];
}

function readValue(document: JsonDocument, path: JsonPath): unknown {
  return valueOf({ ...document, root: nodeAt(document, path) });
}

function lastOf(path: JsonPath): string {
  return String(path.at(-1) ?? '');
}

function fix(title: string, edits: readonly TextEdit[]): Fix {
  return { title, edits };
}
