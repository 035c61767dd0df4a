import { assertNever } from '#engine/assertNever';
import { firstIndex } from '#engine/firstIndex';
import type { EventKind, TrainingEvent } from '#engine/trainingEvents';
import type { Inspector } from './components/context.ts';
import { count, fixed, whole } from './format.ts';
import { testName, unitName } from './names.ts';
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
      return `row ${event.row + 1} ${classes[event.from] ?? ''} → ${classes[event.to] ?? ''}`;
    }
    case 'died':
      return `${unitName(experiment, event.layer, event.unit)} dies, it fires on no training row`;
    case 'revived':
      return `${unitName(experiment, event.layer, event.unit)} fires again`;
    case 'born':
      return `${unitName(experiment, event.layer, event.unit)} fires for the first time`;
    case 'bestTestLoss':
    case 'bestTestLossSoFar': {
      const kind = testName(experiment) === 'test' ? 'test loss' : 'loss';
      const sofar = event.kind === 'bestTestLossSoFar' ? ' so far' : '';
      return `best ${kind}${sofar}, ${fixed(history.score(event.epoch, 'testLoss'), 4)}`;
    }
    case 'lossRises':
      return 'training loss begins to rise';
    default:
      return assertNever(event);
  }
}

/** "epoch 62: row 57 versicolor → virginica" */
export function eventLine(run: ShownRun, event: TrainingEvent): string {
  return `epoch ${whole(event.epoch)}: ${eventWords(run, event)}`;
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
      ? `at epoch ${whole(first.epoch)}`
      : `from epoch ${whole(first.epoch)} to ${whole(last.epoch)}`;
  const named = events.slice(0, MOST_NAMED).map((event) => eventLine(run, event));
  const rest = events.length - named.length;
  return [
    `${isThinned ? 'at least ' : ''}${count(events.length, 'event')} ${place}`,
    ...named,
    ...(rest > 0 ? [`and ${whole(rest)} more`] : []),
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
