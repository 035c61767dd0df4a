import { assertNever } from '#engine/assertNever';
import { firstIndex } from '#engine/firstIndex';
import type { EventKind, TrainingEvent } from '#engine/trainingEvents';
import { t } from '#engine/translation';
import type { Inspector } from './components/context.ts';
import { count, fixed, whole } from './format.ts';
import { unitName } from './names.ts';
import type { ShownRun } from './run.ts';
import type { Chosen } from './state.ts';

/** How events are told apart on the timeline: what happens to the run, rises that may come in hundreds, class flips. */
export type EventClass = 'milestones' | 'rises' | 'flips';

const KINDS: Readonly<Record<EventClass, readonly EventKind[]>> = {
  milestones: ['died', 'revived', 'born', 'bestTestLoss', 'bestTestLossSoFar'],
  rises: ['lossRises'],
  flips: ['flip'],
};

export function classOf({ kind }: TrainingEvent): EventClass {
  if (kind === 'flip') return 'flips';
  return kind === 'lossRises' ? 'rises' : 'milestones';
}

/** How many events of a class, or of all, the epochs read have. */
export function eventCount({ chronicle }: ShownRun, wanted: EventClass | 'all' = 'all'): number {
  const kinds = wanted === 'all' ? Object.values(KINDS).flat() : KINDS[wanted];
  return chronicle?.eventCount(kinds) ?? 0;
}

/** Does it stand on the timeline? The best test loss so far does not: it moves on with the newest epoch. */
export function isMarked({ kind }: TrainingEvent): boolean {
  return kind !== 'bestTestLossSoFar';
}

/** What happened, in words: "row 57 versicolor → virginica". */
export function eventWords(run: ShownRun, event: TrainingEvent): string {
  const { experiment, history } = run;
  switch (event.kind) {
    case 'flip': {
      const { classes } = experiment.dataset;
      return t('row {0} {1} → {2}', event.row + 1, classes[event.from] ?? '', classes[event.to] ?? '');
    }
    case 'died':
      return t('{0} dies, it fires on no training row', unitName(experiment, event.layer, event.unit));
    case 'revived':
      return t('{0} fires again', unitName(experiment, event.layer, event.unit));
    case 'born':
      return t('{0} fires for the first time', unitName(experiment, event.layer, event.unit));
    case 'bestTestLoss':
    case 'bestTestLossSoFar': {
      const kind = experiment.split.test === experiment.split.train ? t('loss') : t('test loss');
      const sofar = event.kind === 'bestTestLossSoFar' ? t(' so far') : '';
      return t('best {0}{1}, {2}', kind, sofar, fixed(history.score(event.epoch, 'testLoss'), 4));
    }
    case 'lossRises':
      return t('training loss begins to rise');
    default:
      return assertNever(event);
  }
}

/** "epoch 62: row 57 versicolor → virginica" */
export function eventLine(run: ShownRun, event: TrainingEvent): string {
  return t('epoch {0}: {1}', whole(event.epoch), eventWords(run, event));
}

/** How many events a mark names before it counts the rest. */
const MOST_NAMED = 5;

/** One event by its line; several by their number, their epochs and the first few lines. Where not all are kept it says so. */
export function eventLines(run: ShownRun, events: readonly TrainingEvent[]): string {
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last) return '';
  const isThinned = last.epoch > (run.chronicle?.wholeTo ?? Infinity);
  if (events.length === 1 && !isThinned) return eventLine(run, first);
  const place =
    first.epoch === last.epoch
      ? t('at epoch {0}', whole(first.epoch))
      : t('from epoch {0} to {1}', whole(first.epoch), whole(last.epoch));
  const named = events.slice(0, MOST_NAMED).map((event) => eventLine(run, event));
  const rest = events.length - named.length;
  return [
    `${isThinned ? t('at least ') : ''}${count(events.length, 'event')} ${place}`,
    ...named,
    ...(rest > 0 ? [t('and {0} more', whole(rest))] : []),
  ].join('\n');
}

/** Is an event about the selected row or unit? */
export function isAbout(event: TrainingEvent, { row, layer, unit }: Chosen): boolean {
  if (event.kind === 'flip') return event.row === row;
  if (!('unit' in event)) return false;
  return event.layer === layer && event.unit === (unit ?? event.unit);
}

/** Shows an event's epoch, and selects the row or unit that it is about. */
export function goTo({ state, select }: Inspector, event: TrainingEvent): void {
  state.player.seek(event.epoch);
  if (event.kind === 'flip') select({ row: event.row });
  else if ('unit' in event) select({ layer: event.layer, unit: event.unit });
}

/** Goes to the nearest epoch before or after this one at which something happened; the selection stays if it is about it. */
export function goToNext(inspector: Inspector, step: 1 | -1): void {
  const { events, player, chosen, run, pastIs } = inspector.state;
  const epoch = player.epoch.value ?? -1;
  const all = events.value;
  const at =
    step === 1
      ? firstIndex(all, (event) => event.epoch > epoch)
      : firstIndex(all, (event) => event.epoch >= epoch) - 1;
  const next = all[at];
  if (!next) return;
  const there = run.value?.chronicle?.eventsAt(next.epoch, pastIs.value) ?? [];
  goTo(inspector, there.find((event) => isAbout(event, chosen.value)) ?? there[0] ?? next);
}
