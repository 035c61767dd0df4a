import { describe, expect, test } from 'vitest';
import type { CellAddress } from '#engine/arrays';
import type { Selection } from '#protocol/api';
import { COMMANDS, KEY_GROUPS, commandOf, shownPress } from '../commands.ts';
import type { Inspector } from '../components/context.ts';
import { pressName } from '../keys.ts';
import type { KeyPress } from '../keys.ts';
import { InspectorState } from '../state.ts';
import type { Tooltip } from '../tooltip.ts';
import { trainRun } from './fakeHost.ts';
import { HandClock } from './handClock.ts';

const RUN = trainRun({});
const PLAIN: KeyPress = { key: '', shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

/** A keyboard's press that gives a name. */
function pressOf(name: string): KeyPress {
  const key = name.replace('Shift+', '');
  return { ...PLAIN, key, shiftKey: name !== key };
}

let retrainings = 0;

/** An inspector without a page, in the middle of a run, with the arithmetic of a number open. */
function inspector(): Inspector {
  const clock = new HandClock();
  const state = new InspectorState(clock, () => true);
  state.showRun(RUN.header, null);
  state.receive({ runId: RUN.header.id, offset: 0, data: RUN.history.data });
  state.showStatus(RUN.header.id, RUN.status, RUN.history.length);
  clock.tick(16);
  state.showSweep({ id: 'a', name: 'Tutorial', seeds: [1], outcomes: [], state: 'running', isNew: false });
  state.setOptions({ tab: 'samples' });
  state.player.seek(700);
  state.open({ name: 'Z', layer: 1, row: 3, column: 2 });
  const nothing = () => undefined;
  retrainings = 0;
  return {
    state,
    tooltip: {} as Tooltip,
    retrain: () => void retrainings++,
    retrainWith: nothing,
    breakRun: nothing,
    openRun: nothing,
    did: nothing,
    pause: nothing,
    resume: nothing,
    stop: nothing,
    keepDraft: nothing,
    openSeed: nothing,
    select: (part: Partial<Selection>) => state.select({ row: null, layer: null, unit: null, ...part }),
    open: (cell: CellAddress | null) => state.open(cell),
  };
}

function seen({ state }: Inspector) {
  const { player, phases } = state;
  return {
    epoch: player.epoch.value,
    motion: player.motion.value,
    direction: player.direction.value,
    phase: phases.index.value,
    tab: state.options.value.tab,
    alerts: state.options.value.alerts,
    dialog: state.dialog.value,
    cell: state.cell.value,
    chosen: state.chosen.value,
    retrainings,
  };
}

/** What a press changes, and nothing else. */
function changed(name: string, prepare: (given: Inspector) => void = () => undefined) {
  const given = inspector();
  prepare(given);
  const before = seen(given);
  commandOf(pressOf(name), given)?.(given);
  const after = Object.entries(seen(given));
  return Object.fromEntries(
    after.filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key as keyof typeof before]),
    ),
  );
}

describe('a key', () => {
  /** The selection goes to the flipped row, and the open arithmetic along with it. */
  const flip = (row: number) => ({
    chosen: { row, layer: 1, unit: 2 },
    cell: { name: 'Z', layer: 1, row, column: 2 },
  });
  test.each<[press: string, change: object]>([
    [' ', { motion: 'playing' }],
    ['Shift+ ', { motion: 'playing', direction: 'backwards' }],
    ['ArrowLeft', { epoch: 699 }],
    ['ArrowRight', { epoch: 701 }],
    ['Shift+ArrowLeft', { epoch: 690 }],
    ['Shift+ArrowRight', { epoch: 710 }],
    ['PageUp', { epoch: 600 }],
    ['PageDown', { epoch: 800 }],
    ['Home', { epoch: 0 }],
    ['End', { epoch: 2600 }],
    ['[', { epoch: 285, ...flip(78) }],
    [']', { epoch: 977, ...flip(68) }],
    ['e', { dialog: 'events' }],
    ['p', { phase: 0 }],
    [',', { phase: 10 }],
    ['.', { phase: 0 }],
    ['1', { tab: 'network' }],
    ['2', { tab: 'arrays' }],
    ['4', { tab: 'curves' }],
    ['5', { tab: 'tutorial' }],
    ['6', { tab: 'lessons' }],
    ['?', { dialog: 'keys' }],
    ['Escape', { cell: null }],
    ['a', { alerts: 'shown' }],
    ['b', {}],
    ['r', {}], // nothing has changed
  ])('%s', (press, change) => {
    expect(changed(press)).toEqual(change);
  });

  test('3', () => {
    expect(changed('3', ({ state }) => state.setOptions({ tab: 'network' }))).toEqual({ tab: 'samples' });
  });

  test('Escape leaves the phases once the arithmetic is closed, and then belongs to others', () => {
    const given = inspector();
    given.state.phases.show(2);
    const press = () => commandOf(pressOf('Escape'), given)?.(given);
    press();
    expect([given.state.cell.value, given.state.phases.index.value]).toEqual([null, 2]);
    press();
    expect(given.state.phases.index.value).toBeNull();
    expect(commandOf(pressOf('Escape'), given)).toBeUndefined();
  });

  test.each([1, -1])('%i stays where there is no further event', (step) => {
    const end = step === 1 ? 2600 : 0;
    expect(changed(step === 1 ? ']' : '[', ({ state }) => state.player.seek(end))).toEqual({});
  });
});

test('a tab that is not there cannot be chosen', () => {
  const given = inspector();
  given.state.showSweep(null);
  expect(commandOf(pressOf('7'), given)).toBeUndefined();
});

describe('the list of keys', () => {
  const presses = COMMANDS.flatMap((command) => command.presses);

  test('has every press once, in a group that is shown', () => {
    expect(new Set(presses).size).toBe(presses.length);
    for (const { group } of COMMANDS) expect(KEY_GROUPS).toContain(group);
  });

  test.each(presses)('"%s" does something', (press) => {
    const tab = press === '3' ? 'network' : 'samples';
    const change = changed(press, ({ state }) => {
      state.setOptions({ tab });
      state.movedOn.value = 'learningRate 3e-5 → 1e-4';
    });
    expect(change).not.toEqual({});
  });

  test('says how keys are called', () => {
    const names = [' ', 'Shift+ArrowLeft', 'p', '[', 'PageUp', 'Home'].map(shownPress);
    expect(names).toEqual(['Space', 'Shift ←', 'P', '[', 'Page Up', 'Home']);
  });
});

test.each<[Partial<KeyPress>, string | undefined]>([
  [{ key: 'P', shiftKey: true }, 'p'],
  [{ key: '?', shiftKey: true }, '?'],
  [{ key: 'Home', shiftKey: true }, 'Home'],
  [{ key: 'ArrowLeft', altKey: true }, undefined],
  [{ key: ' ', ctrlKey: true }, undefined],
  [{ key: 'p', ctrlKey: true }, undefined],
  [{ key: '[', ctrlKey: true }, undefined],
  [{ key: '[', ctrlKey: true, altKey: true }, '['], // AltGr, as German and French keyboards have it
  [{ key: '[', altKey: true }, '['], // Option
  [{ key: ']', metaKey: true }, undefined],
])('%j is the press %s', (press, name) => {
  expect(pressName({ ...PLAIN, ...press })).toBe(name);
});
