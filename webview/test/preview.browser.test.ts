import type { Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import type { TableChoices } from '#engine/config';
import { readDataset } from '#formats/csv';
import type { DataPreview, PreviewHostApi, PreviewOutcome, PreviewPageApi } from '#protocol/preview';
import { connect } from '#protocol/transport';
import type { Remote } from '#protocol/transport';
import { accessibilityProblems } from './axe.ts';
import { expectNothingCutOff } from './cutOff.ts';
import { openPage } from './page.ts';
import type { OpenPage, PageOptions } from './page.ts';
import { THEMES } from './themes.ts';

const TABLE = `width,mass,note,species\n${'1.5,20,ok,finch\n2.5,,fine,robin\n3,25,ok,finch\n4,30,ok,robin\n'.repeat(9)}`;
const HOSTILE = [
  '__proto__,<img src=x onerror=alert(1)>,"=cmd()|""x""",\u202eשלום,class',
  '1,2,3,4,<script>alert(1)</script>',
  '2,3,4,5,__proto__',
  '3,4,5,6,constructor',
  '4,5,6,7,<script>alert(1)</script>',
].join('\n');

interface OpenPreview extends OpenPage {
  readonly host: Remote<PreviewPageApi>;
  readonly said: {
    choices: TableChoices[];
    cancels: number;
    trainings: number;
    saves: number;
    problems: string[];
  };
}

let preview: OpenPreview | undefined;

afterEach(async () => {
  const closing = preview;
  preview = undefined;
  await closing?.close();
  expect(closing?.problems ?? []).toEqual([]);
  expect(closing?.said.problems ?? []).toEqual([]);
});

/** The page with this test in the place of the host: it reads `text` as the host does, in the way the page asks for. @param first what it says first */
async function openPreview(
  text: string,
  options: Omit<PageOptions, 'bundle'> = {},
  first = outcomeOf(text, {}),
): Promise<OpenPreview> {
  const said: OpenPreview['said'] = { choices: [], cancels: 0, trainings: 0, saves: 0, problems: [] };
  const opened = await openPage({ bundle: 'preview', ...options });
  const show = (choices: TableChoices) => {
    remote.show(previewOf(outcomeOf(text, choices), choices)).catch(() => undefined); // the page may be gone
  };
  const local: PreviewHostApi = {
    ready: () => void remote.show(previewOf(first)).catch(() => undefined),
    choose: (choices) => {
      said.choices.push(choices);
      show(choices);
    },
    cancel: () => void said.cancels++,
    train: () => void said.trainings++,
    save: () => void said.saves++,
    problem: (problem) => void said.problems.push(problem),
  };
  const { remote } = connect<PreviewHostApi, PreviewPageApi>(opened.port, local);
  preview = { ...opened, host: remote, said };
  await opened.page.locator('.preview').waitFor();
  return preview;
}

function outcomeOf(text: string, choices: TableChoices): PreviewOutcome {
  const reading = readDataset(text, { name: 'birds', ...choices });
  return 'dataset' in reading ? { kind: 'ready', facts: reading.facts } : { kind: 'refused', ...reading };
}

function previewOf(outcome: PreviewOutcome, choices: TableChoices = {}): DataPreview {
  const training = '2,600 epochs at rate 3e-5, hidden 5 relu, test share 0.2';
  return { file: 'birds.csv', place: 'data', choices, training, hasUnsavedChanges: false, outcome };
}

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const status = (page: Page): Locator => page.getByRole('status');
const tick = (page: Page, column: string): Locator =>
  page.getByRole('checkbox', { name: `Use ${column} as a feature` });

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

describe('a table before it is trained on', () => {
  test('says what is wrong with it, and is mended step by step until it can be trained on', async () => {
    const { page, said } = await openPreview(TABLE);
    await page.getByText('It cannot be trained on yet: 10 problems.').waitFor();
    const problems = page.getByRole('list', { name: 'Problems, scrollable' });
    expect(await problems.getByRole('listitem').count()).toBe(10);
    expect(await problems.getByRole('listitem').first().textContent()).toMatch(
      /^line 2, column "note": no value/,
    );
    expect(await button(page, 'Train').isDisabled()).toBe(true);
    await tick(page, 'note').uncheck();
    await page.getByText('It cannot be trained on yet: 9 problems.').waitFor();
    await choose(page, 'Missing values', 'drop their rows');
    await page.getByText('It can be trained on.').waitFor();
    expect(await page.locator('.summary').textContent()).toBe(
      '36 rows · 2 features · 2 classes · 9 rows left out',
    );
    expect(said.choices.at(-1)).toEqual({ features: ['width', 'mass'], missing: 'dropRows' });
    await button(page, 'Train').click();
    await button(page, 'Save as experiment file').click();
    await expect.poll(() => [said.trainings, said.saves]).toEqual([1, 1]);
  });

  test('shows columns with ranges, classes with counts and the first rows', async () => {
    const { page } = await openPreview(TABLE);
    const cells = (section: string, row: number) =>
      page
        .getByRole('region', { name: section })
        .locator('tbody tr')
        .nth(row)
        .locator('th, td')
        .allTextContents();
    await page.getByText('First rows').waitFor();
    expect(await cells('Columns', 1)).toEqual(['', 'mass', 'numbers', '20', '30', '25', '3', '9']);
    expect(await cells('Columns', 3)).toEqual(['label', 'species', 'text', '', '', '', '2', '0']);
    expect((await cells('Classes', 1)).slice(0, 2)).toEqual(['robin', '18']);
    expect(await cells('First rows', 1)).toEqual(['2', '2.5', '', 'fine', 'robin']);
  });

  test('another label column and another delimiter are read anew', async () => {
    const { page, said } = await openPreview(TABLE);
    await choose(page, 'Label column', 'note');
    await expect.poll(() => said.choices.at(-1)).toEqual({ target: 'note' });
    await choose(page, 'Delimiter', 'semicolon');
    await page.getByText(/the delimiter is ";", and the rows look separated by ","/).waitFor();
    expect(said.choices.at(-1)).toEqual({ delimiter: ';' });
    await choose(page, 'Delimiter', 'comma (found)');
    await expect.poll(() => said.choices.at(-1)).toEqual({});
  });

  test('says how far a reading is, can be cancelled, and then read again', async () => {
    const { page, host, said } = await openPreview(TABLE, {}, { kind: 'reading' });
    await page
      .locator('#delimiter')
      .getByText('as found', { exact: true })
      .first()
      .waitFor({ state: 'attached' });
    await host.progress(0.426);
    await expect.poll(() => status(page).textContent()).toBe('Reading the table, 42 %');
    await button(page, 'Cancel').click();
    await expect.poll(() => said.cancels).toBe(1);
    await host.show(previewOf({ kind: 'cancelled' }));
    await expect.poll(() => status(page).textContent()).toMatch(/^Reading was cancelled/);
    await button(page, 'Read again').click();
    await expect.poll(() => said.choices.length).toBe(1);
  });

  test('shows every fact of the columns at the widths that an editor has', async () => {
    const { page } = await openPreview(TABLE.replace('width', 'a column with quite a long name'));
    await page.getByText('First rows').waitFor();
    await expectNothingCutOff(page, [1280, 1050, 1049, 800, 560], '[aria-label="Columns, scrollable"]');
  });

  test('tells why a file is no table, and takes no message of another shape', async () => {
    const { page, host } = await openPreview(TABLE);
    await host.show(previewOf({ kind: 'unreadable', message: 'the file is UTF-16 text' }));
    await expect.poll(() => status(page).textContent()).toMatch(/It cannot be read: the file is UTF-16 text/);
    const wrong = previewOf({ kind: 'reading' });
    await expect(
      host.show({ ...wrong, outcome: { kind: 'gone' } as unknown as PreviewOutcome }),
    ).rejects.toBeDefined();
  });
});

describe('names of the file are text', () => {
  test('whatever they hold: no element comes of them, and nothing is reported', async () => {
    const { page, said } = await openPreview(HOSTILE);
    await page.getByText('It can be trained on.').waitFor();
    const elements = () => page.locator('#root img, #root script, #root iframe').count();
    expect(await elements()).toBe(0);
    const columns = await page.getByRole('region', { name: 'Columns' }).locator('tbody th').allTextContents();
    expect(columns).toEqual([
      '__proto__',
      '<img src=x onerror=alert(1)>',
      '=cmd()|"x"',
      '\\u202eשלום',
      'class',
    ]);
    await tick(page, '__proto__').uncheck();
    await expect.poll(() => said.choices.at(-1)?.features?.length).toBe(3);
    expect(await elements()).toBe(0);
  });

  test('long ones are cut and do not widen the page', async () => {
    const long = (letter: string) => letter.repeat(200);
    const { page } = await openPreview(
      `${long('a')},${long('b')},${long('c')}\n1,2,${long('x')}\n3,4,${long('y')}\n`,
    );
    await page.getByText('First rows').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
});

describe('for everybody', () => {
  test('works by the keyboard alone', async () => {
    const { page, said } = await openPreview('a,b,class\n1,2,x\n3,4,y\n5,6,x\n');
    await page.getByText('It can be trained on.').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown'); // missing values
    await expect.poll(() => said.choices.at(-1)).toEqual({ missing: 'dropRows' });
    await tick(page, 'b').focus();
    await page.keyboard.press('Space');
    await expect.poll(() => said.choices.at(-1)).toEqual({ missing: 'dropRows', features: ['a'] });
    await expect
      .poll(() => tick(page, 'b').evaluate((element) => element === document.activeElement))
      .toBe(true);
    await button(page, 'Train').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => said.trainings).toBe(1);
  });

  test.each(THEMES)('has nothing serious for axe in the theme %s, good or refused', async (theme) => {
    const { page, host } = await openPreview(TABLE, { theme });
    await page.getByText('It cannot be trained on yet', { exact: false }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await host.show(previewOf(outcomeOf(HOSTILE, {})));
    await page.getByText('It can be trained on.').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await host.show(previewOf({ kind: 'reading' }));
    await button(page, 'Cancel').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});
