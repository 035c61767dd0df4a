/**
 * Messages on their way between a test and a page, as text. What VS Code's own channel does, this does too: JSON,
 * except that typed arrays stay typed arrays, in a buffer of exactly their size.
 *
 * Both functions also run inside the page, as their source text, so neither may use anything from outside itself.
 */
export function pack(message: unknown): string {
  return JSON.stringify(message, (_key, value: unknown) => {
    if (!ArrayBuffer.isView(value) || value instanceof DataView) return value;
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    let binary = '';
    const most = 8192; // arguments of one call
    for (let i = 0; i < bytes.length; i += most)
      binary += String.fromCharCode(...bytes.subarray(i, i + most));
    return { $typedArray: value.constructor.name, base64: btoa(binary) };
  });
}

export function unpack(text: string): unknown {
  const constructors = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint8Array };
  return JSON.parse(text, (_key, value: unknown) => {
    const { $typedArray, base64 } = (value ?? {}) as { $typedArray?: unknown; base64?: unknown };
    if (typeof $typedArray !== 'string' || typeof base64 !== 'string') return value;
    const Constructor = constructors[$typedArray as keyof typeof constructors];
    const binary = atob(base64);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return new Constructor(bytes.buffer);
  }) as unknown;
}
