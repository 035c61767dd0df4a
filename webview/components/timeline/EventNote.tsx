import { useComputed } from '@preact/signals';
import { t } from '#engine/translation';
import type { ShownRun } from '../../run.ts';
import { eventWords } from '../../timelineEvents.ts';
import { useInspector } from '../context.ts';

/** How many events of one epoch are told in full. */
const MOST_TOLD = 3;

/** What happened at the epoch shown, in words, while the cursor rests there. */
export function EventNote({ run }: { readonly run: ShownRun }) {
  const { state } = useInspector();
  const text = useComputed(() => {
    const epoch = state.player.epoch.value;
    if (epoch === null || state.moving.value || epoch >= state.nRead.value) return '';
    const events = run.chronicle?.eventsAt(epoch, state.pastIs.value) ?? [];
    const told = events.slice(0, MOST_TOLD).map((event) => eventWords(run, event));
    const rest = events.length - told.length;
    return [...told, ...(rest > 0 ? [t('and {0} more', rest)] : [])].join('; ');
  }).value;
  return (
    <span class="event-note" title={text}>
      {text}
    </span>
  );
}
