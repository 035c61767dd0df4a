/** A run cannot be written so. Its message says in a sentence why, and what can be done instead. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
}
