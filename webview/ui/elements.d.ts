import type { HTMLAttributes } from 'preact';

/** The toolkit's elements, as far as controls.tsx uses them. */
export interface TextFieldElement extends HTMLElement {
  value: string;
}

export interface DropdownElement extends HTMLElement {
  value: string;
  readonly open: boolean;
}

interface ButtonAttributes extends HTMLAttributes<HTMLElement> {
  readonly appearance: 'primary' | 'secondary' | 'icon';
  readonly disabled: boolean;
}

interface TextFieldAttributes extends HTMLAttributes<TextFieldElement> {
  readonly value: string;
  readonly disabled: boolean;
}

interface DropdownAttributes extends HTMLAttributes<DropdownElement> {
  readonly disabled: boolean;
}

interface OptionAttributes extends HTMLAttributes<HTMLElement> {
  readonly value: string;
}

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'vscode-button': ButtonAttributes;
      'vscode-text-field': TextFieldAttributes;
      'vscode-dropdown': DropdownAttributes;
      'vscode-option': OptionAttributes;
    }
  }
}
