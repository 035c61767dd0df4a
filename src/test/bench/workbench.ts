import { openWorkbench, settleWebviews } from '../../dev/workbench.ts';
import type { Workbench } from '../../dev/workbench.ts';
import { companion } from './companion.ts';
import type { Companion, Lateness } from './companion.ts';
import { PanelClock } from './panelClock.ts';
import type { Goal, Moments } from './panelClock.ts';
import { stageProduct } from './stageProduct.ts';
import { spreadOf } from './statistics.ts';
import type { Spread } from './statistics.ts';

/** Times from the panel having its place in the window, and, as `page…`, from VS Code having made its page. */
export interface WorkbenchFigures {
  /** To load and activate the extension, in a new window. */
  readonly activation: Spread;
  /** From the command to the panel having its place in the window. */
  readonly commandToVisible: Spread;
  /** To the final heatmap being painted and every state received. */
  readonly visibleToHeatmap: Spread;
  readonly pageToHeatmap: Spread;
  /** How late a timer of 10 ms comes in the extension host meanwhile, and while nothing happens. */
  readonly hostLateness: Lateness;
  readonly hostLatenessAtRest: Lateness;
  /** To the epoch of before being painted, after the panel was hidden. */
  readonly shownAgain: Spread;
  readonly pageShownAgain: Spread;
  /** The same of an empty panel: what VS Code itself takes to make a page. */
  readonly emptyShownAgain: Spread;
  /** To the epoch of before being painted, after the window was reloaded. */
  readonly reloaded: Spread;
  readonly pageReloaded: Spread;
}

const REPETITIONS = 5;
const TRAININGS = 20;
const EPOCH = 700;

/** How long a person waits for the inspector in a real VS Code, and whether anybody else has to. */
export async function workbench(): Promise<WorkbenchFigures> {
  const beside = companion();
  const window = await openWorkbench({ extension: stageProduct(), companions: [beside.extension] });
  try {
    const activation = await measureActivation(window, beside);
    const clock = await PanelClock.install(window.page);
    const training = await measureTraining(window, clock, beside);
    const hiding = await measureHiding(window, clock, beside);
    const reloading = await measureReloading(window, clock);
    if (window.watch.problems.length > 0) throw new Error(window.watch.problems.join('\n'));
    return { activation, ...training, ...hiding, ...reloading };
  } finally {
    await window.close();
  }
}

async function measureActivation(window: Workbench, beside: Companion): Promise<Spread> {
  const all: number[] = [];
  for (let i = 0; i < REPETITIONS; i++) {
    await window.reload();
    all.push(await beside.activateInspector(window));
  }
  return spreadOf(all);
}

const FINAL: Goal = { epoch: 2600, isWhole: true, verdict: '29 of 30 correct' };

/** Each time with a new inspector; the first time with an extension that VS Code has yet to load. */
async function measureTraining(window: Workbench, clock: PanelClock, beside: Companion) {
  await beside.start(window);
  const all: Moments[] = [];
  for (let i = 0; i < TRAININGS; i++) {
    await close(window);
    await window.page.keyboard.press('F1');
    await window.page.keyboard.type('Train Iris Network');
    await window.page
      .locator('.quick-input-list .monaco-list-row.focused')
      .filter({ hasText: 'Iris: Train Iris Network' })
      .waitFor();
    await clock.start();
    await window.page.keyboard.press('Enter');
    all.push(await clock.until(FINAL));
  }
  const hostLateness = await beside.stop(window);
  await beside.start(window);
  await window.page.evaluate((pause) => new Promise((resolve) => setTimeout(resolve, pause)), REST_MS);
  const hostLatenessAtRest = await beside.stop(window);
  return {
    commandToVisible: spreadOf(all.map(({ visible }) => visible)),
    visibleToHeatmap: spreadOf(all.map(({ visible, reached }) => reached - visible)),
    pageToHeatmap: spreadOf(all.map(({ page, reached }) => reached - page)),
    hostLateness,
    hostLatenessAtRest,
  };
}

const REST_MS = 5000;

async function close(window: Workbench): Promise<void> {
  await window.runCommand('View: Close All Editors');
  await settleWebviews(window.page);
}

const INSPECTOR = /^Iris Network: /;
const EMPTY = /^Empty Panel/;

async function measureHiding(window: Workbench, clock: PanelClock, beside: Companion) {
  await settleWebviews(window.page);
  await beside.openEmptyPanel(window);
  await window.inspector.getByText('empty').waitFor();
  await settleWebviews(window.page);
  await window.page.getByRole('tab', { name: INSPECTOR }).click();
  await showEpoch(window);
  await window.runCommand('File: New Untitled Text File');
  const inspector: Moments[] = [];
  const empty: Moments[] = [];
  for (let i = 0; i < REPETITIONS; i++) {
    inspector.push(await show(window, clock, INSPECTOR, { epoch: EPOCH }));
    empty.push(await show(window, clock, EMPTY, {}));
  }
  await settleWebviews(window.page);
  await window.page.getByRole('tab', { name: INSPECTOR }).click(); // for what comes next
  await untilEpoch(window);
  return {
    ...again(inspector, 'shownAgain', 'pageShownAgain'),
    emptyShownAgain: spreadOf(empty.map(({ visible, reached }) => reached - visible)),
  };
}

async function showEpoch(window: Workbench): Promise<void> {
  await window.inspector.locator('.scrubber[style$="--received: 1;"]').fill(String(EPOCH));
  await untilEpoch(window);
}

function untilEpoch({ inspector }: Workbench): Promise<void> {
  return inspector.locator(`.scrubber[aria-valuetext^="epoch ${EPOCH} of "]`).waitFor();
}

/** Chooses the tab of a panel that is hidden, and hides it again. */
async function show({ page }: Workbench, clock: PanelClock, name: RegExp, goal: Goal): Promise<Moments> {
  await page.locator('iframe.webview').waitFor({ state: 'detached' });
  await settleWebviews(page);
  await clock.start();
  await page.getByRole('tab', { name }).click();
  const moments = await clock.until(goal);
  await page.getByRole('tab', { name: /^Untitled/ }).click();
  return moments;
}

async function measureReloading(window: Workbench, clock: PanelClock) {
  const all: Moments[] = [];
  for (let i = 0; i < REPETITIONS; i++) {
    await settleWebviews(window.page);
    await window.reload();
    all.push(await clock.until({ epoch: EPOCH }));
  }
  return again(all, 'reloaded', 'pageReloaded');
}

/** Until the epoch is there again, from the two moments that count. */
function again<Visible extends string, Page extends string>(
  all: readonly Moments[],
  fromVisible: Visible,
  fromPage: Page,
): Record<Visible | Page, Spread> {
  return {
    [fromVisible]: spreadOf(all.map(({ visible, reached }) => reached - visible)),
    [fromPage]: spreadOf(all.map(({ page, reached }) => reached - page)),
  } as Record<Visible | Page, Spread>;
}
