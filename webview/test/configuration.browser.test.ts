import type { Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG, DEFAULT_SPLIT } from '#engine/config';
import type { TrainingConfig } from '#engine/config';
import type {
  ConfigurationHostApi,
  ConfigurationPageApi,
  ConfigurationProblem,
  FormTarget,
} from '#protocol/api';
import { connect } from '#protocol/transport';
import type { Remote } from '#protocol/transport';
import { accessibilityProblems } from './axe.ts';
import { eventually } from './eventually.ts';
import { openPage } from './page.ts';
import type { OpenPage, PageOptions } from './page.ts';
import { THEMES } from './themes.ts';

/** A form with this test in the place of the host, which shows `config` when the page is ready. */
interface OpenForm extends OpenPage {
  readonly host: Remote<ConfigurationPageApi>;
  readonly said: Said;
}

interface Said {
  ready: number;
  readonly changes: TrainingConfig[];
  readonly trainings: TrainingConfig[];
  readonly live: TrainingConfig[];
  readonly problems: string[];
  readonly chosen: string[];
}

const IRIS = { name: 'iris', nRows: 150, nFeatures: 4, nClasses: 3 };

let form: OpenForm | undefined;

async function openForm(
  answer: TrainingConfig | readonly ConfigurationProblem[] | FormTarget = DEFAULT_CONFIG,
  options: Omit<PageOptions, 'bundle'> = {},
): Promise<OpenForm> {
  const said: Said = { ready: 0, changes: [], trainings: [], live: [], problems: [], chosen: [] };
  const opened = await openPage({ bundle: 'configuration', ...options });
  const local: ConfigurationHostApi = {
    ready: () => {
      said.ready++;
      const answered =
        'network' in answer
          ? remote.showConfiguration(answer, IRIS, DEFAULT_SPLIT)
          : 'broken' in answer
            ? remote.showTarget(answer)
            : remote.showProblems(answer);
      answered.catch(() => undefined); // the page may be gone by now
    },
    choose: (target) => void said.chosen.push(target),
    change: (config) => void said.changes.push(config),
    train: (config) => void said.trainings.push(config),
    live: (config) => void said.live.push(config),
    problem: (text) => void said.problems.push(text),
  };
  const { remote } = connect<ConfigurationHostApi, ConfigurationPageApi>(opened.port, local);
  form = { ...opened, host: remote, said };
  await opened.page.locator('form.configuration > *').first().waitFor();
  return form;
}

/** Is an element whole in the window, and not covered by another? */
function inSight(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const root = element.getRootNode();
    const own = root instanceof ShadowRoot ? root.host : element; // what the toolkit draws lies inside its element
    const above = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return top >= 0 && bottom <= innerHeight && above !== null && own.contains(above);
  });
}

/** Zero problems through the whole suite, whatever the test was about. */
afterEach(async () => {
  const closing = form;
  form = undefined;
  await closing?.close();
  expect(closing?.problems ?? []).toEqual([]);
  expect(closing?.said.problems ?? []).toEqual([]);
});

const box = (page: Page, label: string): Locator => page.getByRole('textbox', { name: label, exact: true });
const choice = (page: Page, label: string): Locator =>
  page.getByRole('combobox', { name: label, exact: true });
const button = (page: Page, label: string): Locator => page.getByRole('button', { name: label, exact: true });
const message = (page: Page, text: string): Locator => page.getByText(text, { exact: true });

