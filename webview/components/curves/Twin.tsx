import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface TwinProps {
  readonly summary: string;
  readonly children: () => ComponentChildren; // made only while it is open
}

/** A picture as a table, for those who do not see it and those who want its numbers. */
export function Twin({ summary, children }: TwinProps) {
  const [open, setOpen] = useState(false);
  return (
    <details class="twin" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {open && (
        <div class="twin-box" tabIndex={0} role="region" aria-label={summary}>
          {children()}
        </div>
      )}
    </details>
  );
}
