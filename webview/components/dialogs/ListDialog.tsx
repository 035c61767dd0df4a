import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '#engine/translation';
import '../../styles/dialogs.css';
import { IconButton } from '../../ui/controls.tsx';
import { useInspector } from '../context.ts';

interface ListDialogProps {
  readonly title: string;
  readonly width: 'narrow' | 'wide';
  readonly children: (close: () => void) => ComponentChildren;
}

/** A list over the page, until Escape, a press beside it or its cross closes it; the focus goes back to where it was. */
export function ListDialog({ title, width, children }: ListDialogProps) {
  const { state, tooltip } = useInspector();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    tooltip.hide();
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, []);
  const close = () => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      class={`list-dialog ${width}`}
      aria-labelledby={id}
      onClose={() => {
        state.dialog.value = null;
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      <div class="list-dialog-body">
        <header>
          <h2 id={id}>{title}</h2>
          <IconButton icon="close" label={t('Close (Esc)')} onClick={close} />
        </header>
        {children(close)}
      </div>
    </dialog>
  );
}
