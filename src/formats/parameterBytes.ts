import type { History } from '#engine/history';

/**
 * The bytes of every parameter state that is there, epoch after epoch, as little-endian float64: what `parametersHash`
 * is the SHA-256 of. Views on the history's memory, nothing is copied.
 *
 * @throws TypeError on a big-endian machine
 */
export function* parameterBytes(history: History): Generator<Uint8Array> {
  refuseBigEndian();
  for (let epoch = 0; epoch < history.length; epoch++) {
    const { buffer, byteOffset, byteLength } = history.parameterValues(epoch);
    yield new Uint8Array(buffer, byteOffset, byteLength);
  }
}

/** @throws TypeError on a big-endian machine */
export function refuseBigEndian(): void {
  const lowByteFirst = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
  if (!lowByteFirst)
    throw new TypeError('parameter states can only be hashed and saved on a little-endian machine');
}
