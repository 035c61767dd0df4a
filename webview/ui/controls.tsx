import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import './controls.css';
import type { DropdownElement, TextFieldElement } from './elements.d.ts';
import './icons.css';
import type { IconName } from './icons.ts';

/**
 * The controls of both pages. They alone know the toolkit's elements, so that another toolkit is a change of this
 * folder. All are controlled: they show what they are given and tell what the person did.
 */
interface ButtonProps {
  readonly children: ComponentChildren;
  readonly appearance?: 'primary' | 'secondary';
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

export function Button({ children, appearance = 'secondary', disabled = false, onClick }: ButtonProps) {
  return (
    <vscode-button appearance={appearance} disabled={disabled} onClick={onClick}>
      {children}
    </vscode-button>
  );
}

interface IconButtonProps {
  readonly icon: IconName;
  readonly label: string; // its name for screen readers, and its tooltip
  readonly disabled?: boolean;
  readonly pressed?: boolean; // for those that stay down
  readonly onClick: () => void;
}

export function IconButton({ icon, label, disabled = false, pressed, onClick }: IconButtonProps) {
  const element = useRef<HTMLElement>(null);
  // the toolkit's button passes its label on to the button inside, but not this
  useLayoutEffect(() => {
    const inner = element.current?.shadowRoot?.querySelector('button');
    if (pressed !== undefined) inner?.setAttribute('aria-pressed', String(pressed));
  }, [pressed]);
  return (
    <vscode-button
      ref={element}
      appearance="icon"
      aria-label={label}
      data-pressed={pressed}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      <span class={`icon icon-${icon}`} aria-hidden="true" />
    </vscode-button>
  );
}

/** What TextField and Dropdown have in common. `id` is for a `<label for>` beside the control. */
interface FieldProps {
  readonly id?: string;
  readonly label: string;
  readonly value: string;
  readonly disabled?: boolean;
  readonly invalid?: string | undefined; // what is wrong with the value
  readonly hint?: string | undefined; // what is read out beside the label while nothing is wrong
}

interface TextFieldProps extends FieldProps {
  readonly onInput?: (text: string) => void; // with each key
  readonly onCommit?: (text: string) => void; // on Enter, and when the focus leaves a changed field
  readonly onEnter?: () => void; // instead of onCommit on Enter
  readonly onEscape?: () => void;
}

export function TextField(props: TextFieldProps) {
  const element = useRef<TextFieldElement>(null);
  // the toolkit's element names itself when it is connected, so its names are set after that
  useLayoutEffect(() => {
    if (!element.current) return;
    element.current.setAttribute('aria-label', props.label);
    describe(element.current.shadowRoot?.querySelector('input'), props);
  }, [props.label, props.invalid, props.hint]);
  const textOf = (event: Event) => (event.currentTarget as TextFieldElement).value;
  return (
    <vscode-text-field
      ref={element}
      {...(props.id === undefined ? {} : { id: props.id })}
      value={props.value}
      disabled={props.disabled ?? false}
      aria-invalid={props.invalid === undefined ? 'false' : 'true'}
      onInput={(event) => props.onInput?.(textOf(event))}
      onChange={(event) => props.onCommit?.(textOf(event))}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onEscape?.();
        if (event.key !== 'Enter') return;
        if (props.onEnter) props.onEnter();
        else props.onCommit?.(textOf(event));
      }}
    />
  );
}

interface CheckboxProps extends Omit<FieldProps, 'value'> {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** The browser's own: the toolkit's is slow by the hundred. */
export function Checkbox({ id, label, checked, disabled, invalid, hint, onChange }: CheckboxProps) {
  return (
    <input
      {...(id === undefined ? {} : { id })}
      type="checkbox"
      class="checkbox"
      aria-label={label}
      aria-invalid={invalid !== undefined}
      aria-description={invalid ?? hint}
      checked={checked}
      disabled={disabled ?? false}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

interface DropdownProps extends FieldProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

export function Dropdown(props: DropdownProps) {
  const element = useRef<DropdownElement>(null);
  // the toolkit's element chooses an option of its own each time its options change, which it learns late
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    describe(current, props);
    const show = () => {
      if (!current.open && current.value !== props.value) current.value = props.value;
    };
    show();
    current.shadowRoot?.addEventListener('slotchange', show);
    return () => current.shadowRoot?.removeEventListener('slotchange', show);
  });
  return (
    <vscode-dropdown
      ref={element}
      {...(props.id === undefined ? {} : { id: props.id })}
      aria-label={props.label}
      aria-invalid={props.invalid === undefined ? 'false' : 'true'}
      disabled={props.disabled ?? false}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    >
      {props.options.map(({ value, label }) => (
        <vscode-option key={value} value={value}>
          {label}
        </vscode-option>
      ))}
    </vscode-dropdown>
  );
}

/**
 * Says what is wrong, or the hint, where a screen reader looks for it. As text and not by the id of another element:
 * the focus lies in the toolkit's shadow tree, which ids do not reach.
 */
function describe(target: Element | null | undefined, { invalid, hint }: FieldProps): void {
  const text = invalid ?? hint;
  if (text === undefined) target?.removeAttribute('aria-description');
  else target?.setAttribute('aria-description', text);
}
