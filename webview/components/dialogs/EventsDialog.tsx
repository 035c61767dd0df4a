import { useRef, useState } from 'preact/hooks';
import type { TrainingEvent } from '#engine/trainingEvents';
import { firstIndex } from '#engine/firstIndex';
import { t } from '#engine/translation';
import { count, whole } from '../../format.ts';
import type { ShownRun } from '../../run.ts';
import { classOf, eventCount, eventWords, goTo } from '../../timelineEvents.ts';
import type { EventClass } from '../../timelineEvents.ts';
import { Button } from '../../ui/controls.tsx';
import { useInspector } from '../context.ts';
import { ListDialog } from './ListDialog.tsx';

/** How many events are written out at once: a run that goes back and forth has very many. */
const PAGE = 200;

type Filter = EventClass | 'all';
const FILTERS: readonly (readonly [Filter, string])[] = [
  ['all', t('all')],
  ['milestones', t('milestones')],
  ['rises', t('loss rises')],
  ['flips', t('class changes')],
];

/** Every event of the timeline as a button: the table behind its marks. Of very many those that are kept, and what is left out. */
export function EventsDialog({ run }: { readonly run: ShownRun }) {
  const { events, nRead } = useInspector().state;
  const [filter, setFilter] = useState<Filter>('all');
  const countOf = (wanted: Filter) => (nRead.value > 0 ? eventCount(run, wanted) : 0);
  return (
    <ListDialog title={t('Events')} width="narrow">
      {(close) => (
        <>
          <p class="note" role="status">
            {readingNote(run, nRead.value)} {thinnedNote(run)}
          </p>
          {events.value.length > 0 && (
            <div class="event-filters" role="group" aria-label={t('Which events')}>
              {FILTERS.filter(([wanted]) => countOf(wanted) > 0).map(([wanted, label]) => (
                <button key={wanted} aria-pressed={wanted === filter} onClick={() => setFilter(wanted)}>
                  {label} {whole(countOf(wanted))}
                </button>
              ))}
            </div>
          )}
          <EventList
            key={filter}
            run={run}
            events={events.value.filter((event) => belongs(event, filter))}
            close={close}
          />
        </>
      )}
    </ListDialog>
  );
}

function belongs(event: TrainingEvent, wanted: Filter): boolean {
  return wanted === 'all' || classOf(event) === wanted;
}

/** How far the past has been read, where that is not all of it. */
function readingNote(run: ShownRun, nRead: number): string {
  if (!run.chronicle)
    return t('This run is too large for each of its epochs to be looked at, so its events are not known.');
  if (nRead >= run.total + 1) return t('What happened in {0}.', count(run.total, 'epoch'));
  return t(
    'What happened in the first {0} of {1}.',
    count(Math.max(0, nRead - 1), 'epoch'),
    whole(run.total),
  );
}

/** Which events are listed, where that is not all of them. */
function thinnedNote({ chronicle }: ShownRun): string {
  if (!chronicle || !Number.isFinite(chronicle.wholeTo)) return '';
  const { wholeTo, stretch } = chronicle;
  const every = stretch === 1 ? t('epoch') : t('{0} epochs', whole(stretch));
  return t(
    'They are too many to keep: all are listed up to epoch {0}, and from there on the first of each kind in every {1}.',
    whole(wholeTo),
    every,
  );
}

interface EventListProps {
  readonly run: ShownRun;
  readonly events: readonly TrainingEvent[];
  readonly close: () => void;
}

function EventList({ run, events, close }: EventListProps) {
  const inspector = useInspector();
  const epoch = inspector.state.player.epoch.value ?? 0;
  const nearest = Math.min(
    firstIndex(events, (event) => event.epoch >= epoch),
    Math.max(0, events.length - 1),
  );
  const [start, setStart] = useState(Math.floor(nearest / PAGE) * PAGE);
  const [focused, setFocused] = useState(nearest);
  const list = useRef<HTMLTableSectionElement>(null);
  const page = events.slice(start, start + PAGE);
  const turn = (to: number) => {
    setStart(to);
    setFocused(to);
  };
  const walk = (event: KeyboardEvent) => {
    const last = page.length - 1;
    const at = focused - start;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const within = Math.min(Math.max(to, 0), last);
    setFocused(start + within);
    list.current?.querySelectorAll<HTMLElement>('button')[within]?.focus();
  };
  if (events.length === 0) return <p class="muted">{t('Nothing yet.')}</p>;
  return (
    <>
      {start > 0 && <Button onClick={() => turn(start - PAGE)}>{t('Earlier: {0}', PAGE)}</Button>}
      <div class="event-list">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('epoch')}</th>
              <th scope="col">{t('event')}</th>
            </tr>
          </thead>
          <tbody ref={list} onKeyDown={walk}>
            {page.map((event, i) => (
              <tr key={start + i} data-here={event.epoch === epoch}>
                <td>{whole(event.epoch)}</td>
                <td>
                  <button
                    tabIndex={start + i === focused ? 0 : -1}
                    data-first={start + i === nearest ? true : undefined}
                    aria-label={t('epoch {0}: {1}', whole(event.epoch), eventWords(run, event))}
                    onClick={() => {
                      close();
                      goTo(inspector, event);
                    }}
                  >
                    {eventWords(run, event)}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {start + PAGE < events.length && (
        <Button onClick={() => turn(start + PAGE)}>
          {t('Later: {0}', whole(Math.min(PAGE, events.length - start - PAGE)))}
        </Button>
      )}
    </>
  );
}
