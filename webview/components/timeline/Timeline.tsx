import { useRef } from 'preact/hooks';
import { t } from '#engine/translation';
import { fixed } from '../../format.ts';
import type { ShownRun } from '../../run.ts';
import '../../styles/timeline.css';
import { useInspector, useSize } from '../context.ts';
import { EventMarks } from './EventMarks.tsx';

/** The scrubber with the marks of what happened above and below its track. */
export function Timeline({ run }: { readonly run: ShownRun }) {
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  return (
    <div class="timeline" ref={box}>
      <Scrubber />
      {width > 0 && <EventMarks run={run} width={width} />}
    </div>
  );
}

function Scrubber() {
  const { player, span, newest, shown } = useInspector().state;
  const epoch = player.epoch.value ?? 0;
  const last = Math.max(1, span.value);
  const loss = shown.value ? t(', train loss {0}', fixed(shown.value.scores.trainLoss, 4)) : '';
  return (
    <input
      class="scrubber"
      type="range"
      min={0}
      max={last}
      step={1}
      value={epoch}
      disabled={newest.value < 0}
      aria-label={t('Epoch shown')}
      aria-valuetext={t('epoch {0} of {1}{2}', epoch, span.value, loss)}
      style={{ '--at': String(epoch / last), '--received': String(Math.max(0, newest.value) / last) }}
      onInput={(event) => player.seek(Number(event.currentTarget.value))}
    />
  );
}
