import type { ComponentChildren } from 'preact';
import '../styles/choices.css';

interface ChoicesProps<T> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly { readonly value: T; readonly text: ComponentChildren }[];
  readonly onChoose: (value: T) => void;
}

/** One of a few, all of them in sight. Arrow keys move between them, as between radio buttons. */
export function Choices<T>({ label, value, choices, onChoose }: ChoicesProps<T>) {
  const at = Math.max(
    0,
    choices.findIndex((choice) => choice.value === value),
  );
  const walk = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = (at + step + choices.length) % choices.length;
    onChoose(choices[next]!.value);
    (event.currentTarget.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <div class="choices" role="radiogroup" aria-label={label} onKeyDown={walk}>
      {choices.map((choice, i) => (
        <button
          key={i}
          role="radio"
          aria-checked={i === at}
          tabIndex={i === at ? 0 : -1}
          onClick={() => onChoose(choice.value)}
        >
          {choice.text}
        </button>
      ))}
    </div>
  );
}
