import { open } from 'node:fs/promises';
import { UserError, fileProblem } from './userError.ts';

/**
 * The bytes of a file, or of a pipe: what that holds is known only at its end, so no more than the most is read of anything.
 *
 * @param shown the file as a person is told of it
 * @param most the largest size, and what to do about a larger one
 * @throws UserError where it cannot be read or holds more
 */
export async function readBytes(
  path: string,
  shown: string,
  most: { readonly bytes: number; readonly mend: string },
): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let nBytes = 0;
  try {
    const file = await open(path);
    for await (const part of file.createReadStream({ highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
      nBytes += part.length;
      if (nBytes > most.bytes) break;
      parts.push(part);
    }
  } catch (error) {
    throw new UserError(`${shown}: ${fileProblem(error)}`);
  }
  if (nBytes <= most.bytes) return Buffer.concat(parts, nBytes);
  throw new UserError(`${shown}: the file has more than ${most.bytes / 1024 / 1024} MB; ${most.mend}`);
}
