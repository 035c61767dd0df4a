import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import { COMMANDS, FOCUS_KEYS, shownPress } from '../commands.ts';
import { epochX } from '../paint/eventMarks.ts';
import { accessibilityProblems } from './axe.ts';
import { trainRun } from './fakeHost.ts';
import type { TrainedRun } from './fakeHost.ts';
import { openInspector } from './inspectorPage.ts';
import type { OpenInspector } from './inspectorPage.ts';
import { THEMES } from './themes.ts';

let run: TrainedRun;
let open: OpenInspector;
beforeAll(() => {
  run = trainRun({});
});
afterEach(async () => {
  expect(open.problems).toEqual([]);
  expect(open.host.asked.problems).toEqual([]);
  await open.close();
});

const events = () => open.page.getByRole('button', { name: /events?: list \(E\)$/ });
const note = () => open.page.locator('.event-note');
const row = () => open.page.locator('.row-number');
const blur = () => open.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());

/** Opens the tutorial's run, once all of its past has been read. */
async function openRead(options?: Parameters<typeof openInspector>[1]): Promise<void> {
  open = await openInspector(run, options);
  await open.page.getByRole('button', { name: '24 events: list (E)' }).waitFor();
}

/** Where the mark of an epoch lies in the window; ticks are below the track. */
async function tickOf(epoch: number): Promise<{ readonly x: number; readonly y: number }> {
  const box = (await open.page.locator('.event-marks').boundingBox())!;
  return { x: box.x + Math.round(epochX(epoch, 2600, box.width)), y: box.y + 33 };
}

describe('a mark', () => {
  test('names its event, and leads to its epoch and row', async () => {
    await openRead();
    const { x, y } = await tickOf(147);
    await open.page.mouse.move(x, y);
    expect(await open.page.getByRole('tooltip').textContent()).toBe('epoch 147: row 109 setosa → virginica');
    await open.page.mouse.click(x, y);
    await expect.poll(() => open.epoch()).toBe(147);
    expect(await row().textContent()).toBe('109');
    expect(await note().textContent()).toBe('row 109 setosa → virginica');
    expect(open.host.asked.selections.at(-1)).toMatchObject({ row: 108 });
  });

  test('of several events counts them, and is walked through click by click', async () => {
    await openRead();
    const { x, y } = await tickOf(45);
    await open.page.mouse.move(x, y);
    const text = (await open.page.getByRole('tooltip').textContent()) ?? '';
    expect(text).toMatch(/^\d events from epoch \d+ to \d+\nepoch /);
    const epochs = [...text.matchAll(/^epoch (\d+):/gm)].map(([, epoch]) => Number(epoch));
    await open.page.keyboard.press('Home');
    for (const epoch of epochs) {
      await open.page.mouse.click(x, y);
      await expect.poll(() => open.epoch()).toBe(epoch);
    }
  });

  test('above the track is the best test loss', async () => {
    await openRead();
    const box = (await open.page.locator('.event-marks').boundingBox())!;
    await open.page.mouse.move(box.x + epochX(2600, 2600, box.width), box.y + 7);
    expect(await open.page.getByRole('tooltip').textContent()).toBe('epoch 2,600: best test loss, 0.3988');
  });

  test('of the best test loss stands nowhere before the run has ended: until then it is that so far', async () => {
    open = await openInspector(null);
    const { page, host } = open;
    await host.page.showRun(run.header);
    await host.sendStates(run, 0, 1001);
    const loss = (epoch: number) => run.history.score(epoch, 'testLoss').toFixed(4);
    await expect.poll(() => open.epoch()).toBe(1000);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => note().textContent()).toBe(`best test loss so far, ${loss(1000)}`);
    expect(await page.locator('.event-milestone').first().getAttribute('d')).toBe('');
    await page.locator('#tab-curves').click();
    await page.getByRole('button', { name: `best test loss so far ${loss(1000)} at epoch 1,000` }).waitFor();
    await host.sendStates(run, 1001, 2601);
    await host.page.showStatus('run-1', { state: 'completed' }, 2601);
    await page.getByRole('button', { name: `◇ best test loss ${loss(2600)} at epoch 2,600` }).waitFor();
    await expect.poll(() => page.locator('.event-milestone').first().getAttribute('d')).toMatch(/^M/);
    await page.keyboard.press('End');
    await expect.poll(() => note().textContent()).toBe(`best test loss, ${loss(2600)}`);
  });

  test.each([1280, 800, 500])('never covers the thumb, %d px wide', async (width) => {
    await openRead({ viewport: { width, height: 860 } });
    const covered = await open.page.evaluate(() => {
      const { left, top, right } = document.querySelector('.event-marks')!.getBoundingClientRect();
      const over: string[] = [];
      for (let x = left + 1; x < right; x += 1) {
        for (const y of [13.5, 20, 27.5]) {
          const hit = document.elementFromPoint(x, top + y);
          if (!hit?.matches('.scrubber')) over.push(`${x} ${y} ${hit?.className ?? ''}`);
        }
      }
      return over;
    });
    expect(covered).toEqual([]);
  });
});

