/** What a key asks of the timeline. */
export type KeyAction =
  | { readonly kind: 'toggle' }
  | { readonly kind: 'step'; readonly epochs: number }
  | { readonly kind: 'first' }
  | { readonly kind: 'last' };

/** The parts of a keyboard event that matter. */
export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** The timeline's keys: Space, ← → by one epoch (Shift: ten), Page keys by a hundred, Home and End. */
export function keyAction(press: KeyPress): KeyAction | undefined {
  if (press.ctrlKey || press.altKey || press.metaKey) return undefined;
  switch (press.key) {
    case ' ':
      return { kind: 'toggle' };
    case 'ArrowLeft':
      return { kind: 'step', epochs: press.shiftKey ? -10 : -1 };
    case 'ArrowRight':
      return { kind: 'step', epochs: press.shiftKey ? 10 : 1 };
    case 'PageUp':
      return { kind: 'step', epochs: -100 };
    case 'PageDown':
      return { kind: 'step', epochs: 100 };
    case 'Home':
      return { kind: 'first' };
    case 'End':
      return { kind: 'last' };
    default:
      return undefined;
  }
}

/** Keys typed into one of these belong to it. */
const TYPING =
  'input:not([type=range]), textarea, select, vscode-text-field, vscode-dropdown, [role=listbox]';
const PRESSING = 'button, a[href], [role=button], vscode-button, summary';

/** Whether a key pressed on `target` is the target's own business. */
export function belongsTo(target: Element | null, key: string): boolean {
  if (!target) return false;
  if (target.closest(TYPING)) return true;
  return key === ' ' && target.closest(PRESSING) !== null;
}
