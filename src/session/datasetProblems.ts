import type { DatasetSource } from '#engine/config';
import type { MisfitError } from '#engine/misfit';
import { t } from '#engine/translation';
import { nearest, quoted } from '#engine/words';
import { placed } from './experimentFile.ts';
import type { FileProblem } from './experimentFile.ts';
import type { JsonDocument, JsonPath } from './jsonText.ts';

const MOST_LISTED = 8;

/** What is wrong with the columns that an experiment file names, given the header of its table. */
export function columnProblems(
  document: JsonDocument,
  { target, features = [] }: DatasetSource,
  headers: readonly string[],
): FileProblem[] {
  const missing = (name: string, path: JsonPath): FileProblem[] =>
    headers.includes(name.trim()) ? [] : [noColumn(document, name, path, headers)];
  const ofTarget = target === undefined ? [] : missing(target, ['dataset', 'target']);
  const label = target?.trim() ?? headers.at(-1);
  const ofFeatures = features.flatMap((name, i) => {
    const path = ['dataset', 'features', i];
    const first = features.findIndex((other) => other.trim() === name.trim());
    if (name.trim() === label)
      return [
        wrong(document, path, t('{0} is the target; remove it here, or name another target', quoted(name))),
      ];
    if (first < i) return [wrong(document, path, t('{0} is listed twice; list it once', quoted(name)))];
    return missing(name, path);
  });
  return [...ofTarget, ...ofFeatures];
}

/** The table itself cannot be read. @param names of the files beside it, one of which may be meant */
export function pathProblem(
  document: JsonDocument,
  { path }: DatasetSource,
  message: string,
  names: readonly string[] = [],
): FileProblem {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const alike = nearest(path.slice(folder.length), names);
  const problem = wrong(document, ['dataset', 'path'], `${quoted(path)}: ${message}`);
  return alike === undefined ? problem : meaning(problem, folder + alike);
}

/** What keeps a configuration from being trained on its data, at the key that has to change. */
export function misfitProblem(document: JsonDocument, { key, problem }: MisfitError): FileProblem {
  return wrong(document, key.split('.'), problem);
}

function noColumn(
  document: JsonDocument,
  name: string,
  path: JsonPath,
  headers: readonly string[],
): FileProblem {
  const listed = headers.slice(0, MOST_LISTED).map((header) => quoted(header));
  const more = headers.length > MOST_LISTED ? ', …' : '';
  const problem = wrong(document, path, t('there is no column {0}', quoted(name)));
  const alike = nearest(name, headers);
  return alike === undefined
    ? { ...problem, message: t('{0}; the columns are {1}{2}', problem.message, listed.join(', '), more) }
    : meaning(problem, alike);
}

function wrong(document: JsonDocument, path: JsonPath, message: string): FileProblem {
  return placed(document, { path, kind: 'wrong data', message });
}

function meaning(problem: FileProblem, meant: string): FileProblem {
  return { ...problem, message: t('{0}; did you mean {1}?', problem.message, quoted(meant)), meant };
}