test('[ and ] go from event to event, and say what happened', async () => {
  await openRead();
  await blur();
  await open.page.keyboard.press('Home');
  const walk: readonly (readonly [key: string, epoch: number, row: string, words: string])[] = [
    [']', 23, '132', 'row 132 setosa → versicolor'],
    [']', 33, '132', 'row 132 versicolor → virginica'],
    [']', 38, '144', 'row 144 setosa → virginica'],
    ['[', 33, '132', 'row 132 versicolor → virginica'],
  ];
  for (const [key, epoch, number, words] of walk) {
    await open.page.keyboard.press(key);
    await expect.poll(() => note().textContent()).toBe(words);
    expect([await open.epoch(), await row().textContent()]).toEqual([epoch, number]);
  }
  await open.page.keyboard.press('ArrowRight');
  await expect.poll(() => note().textContent()).toBe('');
});

describe('the list of events', () => {
  test('holds all of them as buttons, and takes the keyboard there and back', async () => {
    await openRead();
    await open.showEpoch(62);
    await blur();
    await open.page.keyboard.press('e');
    const list = open.page.getByRole('dialog', { name: 'Events' });
    expect(await list.getByRole('button', { name: /^epoch / }).count()).toBe(24);
    const here = list.getByRole('button', { name: 'epoch 62: row 57 setosa → virginica' });
    await expect.poll(() => here.evaluate((button) => button === document.activeElement)).toBe(true);
    await open.page.keyboard.press('ArrowDown');
    await open.page.keyboard.press('Enter');
    await list.waitFor({ state: 'detached' });
    await expect.poll(() => open.epoch()).toBe(64);
    expect(await row().textContent()).toBe('133');
  });

  test('shows one kind at a time, and Escape leaves the page as it was', async () => {
    await openRead();
    await events().focus();
    await open.page.keyboard.press('Enter');
    const list = open.page.getByRole('dialog', { name: 'Events' });
    await list.getByRole('button', { name: 'milestones 1' }).click();
    const named = list.getByRole('button', { name: /^epoch / });
    expect(await named.allTextContents()).toEqual(['best test loss, 0.3988']);
    await open.page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    expect(await open.epoch()).toBe(2600);
    expect(await events().evaluate((button) => button === document.activeElement)).toBe(true);
  });

  test('of tens of thousands is written out page by page', async () => {
    const training = { ...DEFAULT_CONFIG.training, learningRate: 0.3 };
    open = await openInspector(trainRun({ config: { ...DEFAULT_CONFIG, training } }));
    await open.page.getByRole('button', { name: '53,145 events: list (E)' }).waitFor();
    await open.showEpoch(0);
    await events().click();
    const list = open.page.getByRole('dialog', { name: 'Events' });
    const named = list.getByRole('button', { name: /^epoch / });
    expect(await named.count()).toBe(200);
    const first = await named.first().textContent();
    await list.getByRole('button', { name: 'Later: 200' }).click();
    await list.getByRole('button', { name: 'Earlier: 200' }).waitFor();
    expect([await named.count(), (await named.first().textContent()) === first]).toEqual([200, false]);
  });

  test('of very many says up to where all are kept, and counts them all', async () => {
    const training = { ...DEFAULT_CONFIG.training, learningRate: 0.3 };
    const split = { testSize: 0.8, randomState: 42, stratify: false } as const;
    open = await openInspector(trainRun({ config: { ...DEFAULT_CONFIG, split, training } }));
    await open.page.getByRole('button', { name: /^19\d,\d{3} events: list \(E\)$/ }).waitFor();
    await events().click();
    const list = open.page.getByRole('dialog', { name: 'Events' });
    expect(await list.getByRole('status').textContent()).toMatch(
      /^What happened in 2,600 epochs\. They are too many to keep: all are listed up to epoch 1,320, and from there on the first of each kind in every 2 epochs\.$/,
    );
    await list.getByRole('button', { name: 'class changes 195,350' }).waitFor();
  });

  test('says so where a run is too large for events', async () => {
    const training = { ...DEFAULT_CONFIG.training, epochs: 250_000 };
    const header = { ...run.header, config: { ...DEFAULT_CONFIG, training } };
    open = await openInspector(null);
    await open.host.page.showRun(header);
    await open.host.sendStates(run, 0, 100);
    await open.page.getByRole('button', { name: 'events unknown: list (E)' }).click();
    expect(await open.page.getByRole('dialog').textContent()).toContain('This run is too large');
  });
});

