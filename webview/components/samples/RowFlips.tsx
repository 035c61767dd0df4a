import { useRef } from 'preact/hooks';
import { firstIndex } from '#engine/firstIndex';
import { NO_CLASS } from '#engine/metrics';
import { t } from '#engine/translation';
import { count, whole } from '../../format.ts';
import { glyphOf } from '../../paint/classMarks.ts';
import type { ShownRun } from '../../run.ts';
import { N_CLASS_MARKS } from '../../theme.ts';
import { useInspector, usePainting } from '../context.ts';

/** As many changes as have buttons of their own; the chart marks all of them. */
const MOST_BUTTONS = 60;

/** A stretch of epochs over which a row is read as one class. */
interface Reading {
  readonly epoch: number; // the first
  readonly from: number | null; // the class before; null at the start
  readonly to: number;
}

/** How the row was read, from its first epoch on: each change of class is a button that goes to its epoch. */
export function RowFlips({ run, row }: { readonly run: ShownRun; readonly row: number }) {
  const { state } = useInspector();
  const list = useRef<HTMLDivElement>(null);
  const readings = readingsOf(run, row, state.nRead.value);
  usePainting(() => {
    const epoch = state.shown.value?.epoch ?? -1;
    const now = firstIndex(readings, (one) => one.epoch > epoch) - 1;
    Array.from(list.current?.children ?? [], (button, i) =>
      button.setAttribute('aria-current', String(i === now)),
    );
  });
  if (!run.chronicle) return null;
  const nFlips = readings.length - 1;
  return (
    <div class="flips">
      <p class="muted">
        {nFlips > 0 ? t('{0} of class', count(nFlips, 'change')) : t('no change of class')}
        {nFlips > MOST_BUTTONS && t('; the first {0}', MOST_BUTTONS)}
      </p>
      <div class="flip-list" ref={list} role="group" aria-label={t('Changes of class')}>
        {readings.slice(0, MOST_BUTTONS + 1).map(({ epoch, from, to }) => (
          <button key={epoch} onClick={() => state.player.seek(epoch)}>
            <span aria-hidden="true">{from === null ? '' : '◆ '}</span>
            <span class="unseen">{t('epoch ')}</span>
            <u>{whole(epoch)}</u> {from !== null && <Before label={from} name={className(run, from)} />}
            <Mark label={to} /> {className(run, to)}
          </button>
        ))}
      </div>
    </div>
  );
}

/** The class before: its glyph is enough to see, its name is read out. */
function Before({ label, name }: { readonly label: number; readonly name: string }) {
  return (
    <>
      <Mark label={label} />
      <span class="unseen">{name}</span>
      {' → '}
    </>
  );
}

function Mark({ label }: { readonly label: number }) {
  return (
    <span class={`class-${label % N_CLASS_MARKS}`} aria-hidden="true">
      {glyphOf(label)}
    </span>
  );
}

function className({ experiment }: ShownRun, label: number): string {
  return experiment.dataset.classes[label] ?? '';
}

function readingsOf({ chronicle }: ShownRun, row: number, nRead: number): Reading[] {
  if (!chronicle || nRead === 0) return [];
  const start = { epoch: 0, from: null, to: chronicle.predictedClass(0, row) };
  return start.to === NO_CLASS ? [] : [start, ...chronicle.flipsOf(row)];
}
