import { createHash } from 'node:crypto';
import type { Digests } from '#session/savedRun';
import { parametersHash } from './parametersHash.ts';

/** What saving and opening runs needs of Node. */
export const DIGESTS: Digests = {
  sha256: (bytes) => Promise.resolve(createHash('sha256').update(bytes).digest()),
  parametersHash,
};
