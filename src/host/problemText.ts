import { t } from '#engine/translation';
import type { ConfigurationProblem } from '#protocol/api';

const MOST_TOLD = 3;

/** Why nothing was trained, by setting; a notification is short, so the first ones are told and the others counted. */
export function problemText(problems: readonly ConfigurationProblem[]): string {
  const told = problems.slice(0, MOST_TOLD).map(({ key, message }) => `irisNetwork.${key} ${message}`);
  const more = problems.length - told.length;
  return t('Nothing was trained: {0}.', [...told, ...(more > 0 ? [t('and {0} more', more)] : [])].join('; '));
}
