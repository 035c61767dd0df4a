import { t } from '#engine/translation';
import { computed } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { view } from '../../picture/view.ts';
import { Drawn, useInView, useLivePainting } from '../inView.ts';

interface PictureProps {
  readonly number: number;
  readonly title: ComponentChildren;
  readonly text: ComponentChildren; // what to look for, and what it means
  readonly resting: ReadonlySignal<boolean>; // does the epoch rest?
  readonly children: ComponentChildren;
}

/** One of the tutorial's pictures: its number and heading, a sentence or two, and the picture. */
export function Picture({ number, title, text, resting, children }: PictureProps) {
  const article = useRef<HTMLElement>(null);
  const inView = useInView(article, '.tutorial-page');
  const drawn = useMemo(() => computed(() => inView.value || resting.value), [inView, resting]);
  return (
    <article
      class="picture"
      ref={article}
      {...view(t('Tutorial picture {0}', number))}
      data-picture={number}
      aria-labelledby={`picture-${number}`}
    >
      <Drawn.Provider value={drawn}>
        <h2 id={`picture-${number}`}>
          <b>{number}</b> {title}
        </h2>
        <div class="picture-text">{text}</div>
        <div class="picture-body">{children}</div>
      </Drawn.Provider>
    </article>
  );
}

/** A text that follows the epoch without its component being rendered again. */
export function Live({ text }: { readonly text: () => string }) {
  const element = useRef<HTMLSpanElement>(null);
  useLivePainting(() => {
    const now = text();
    if (element.current && element.current.textContent !== now) element.current.textContent = now;
  });
  return <span ref={element} />;
}

/** What a picture says, in one line for those who do not see it. */
export function Summary({ text }: { readonly text: () => string }) {
  return (
    <p class="unseen">
      <Live text={text} />
    </p>
  );
}

/** In the place of a picture whose axes are not known yet. */
export function BeingRead() {
  return <p class="picture-note">{t('The run is being read for its axes.')}</p>;
}