async function choose(page: Page, label: string, option: string): Promise<void> {
  await choice(page, label).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function texts(page: Page): Promise<string[]> {
  const boxes = ['Hidden units', 'Learning rate', 'Epochs', 'Seed', 'Test share'];
  return Promise.all(boxes.map((label) => box(page, label).inputValue()));
}

const withTraining = (changed: Partial<TrainingConfig['training']>): TrainingConfig => ({
  ...DEFAULT_CONFIG,
  training: { ...DEFAULT_CONFIG.training, ...changed },
});

const MIXED: TrainingConfig = {
  ...DEFAULT_CONFIG,
  network: {
    ...DEFAULT_CONFIG.network,
    hiddenLayers: [
      { units: 8, activation: 'tanh' },
      { units: 6, activation: 'relu' },
    ],
  },
};

const OTHER: TrainingConfig = {
  ...MIXED,
  preprocessing: { standardize: false, fitScalerOn: 'train' },
  split: { testSize: 0.5, randomState: 7, stratify: false },
};

describe('showing', () => {
  test('shows the seven values and the size of the split', async () => {
    const { page } = await openForm();
    await expect.poll(() => texts(page)).toEqual(['5', '0.00003', '2600', '2346827', '0.2']);
    expect(await choice(page, 'Activation').textContent()).toContain('ReLU');
    expect(await choice(page, 'Fit scaler on').textContent()).toContain('all rows');
    expect(await page.locator('.hint').allTextContents()).toEqual([
      '0: no hidden layer; 8, 6: two layers',
      '30 of 150 rows, split seed 42',
    ]);
    expect(await button(page, 'Reset to the tutorial').count()).toBe(0);
  });

  test('says why, when the file that it is to edit cannot be read, and what else could be edited', async () => {
    const choices = [
      { id: 'settings', label: 'Settings' },
      { id: 'file:///wine.irisnet.json', label: 'wine.irisnet.json' },
    ];
    const target = { current: 'file:///wine.irisnet.json', choices, broken: 'line 3: it is not JSON' };
    const { page, host, said } = await openForm(target);
    await page.getByText('wine.irisnet.json, line 3: it is not JSON').waitFor();
    expect(await button(page, 'Train').count()).toBe(0);
    await choose(page, 'Edits', 'Settings');
    await expect.poll(() => said.chosen).toEqual(['settings']);
    await host.showTarget({ ...target, current: 'settings', broken: null });
    await host.showConfiguration(DEFAULT_CONFIG, IRIS, DEFAULT_SPLIT);
    await expect.poll(() => texts(page)).toEqual(['5', '0.00003', '2600', '2346827', '0.2']);
  });

  test('takes what the host shows later', async () => {
    const { page, host } = await openForm();
    await host.showConfiguration(MIXED, { ...IRIS, nRows: 60 }, DEFAULT_SPLIT);
    await message(page, '12 of 60 rows, split seed 42').waitFor();
    await expect.poll(() => box(page, 'Hidden units').inputValue()).toBe('8, 6');
    await expect.poll(() => shownChoice(page, 'Activation')).toBe('mixed');
  });

  test('refuses a configuration of another shape, and keeps what it shows', async () => {
    const { page, host } = await openForm();
    const wrong = { ...DEFAULT_CONFIG, network: null } as unknown as TrainingConfig;
    await expect(host.showConfiguration(wrong, IRIS, DEFAULT_SPLIT)).rejects.toBeDefined();
    await expect.poll(() => box(page, 'Hidden units').inputValue()).toBe('5');
  });

  test('has nothing to choose where there is no hidden layer or no scaler', async () => {
    const { page } = await openForm({
      ...OTHER,
      network: { ...OTHER.network, hiddenLayers: [] },
    });
    await message(page, 'no hidden layer: softmax regression').waitFor();
    await message(page, 'features are not standardised').waitFor();
    await expect.poll(() => choice(page, 'Activation').getAttribute('aria-disabled')).toBe('true');
    await expect.poll(() => choice(page, 'Fit scaler on').getAttribute('aria-disabled')).toBe('true');
  });

  test('text from outside stays text', async () => {
    const { page, host } = await openForm();
    await host.showProblems([{ key: 'training.epochs', message: '<img src=x onerror=alert(1)>' }]);
    await message(page, '<img src=x onerror=alert(1)>').waitFor();
    expect(await page.locator('img').count()).toBe(0);
  });
});

/** What a closed dropdown shows. */
async function shownChoice(page: Page, label: string): Promise<string> {
  return choice(page, label).locator('[part=selected-value]').innerText();
}

describe('typing', () => {
  test('says what is wrong as it is typed, under the field and to a screen reader', async () => {
    const { page, said } = await openForm();
    const epochs = box(page, 'Epochs');
    await epochs.fill('5.5');
    const text = 'Must be a whole number from 0 to 1000000, got 5.5';
    await message(page, text).waitFor();
    await expect.poll(() => epochs.getAttribute('aria-invalid')).toBe('true');
    await expect.poll(() => epochs.getAttribute('aria-description')).toBe(text);
    await epochs.fill('5');
    await message(page, text).waitFor({ state: 'detached' });
    await expect.poll(() => epochs.getAttribute('aria-invalid')).toBe('false');
    await expect.poll(() => epochs.getAttribute('aria-description')).toBeNull();
    expect(said.changes).toEqual([]);
  });

  test('tells the host when the field is left, once, and not with each key', async () => {
    const { page, said } = await openForm();
    await box(page, 'Learning rate').fill('1e-3');
    await box(page, 'Epochs').focus();
    await eventually(() => expect(said.changes).toEqual([withTraining({ learningRate: 0.001 })]));
    await box(page, 'Seed').focus();
    await box(page, 'Seed').fill('1');
    await box(page, 'Epochs').focus();
    await eventually(() => expect(said.changes).toHaveLength(2));
    expect(said.changes[1]?.network.seed).toBe(1);
    expect(said.trainings).toEqual([]);
  });

  test('a field with a problem is not told, and holds nothing else back', async () => {
    const { page, said } = await openForm();
    await box(page, 'Epochs').fill('x');
    await box(page, 'Learning rate').fill('3');
    await box(page, 'Seed').focus();
    await eventually(() => expect(said.changes).toEqual([withTraining({ learningRate: 3 })]));
    await expect.poll(() => box(page, 'Epochs').inputValue()).toBe('x');
  });

  test('the hint under the test share follows', async () => {
    const { page } = await openForm();
    const share = box(page, 'Test share');
    await share.fill('0');
    await message(page, 'train and test on all 150 rows').waitFor();
    await share.fill('0.5');
    await message(page, '75 of 150 rows, split seed 42').waitFor();
    await share.fill('0.999');
    await message(page, 'Must leave at least one of the 150 rows for training').waitFor();
  });

  test('a share after none takes the seed that was kept for it', async () => {
    const { page, host, said } = await openForm();
    await host.showConfiguration({ ...DEFAULT_CONFIG, split: null }, IRIS, {
      ...DEFAULT_SPLIT,
      randomState: 7,
    });
    await message(page, 'train and test on all 150 rows').waitFor();
    await box(page, 'Test share').fill('0.2');
    await message(page, '30 of 150 rows, split seed 7').waitFor();
    await box(page, 'Epochs').focus();
    await eventually(() => expect(said.changes.at(-1)?.split?.randomState).toBe(7));
  });

  test('a choice is told at once', async () => {
    const { page, said } = await openForm();
    await choose(page, 'Fit scaler on', 'training rows');
    await eventually(() => expect(said.changes).toHaveLength(1));
    expect(said.changes[0]?.preprocessing).toEqual({ standardize: true, fitScalerOn: 'train' });
    await expect.poll(() => shownChoice(page, 'Fit scaler on')).toBe('training rows');
  });

  test('different activations stay as they are until one is chosen', async () => {
    const { page, said } = await openForm(MIXED);
    await expect.poll(() => shownChoice(page, 'Activation')).toBe('mixed');
    await box(page, 'Hidden units').fill('4, 3');
    await button(page, 'Train').click();
    await eventually(() => expect(said.trainings).toHaveLength(1));
    expect(said.trainings[0]?.network.hiddenLayers).toEqual([
      { units: 4, activation: 'tanh' },
      { units: 3, activation: 'relu' },
    ]);
    await choose(page, 'Activation', 'leaky ReLU');
    await eventually(() =>
      expect(said.changes.at(-1)?.network.hiddenLayers).toEqual([
        { units: 4, activation: 'leakyRelu' },
        { units: 3, activation: 'leakyRelu' },
      ]),
    );
    await expect.poll(() => shownChoice(page, 'Activation')).toBe('leaky ReLU');
    expect(await page.getByRole('option', { name: 'mixed', includeHidden: true }).count()).toBe(0);
  });
});

describe('training', () => {
  test('Enter in a field trains with what stands in the form, and passes the rest through', async () => {
    const { page, said } = await openForm(OTHER);
    await box(page, 'Epochs').fill('70');
    await box(page, 'Epochs').press('Enter');
    await eventually(() =>
      expect(said.trainings).toEqual([{ ...OTHER, training: { ...OTHER.training, epochs: 70 } }]),
    );
    await box(page, 'Seed').focus();
    await box(page, 'Seed').press('Enter');
    await eventually(() => expect(said.trainings).toHaveLength(2));
    expect(said.changes).toEqual([]);
  });

  test('with a problem, Train puts the focus on the first bad field and does nothing else', async () => {
    const { page, said } = await openForm();
    await box(page, 'Seed').fill('-1');
    await box(page, 'Learning rate').fill('3,5');
    await button(page, 'Train').click();
    await eventually(async () => expect(await focusedLabel(page)).toBe('Learning rate'));
    await box(page, 'Learning rate').fill('0.1');
    await box(page, 'Learning rate').press('Enter');
    await eventually(async () => expect(await focusedLabel(page)).toBe('Seed'));
    expect(said.trainings).toEqual([]);
  });

  test('a problem that the host finds stands at its field until something is edited', async () => {
    const { page, host, said } = await openForm();
    await host.showProblems([
      { key: 'training.epochs', message: 'would take too much memory' },
      { key: 'split.randomState', message: 'must be a whole number' },
    ]);
    await message(page, 'Would take too much memory').waitFor();
    await expect
      .poll(() => page.getByRole('alert').innerText())
      .toBe('split.randomState must be a whole number');
    await button(page, 'Train').click();
    await eventually(async () => expect(await focusedLabel(page)).toBe('Epochs'));
    expect(said.trainings).toEqual([]);
    await box(page, 'Hidden units').fill('4');
    await message(page, 'Would take too much memory').waitFor({ state: 'detached' });
    await button(page, 'Train').click();
    await eventually(() => expect(said.trainings).toHaveLength(1));
  });

  test('settings that cannot be read leave the tutorial’s values, with what is wrong', async () => {
    const { page, said } = await openForm([
      { key: 'network.seed', message: 'must be a whole number, got "x"' },
    ]);
    await message(page, 'Must be a whole number, got "x"').waitFor();
    await box(page, 'Seed').fill('5');
    await box(page, 'Seed').press('Enter');
    await eventually(() => expect(said.trainings[0]?.network.seed).toBe(5));
  });

  test('Reset brings the tutorial back, and goes when there is nothing to reset', async () => {
    const { page, said } = await openForm(OTHER);
    await button(page, 'Reset to the tutorial').click();
    await eventually(() => expect(said.changes).toEqual([DEFAULT_CONFIG]));
    await expect.poll(() => texts(page)).toEqual(['5', '0.00003', '2600', '2346827', '0.2']);
    await expect.poll(() => shownChoice(page, 'Activation')).toBe('ReLU');
    await button(page, 'Reset to the tutorial').waitFor({ state: 'detached' });
  });
});

/** The name of the control that has the keyboard focus. */
async function focusedLabel(page: Page): Promise<string | null> {
  return page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? null,
  );
}