describe('the list of keys', () => {
  test('holds every key that works, and gives the focus back', async () => {
    await openRead();
    const button = open.page.getByRole('button', { name: 'Keys (?)' });
    await button.focus();
    await open.page.keyboard.press('Enter');
    const dialog = open.page.getByRole('dialog', { name: 'Keys' });
    const listed = await dialog.locator('kbd').allTextContents();
    const known = [...COMMANDS, ...FOCUS_KEYS].flatMap(({ presses }) => presses.map(shownPress));
    expect([...listed].sort()).toEqual([...known].sort());
    await open.page.keyboard.press('ArrowLeft'); // not for the page behind
    await open.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await open.epoch()).toBe(2600);
    expect(await button.evaluate((inner) => inner.matches(':focus'))).toBe(true);
  });

  test('opens with ?, and a press beside it closes it', async () => {
    await openRead();
    await blur();
    await open.page.keyboard.press('?');
    const dialog = open.page.getByRole('dialog', { name: 'Keys' });
    await dialog.waitFor();
    await open.page.mouse.click(3, 400);
    await dialog.waitFor({ state: 'detached' });
  });

  /** What to focus for a key of FOCUS_KEYS, and what it changes. */
  const FOCUSED: Readonly<Record<string, readonly [selector: string, seen: string]>> = {
    'in the tabs: view before, after': ['[role=tab][aria-selected=true]', '[role=tab][aria-selected=true]'],
    'in Rows: row before, after': ['.rows-focus', '.row-number'],
    'in the graph: unit before, after': ['.unit[data-chosen=true]', '.unit[data-chosen=true]'],
    'among numbers: number above, below': ['.matrix td[tabindex="0"]', '.matrix td:focus'],
    'among numbers: number to the left, right': ['.matrix td[tabindex="0"]', '.matrix td:focus'],
    'on a number, the selected unit or Rows: open its arithmetic': ['.matrix td[tabindex="0"]', '.inspector'],
  };
  test.each(FOCUS_KEYS)('$description', async ({ description, presses }) => {
    await openRead();
    const [selector, seen] = FOCUSED[description]!;
    const text = () => open.page.locator(seen).first().textContent();
    for (const press of [...presses].reverse()) {
      await open.page.locator(selector).first().focus();
      await expect
        .poll(() =>
          open.page
            .locator(selector)
            .first()
            .evaluate((one) => one.matches(':focus')),
        )
        .toBe(true);
      const before = await text();
      await open.page.keyboard.press(press);
      await expect.poll(text).not.toBe(before);
    }
  });
});

test.each(THEMES)('axe finds nothing in the lists, in %s', async (theme) => {
  await openRead({ theme });
  for (const [key, name] of [
    ['?', 'Keys'],
    ['e', 'Events'],
  ] as const) {
    await blur();
    await open.page.keyboard.press(key);
    await open.page.getByRole('dialog', { name }).waitFor();
    expect(await accessibilityProblems(open.page)).toEqual([]);
    await open.page.keyboard.press('Escape');
    await open.page.getByRole('dialog').waitFor({ state: 'detached' });
  }
});

test('plays backwards by button and by Shift+Space, and stops at the start', async () => {
  await openRead();
  const button = open.page.getByRole('button', { name: 'Play backwards (Shift+Space)' });
  await open.showEpoch(2000);
  await button.click();
  await expect.poll(() => open.epoch()).toBeLessThan(1990);
  await open.page.getByRole('button', { name: 'Play backwards (Shift+Space)', pressed: true }).waitFor();
  await open.page.getByRole('button', { name: 'Hold the cursor (Space)' }).click();
  const held = await open.epoch();
  await open.page.getByRole('button', { name: 'Play backwards (Shift+Space)', pressed: false }).waitFor();
  expect(held).toBeGreaterThan(0);
  await open.showEpoch(40);
  await blur();
  await open.page.keyboard.press('Shift+Space');
  await expect.poll(() => open.epoch()).toBe(0);
  await open.page.getByRole('button', { name: 'Play the epochs (Space)' }).waitFor();
});

test('1 to 5 show the views, P the phases of the epoch, and Escape leaves them', async () => {
  await openRead();
  await blur();
  const tab = () => open.page.locator('[role=tab][aria-selected=true]').textContent();
  for (const [key, name] of Object.entries({ 2: 'Arrays', 4: 'Curves', 1: 'Network' })) {
    await open.page.keyboard.press(key);
    await expect.poll(tab).toBe(name);
  }
  const inside = open.page.getByRole('button', { name: 'Step inside this epoch (P)' });
  await open.page.keyboard.press('p');
  await inside.waitFor({ state: 'detached' });
  await open.page.keyboard.press('Escape');
  await inside.waitFor();
});
