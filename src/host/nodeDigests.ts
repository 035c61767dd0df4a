import { createHash } from 'node:crypto';
import type { History } from '#engine/history';
import { parameterBytes } from '#formats/parameterBytes';
import type { Digests } from '#session/savedRun';

/** How long is hashed before other work of the host gets its turn. */
const BREATH_MS = 5;

/** What saving and opening runs needs, from Node. */
export const NODE_DIGESTS: Digests = {
  sha256: (bytes) => Promise.resolve(createHash('sha256').update(bytes).digest()),
  parametersHash,
};

/** Yields to the event loop on long histories. */
async function parametersHash(history: History): Promise<string> {
  const hash = createHash('sha256');
  let until = performance.now() + BREATH_MS;
  for (const bytes of parameterBytes(history)) {
    hash.update(bytes);
    if (performance.now() < until) continue;
    await new Promise((resolve) => setImmediate(resolve));
    until = performance.now() + BREATH_MS;
  }
  return hash.digest('hex');
}