describe('keeping what is typed', () => {
  test('a configuration that arrives meanwhile leaves the field that is typed in alone', async () => {
    const { page, host } = await openForm();
    const epochs = box(page, 'Epochs');
    await epochs.focus();
    await epochs.press('End');
    await epochs.press('Backspace');
    await host.showConfiguration(withTraining({ epochs: 99, learningRate: 0.5 }), IRIS, DEFAULT_SPLIT);
    await eventually(async () => expect(await box(page, 'Learning rate').inputValue()).toBe('0.5'));
    await expect.poll(() => epochs.inputValue()).toBe('260');
    await expect.poll(() => focusedLabel(page)).toBe('Epochs');
    await epochs.pressSequentially('1');
    await expect.poll(() => epochs.inputValue()).toBe('2601');
  });

  test('a field that only has the focus follows the host', async () => {
    const { page, host } = await openForm();
    await box(page, 'Epochs').focus();
    await host.showConfiguration(withTraining({ epochs: 99 }), IRIS, DEFAULT_SPLIT);
    await eventually(async () => expect(await box(page, 'Epochs').inputValue()).toBe('99'));
  });

  test('half-typed text survives the view being hidden and shown again', async () => {
    const { page, said } = await openForm();
    await box(page, 'Learning rate').fill('1e-');
    await page.reload();
    await eventually(() => expect(said.ready).toBe(2));
    await message(page, 'Must be a number, got "1e-"').waitFor();
    await expect.poll(() => texts(page)).toEqual(['5', '1e-', '2600', '2346827', '0.2']);
  });

  test('what an earlier version kept is ignored', async () => {
    const { page } = await openForm();
    await page.evaluate(() => {
      addEventListener('pagehide', () => sessionStorage.setItem('state', '{"texts":{"epochs":7}}'));
    });
    await page.reload();
    await eventually(async () => expect((await texts(page))[2]).toBe('2600'));
  });
});

