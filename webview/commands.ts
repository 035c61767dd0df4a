import { t } from '#engine/translation';
import type { Inspector } from './components/context.ts';
import { pressName } from './keys.ts';
import type { KeyPress } from './keys.ts';
import { goToNext } from './timelineEvents.ts';
import { TABS, TAB_NAMES } from './viewOptions.ts';
import type { Tab } from './viewOptions.ts';

export const KEY_GROUPS = ['Timeline', 'Phases', 'Views', 'Selection'] as const;
export type KeyGroup = (typeof KEY_GROUPS)[number];

/** What the groups are called. */
export const GROUP_NAMES: Readonly<Record<KeyGroup, string>> = {
  Timeline: t('Timeline'),
  Phases: t('Phases'),
  Views: t('Views'),
  Selection: t('Selection'),
};

/** A line of the list of keys: presses as `pressName` writes them, in the order in which the description tells of them. */
export interface KeyLine {
  readonly group: KeyGroup;
  readonly description: string;
  readonly presses: readonly string[];
}

type Act = (inspector: Inspector) => void;

/** Keys that work wherever the focus is, but where a control needs them itself. */
interface Command extends KeyLine {
  readonly acts: Readonly<Record<string, Act>>; // by press
  /** Is there something to do? Else the key is left to whoever else may want it. */
  readonly isDue: (inspector: Inspector) => boolean;
}

const step =
  (epochs: number): Act =>
  ({ state }) =>
    state.player.step(epochs);
const open =
  (dialog: 'keys' | 'events'): Act =>
  ({ state }) => {
    state.dialog.value = dialog;
  };
const show =
  (tab: Tab): Act =>
  ({ state }) =>
    state.setOptions({ tab });

const ALWAYS: readonly Tab[] = TABS.filter((tab) => tab !== 'seeds');

/** Every key that the page answers to by itself. What is listed works, and what works is listed. */
export const COMMANDS: readonly Command[] = [
  command('Timeline', t('play, or hold'), { ' ': ({ state }) => state.player.toggle() }),
  command('Timeline', t('play backwards, or hold'), {
    'Shift+ ': ({ state }) => state.player.toggleBackwards(),
  }),
  command('Timeline', t('an epoch back, on'), { ArrowLeft: step(-1), ArrowRight: step(1) }),
  command('Timeline', t('ten epochs back, on'), {
    'Shift+ArrowLeft': step(-10),
    'Shift+ArrowRight': step(10),
  }),
  command('Timeline', t('a hundred epochs back, on'), { PageUp: step(-100), PageDown: step(100) }),
  command('Timeline', t('first epoch, newest epoch'), {
    Home: ({ state }) => state.player.seek(0),
    End: ({ state }) => state.player.last(),
  }),
  command('Timeline', t('event before, after'), {
    '[': (inspector) => goToNext(inspector, -1),
    ']': (inspector) => goToNext(inspector, 1),
  }),
  command('Timeline', t('all events as a list'), { e: open('events') }),
  command(
    'Timeline',
    t('retrain with the changed configuration'),
    { r: ({ retrain }) => retrain() },
    ({ state }) => state.movedOn.value !== null,
  ),
  command('Phases', t('phases of the epoch on, off'), { p: ({ state }) => state.phases.toggle() }),
  command('Phases', t('phase before, after'), {
    ',': ({ state }) => state.phases.previous(),
    '.': ({ state }) => state.phases.next(),
  }),
  command(
    'Views',
    ALWAYS.map((tab) => TAB_NAMES[tab]).join(', '),
    Object.fromEntries(ALWAYS.map((tab, i) => [String(i + 1), show(tab)])),
  ),
  command(
    'Views',
    t('Seeds, once they have been swept'),
    { [ALWAYS.length + 1]: show('seeds') },
    ({ state }) => state.sweep.value !== null,
  ),
  command('Views', t('alerts beside the pages, or not'), { a: toggleAlerts }),
  command('Views', t('this list of keys'), { '?': open('keys') }),
  command(
    'Selection',
    t('close the arithmetic, then leave the phases'),
    { Escape: closeInnermost },
    ({ state }) => state.cell.value !== null || state.phases.index.value !== null,
  ),
];

/** Keys of controls that have the focus; they see to them themselves. */
export const FOCUS_KEYS: readonly KeyLine[] = [
  { group: 'Views', description: t('in the tabs: view before, after'), presses: ['ArrowLeft', 'ArrowRight'] },
  { group: 'Selection', description: t('in Rows: row before, after'), presses: ['ArrowUp', 'ArrowDown'] },
  {
    group: 'Selection',
    description: t('in the graph: unit before, after'),
    presses: ['ArrowUp', 'ArrowDown'],
  },
  {
    group: 'Selection',
    description: t('among numbers: number above, below'),
    presses: ['ArrowUp', 'ArrowDown'],
  },
  {
    group: 'Selection',
    description: t('among numbers: number to the left, right'),
    presses: ['Alt+ArrowLeft', 'Alt+ArrowRight'],
  },
  {
    group: 'Selection',
    description: t('on a number, the selected unit or Rows: open its arithmetic'),
    presses: ['Enter'],
  },
];

/** What a press asks for now; nothing if it is no command. */
export function commandOf(press: KeyPress, inspector: Inspector): Act | undefined {
  const name = pressName(press);
  if (name === undefined) return undefined;
  const found = COMMANDS.find(({ presses }) => presses.includes(name));
  return found?.isDue(inspector) ? found.acts[name] : undefined;
}

function command(
  group: KeyGroup,
  description: string,
  acts: Readonly<Record<string, Act>>,
  isDue: Command['isDue'] = () => true,
): Command {
  return { group, description, presses: Object.keys(acts), acts, isDue };
}

function toggleAlerts({ state }: Inspector): void {
  state.setOptions({ alerts: state.options.value.alerts === 'shown' ? 'hidden' : 'shown' });
}

function closeInnermost({ state, open: openCell }: Inspector): void {
  if (state.cell.value) openCell(null);
  else state.phases.leave();
}

const SHOWN: Readonly<Record<string, string>> = {
  ' ': t('Space'),
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Home: t('Home'),
  End: t('End'),
  PageUp: t('Page Up'),
  PageDown: t('Page Down'),
  Escape: t('Esc'),
};

/** A press as people read it: "Shift ←", "Alt ←", "P". */
export function shownPress(press: string): string {
  const [, modifier, key = press] = /^(?:(Shift|Alt)\+)?(.+)$/.exec(press) ?? [];
  const name = SHOWN[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  if (modifier === undefined) return name;
  return `${modifier === 'Shift' ? t('Shift') : modifier} ${name}`;
}
