import type { ComponentChildren } from 'preact';

interface SwitchProps {
  readonly on: boolean;
  readonly children: ComponentChildren;
  readonly onChange: (on: boolean) => void;
}

/** Something that is on or off. A button, so that the arrow keys stay with the timeline. */
export function Switch({ on, children, onChange }: SwitchProps) {
  return (
    <button class="switch" aria-pressed={on} onClick={() => onChange(!on)}>
      {children}
    </button>
  );
}
