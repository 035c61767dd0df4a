/** The parts of a keyboard event that matter. */
export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** Signs that some keyboards give only together with Alt, Option or AltGr (which Windows reports as Ctrl and Alt). */
const SIGNS = '[],.?';
/** The keys that Shift gives another meaning; with all others it only leads to the sign on them. */
const SHIFTED = /^(?: |Arrow.*)$/;

/** A press as commands.ts writes it: "ArrowLeft", "Shift+ArrowLeft", "p", "["; nothing for those that belong to VS Code. */
export function pressName({ key, shiftKey, ctrlKey, altKey, metaKey }: KeyPress): string | undefined {
  const isSign = SIGNS.includes(key);
  if (metaKey || (isSign ? ctrlKey && !altKey : ctrlKey || altKey)) return undefined;
  if (shiftKey && SHIFTED.test(key)) return `Shift+${key}`;
  return key.length === 1 ? key.toLowerCase() : key;
}

/** Keys typed into one of these belong to it; those pressed in a dialog are not for the page behind it. */
const TYPING =
  'input:not([type=range]), textarea, select, vscode-text-field, vscode-dropdown, [role=listbox], dialog';
const PRESSING = 'button, a[href], [role=button], vscode-button, summary';

/** Whether a key pressed on `target` is the target's own business. */
export function belongsTo(target: Element | null, key: string): boolean {
  if (!target) return false;
  if (target.closest(TYPING)) return true;
  return key === ' ' && target.closest(PRESSING) !== null;
}
