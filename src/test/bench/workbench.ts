import { stageExtension } from '../../dev/stage.ts';
import { openWorkbench } from '../../dev/workbench.ts';
import type { Workbench } from '../../dev/workbench.ts';
import { companion } from './companion.ts';
import { spreadOf } from './spread.ts';
import type { Spread } from './spread.ts';

export interface WorkbenchFigures {
  /** From the inspector's page being there to the final heatmap with every state received. */
  readonly visibleToHeatmap: Spread;
  /** How late a timer of 10 ms comes in the extension host meanwhile, p99 and worst. */
  readonly hostLateness: { readonly p99: number; readonly max: number };
  /** From choosing the hidden inspector's tab to its epoch being shown again. */
  readonly shownAgain: Spread;
  /** The same of an empty panel: what VS Code itself takes to make a page. */
  readonly emptyShownAgain: Spread;
}

const REPETITIONS = 5;
const EPOCH = 700;

/** How long a person waits for the inspector in a real VS Code, and whether anybody else has to. */
export async function workbench(): Promise<WorkbenchFigures> {
  const beside = companion();
  const window = await openWorkbench({ extension: stageExtension(), companions: [beside.extension] });
  try {
    await train(window); // the first run loads what later ones find loaded
    await beside.start(window);
    const heatmaps: number[] = [];
    for (let i = 0; i < REPETITIONS; i++) {
      await window.runCommand('View: Close All Editors');
      heatmaps.push(await train(window));
    }
    const hostLateness = await beside.stop(window);
    const again: number[] = [];
    const emptyAgain: number[] = [];
    await beside.openEmptyPanel(window);
    await window.page.getByRole('tab', INSPECTOR).click();
    await showEpoch(window);
    for (let i = 0; i < REPETITIONS; i++) {
      again.push(await hideAndShow(window, INSPECTOR, () => untilEpoch(window)));
      emptyAgain.push(await hideAndShow(window, EMPTY, () => window.inspector.getByText('empty').waitFor()));
    }
    if (window.watch.problems.length > 0) throw new Error(window.watch.problems.join('\n'));
    return {
      visibleToHeatmap: spreadOf(heatmaps),
      hostLateness,
      shownAgain: spreadOf(again),
      emptyShownAgain: spreadOf(emptyAgain),
    };
  } finally {
    await window.close();
  }
}

/** Trains with a new inspector, and takes the time from its page being there. */
async function train(window: Workbench): Promise<number> {
  const { inspector } = window;
  await window.runCommand('Iris: Train Iris Network');
  await inspector.locator('main').waitFor();
  const start = performance.now();
  await inspector.locator('.scrubber[style$="--received: 1;"]').waitFor();
  await inspector.locator('.scrubber[aria-valuetext^="epoch 2600 of "]').waitFor();
  await inspector.locator('.confusion .count', { hasText: '11' }).waitFor();
  return performance.now() - start;
}

const INSPECTOR = { name: /^Iris Network: / };
const EMPTY = { name: /^Empty Panel/ };

async function showEpoch(window: Workbench): Promise<void> {
  await window.inspector.locator('.scrubber').fill(String(EPOCH));
  await untilEpoch(window);
}

function untilEpoch({ inspector }: Workbench): Promise<void> {
  return inspector.locator(`.scrubber[aria-valuetext^="epoch ${EPOCH} of "]`).waitFor();
}

/** Puts an empty file in front of a panel, and takes the time from the panel's tab being chosen until it is as it was. */
async function hideAndShow(
  { inspector, page, runCommand }: Workbench,
  tab: { readonly name: RegExp },
  asItWas: () => Promise<void>,
): Promise<number> {
  await runCommand('File: New Untitled Text File');
  await inspector.locator('main').waitFor({ state: 'detached' });
  const start = performance.now();
  await page.getByRole('tab', tab).click();
  await asItWas();
  return performance.now() - start;
}