describe('live', () => {
  const slider = (page: Page, label: string): Locator =>
    page.getByRole('slider', { name: `${label}, slider`, exact: true });
  const live = (page: Page): Locator => page.getByRole('switch', { name: 'Live' });

  test('is off at first, and has a slider for each number once it is on', async () => {
    const { page, said } = await openForm(MIXED);
    expect(await live(page).isChecked()).toBe(false);
    expect(await page.getByRole('slider').count()).toBe(0);
    await live(page).check();
    expect(await page.getByRole('slider').evaluateAll((all) => all.map((one) => one.ariaValueText))).toEqual([
      '8 units',
      '6 units',
      'learning rate 0.00003',
      'seed 2346827',
    ]);
    expect(said.live).toEqual([]);
  });

  test('a slider sets its field and retrains with each step, and is kept when it is let go', async () => {
    const { page, said } = await openForm();
    await live(page).check();
    const rate = slider(page, 'Learning rate');
    const move = (position: number, event: 'input' | 'change') =>
      rate.evaluate(
        (element: HTMLInputElement, [to, type]) => {
          element.value = String(to);
          element.dispatchEvent(new Event(type, { bubbles: true }));
        },
        [position, event] as const,
      );
    await move(40, 'input');
    await move(41, 'input');
    await expect.poll(() => box(page, 'Learning rate').inputValue()).toBe('0.00011');
    await eventually(() =>
      expect(said.live.map(({ training }) => training.learningRate)).toEqual([1e-4, 1.1e-4]),
    );
    expect(said.changes).toEqual([]);
    await move(41, 'change');
    await eventually(() =>
      expect(said.changes.map(({ training }) => training.learningRate)).toEqual([1.1e-4]),
    );
    expect(await rate.getAttribute('aria-valuetext')).toBe('learning rate 0.00011');
  });

  test('sliders are worked by keys, each layer by its own', async () => {
    const { page, said } = await openForm(MIXED);
    await live(page).check();
    await slider(page, 'Hidden units of layer 2').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => box(page, 'Hidden units').inputValue()).toBe('8, 7');
    await slider(page, 'Seed').focus();
    await page.keyboard.press('ArrowLeft');
    await eventually(() => expect(said.live.at(-1)?.network.seed).toBe(2346826));
    await eventually(() => expect(said.changes.at(-1)).toEqual(said.live.at(-1)));
    expect(said.live).toHaveLength(2);
  });

  test('what is typed retrains as soon as it is valid, and what is wrong does not', async () => {
    const { page, said } = await openForm();
    await live(page).check();
    await box(page, 'Seed').fill('1,5');
    await message(page, 'Must be written without a comma: 15').waitFor();
    await slider(page, 'Learning rate').press('ArrowRight');
    await box(page, 'Seed').fill('15');
    await eventually(() => expect(said.live.map(({ network }) => network.seed)).toEqual([15]));
  });

  test('is remembered when the view is hidden', async () => {
    const { page, said } = await openForm();
    await live(page).check();
    await page.reload();
    await eventually(() => expect(said.ready).toBe(2));
    await slider(page, 'Seed').waitFor();
    expect(said.live).toEqual([]);
  });

  test.each(THEMES)('axe finds nothing serious: %s', async (theme) => {
    const { page } = await openForm(MIXED, { theme });
    await live(page).check();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  test.each([180, 300])('nothing is cut off at a width of %d', async (width) => {
    const { page } = await openForm(MIXED, { viewport: { width, height: 480 } });
    await live(page).check();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

describe('optimiser and schedule', () => {
  const summary = (page: Page) => page.locator('summary');

  test('are one line until they are opened, and show only what the choice reads', async () => {
    const { page } = await openForm();
    expect(await page.locator('.more .field').count()).toBe(0);
    await summary(page).click();
    const labels = () => page.locator('.more .field > label').allTextContents();
    const common = ['Batch size', 'Reduction', 'Schedule', 'Early stopping'];
    expect(await labels()).toEqual(['Initial weights', 'Optimiser', ...common]);
    await choose(page, 'Optimiser', 'Adam');
    await choose(page, 'Early stopping', 'by test loss');
    expect(await labels()).toEqual([
      ...['Initial weights', 'Optimiser', 'Beta 1', 'Beta 2', 'Epsilon'],
      ...common,
      ...['Patience', 'Least gain', 'Restore best'],
    ]);
    expect(await summary(page).textContent()).toBe('Optimiser and schedule Adam, early stopping');
  });

  test('a choice reaches the host, with what it reads', async () => {
    const { page, said } = await openForm();
    await summary(page).click();
    await choose(page, 'Schedule', 'steps');
    const schedule = { kind: 'step' as const, every: 500, factor: 0.5 };
    await eventually(() => expect(said.changes).toEqual([withTraining({ schedule })]));
  });

  test('open by themselves where something is wrong inside', async () => {
    const { page, host } = await openForm();
    await host.showProblems([{ key: 'training.batchSize', message: 'must be a whole number', text: '2.5' }]);
    await page.locator('.more .problem').waitFor();
    expect(await page.locator('.more').getAttribute('open')).not.toBeNull();
  });
});

describe('reaching', () => {
  test('everything is reached by keyboard, in the order of the page', async () => {
    const { page, host } = await openForm(MIXED);
    await host.focus();
    const order: (string | null)[] = [];
    for (let i = 0; i < 12; i++) {
      order.push(await focusedLabel(page));
      await page.keyboard.press('Tab');
    }
    expect(order).toEqual([
      'Hidden units',
      'Activation',
      'Learning rate',
      'Epochs',
      'Seed',
      'Test share',
      'Stratify',
      'Fit scaler on',
      'Optimiser and schedule gradient descent',
      'Train',
      'Live',
      'Reset to the tutorial',
    ]);
  });

  test('a choice is made and a training started with keys alone', async () => {
    const { page, said } = await openForm();
    await choice(page, 'Activation').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: 'sigmoid' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await eventually(() => expect(said.changes.at(-1)?.network.hiddenLayers[0]?.activation).toBe('sigmoid'));
    await button(page, 'Train').focus();
    await page.keyboard.press('Space');
    await eventually(() => expect(said.trainings).toHaveLength(1));
  });

  test('a click on a label puts the focus on its field', async () => {
    const { page } = await openForm();
    await page.locator('label', { hasText: 'Test share' }).click();
    await expect.poll(() => focusedLabel(page)).toBe('Test share');
  });

  test.each(THEMES)('axe finds nothing serious: %s', async (theme) => {
    const { page } = await openForm(MIXED, { theme });
    expect(await accessibilityProblems(page)).toEqual([]);
    await box(page, 'Epochs').fill('2,600');
    await message(page, 'Must be written without a comma: 2600').waitFor();
    await choice(page, 'Activation').click();
    await page.getByRole('option', { name: 'sigmoid' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  test.each([160, 220, 262, 480])('Train and Reset are in sight in a view %d high', async (height) => {
    const other = { ...DEFAULT_CONFIG, network: { ...DEFAULT_CONFIG.network, seed: 3 } };
    const { page } = await openForm(other, { viewport: { width: 300, height } });
    for (const label of ['Train', 'Reset to the tutorial']) {
      expect(await inSight(button(page, label)), label).toBe(true);
    }
    await choice(page, 'Fit scaler on').focus(); // the last field: it scrolls into sight, not behind the button
    expect(await inSight(choice(page, 'Fit scaler on'))).toBe(true);
    expect(await inSight(button(page, 'Train'))).toBe(true);
  });

  test.each([180, 200, 300, 600])('nothing is cut off at a width of %d', async (width) => {
    const { page } = await openForm(OTHER, { viewport: { width, height: 480 } });
    await box(page, 'Learning rate').fill('3,5');
    await message(page, 'Must have a point, not a comma: 3.5').waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    const inside = await button(page, 'Train').boundingBox();
    expect(inside && inside.x + inside.width).toBeLessThanOrEqual(width);
  });
});
