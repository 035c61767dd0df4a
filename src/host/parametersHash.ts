import { createHash } from 'node:crypto';
import type { History } from '#engine/history';
import { parameterBytes } from '#formats/parameterBytes';

/** Bytes hashed before other work of the host gets its turn: a few milliseconds. */
const BREATH_BYTES = 4 * 1024 * 1024;

/** SHA-256 of all parameter states, as hexadecimal text. Yields to the event loop on long histories. */
export async function parametersHash(history: History): Promise<string> {
  const hash = createHash('sha256');
  let sinceBreath = 0;
  for (const bytes of parameterBytes(history)) {
    hash.update(bytes);
    sinceBreath += bytes.length;
    if (sinceBreath < BREATH_BYTES) continue;
    sinceBreath = 0;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return hash.digest('hex');
}
