/**
 * A wrong setting as the form's field writes it: the units of layers in a row, all else as it stands. Nothing for what the
 * form offers as a choice: a wrong value is none of its options.
 *
 * @param key of the problem: the setting's own, or of a part of it
 * @param value of the whole setting
 */
export function settingText(key: string, value: unknown): string | undefined {
  if (key.startsWith('preprocessing.') || key.endsWith('.activation') || CHOICES.test(key)) return undefined;
  if (!key.startsWith('network.hiddenLayers') || !Array.isArray(value)) return plain(value);
  return value.map((layer: unknown) => plain((Object(layer) as { units?: unknown }).units)).join(', ');
}

/** What the form offers as a choice, and what several of its fields say together. */
const CHOICES =
  /^(split\.stratify|network\.initialization|training\.(optimizer|reduction|schedule|earlyStopping))\b/;

function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : JSON.stringify(value);
}
