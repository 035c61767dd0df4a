import { createHash } from 'node:crypto';
import type { History } from '#engine/history';
import { parameterBytes } from '#formats/parameterBytes';
import type { Digests } from '#session/savedRun';

/** What saving and opening a run need, from Node. */
export const DIGESTS: Digests = {
  sha256: (bytes) => Promise.resolve(createHash('sha256').update(bytes).digest()),
  parametersHash: (history) => Promise.resolve(parametersHash(history)),
};

/** SHA-256 of all parameter states, as hexadecimal text. */
export function parametersHash(history: History): string {
  const hash = createHash('sha256');
  for (const bytes of parameterBytes(history)) hash.update(bytes);
  return hash.digest('hex');
}
