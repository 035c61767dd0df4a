import { join } from 'node:path';
import { answerFileDialog } from './workbench.ts';
import type { Workbench } from './workbench.ts';

/** A step of the guided tour, as a person does it in a window, and what its picture shows. */
export interface TourStep {
  readonly id: string; // in the manifest
  readonly act: (workbench: Workbench, folder: string) => Promise<void>;
  /** Parts of the inspector, in the picture below one another; none: the editor. */
  readonly shows: readonly string[];
}

/** In their order; each begins where the one before has ended, with the inspector in sight. */
export const TOUR_STEPS: readonly TourStep[] = [
  {
    id: 'train',
    act: async (workbench) => {
      await workbench.runCommand('Iris: Train Iris Network');
      await untilWhole(workbench, 2600);
    },
    shows: ['.loss'],
  },
  {
    id: 'wrongRow',
    act: async (workbench) => {
      const { inspector } = workbench;
      await inspector.getByRole('button', { name: 'versicolor read as virginica: 1' }).click();
    },
    shows: ['.verdict'],
  },
  {
    id: 'arithmetic',
    act: async ({ inspector }) => {
      await inspector.locator('.matrix td.w').first().click();
      await inspector.locator('.strip .address').waitFor();
    },
    shows: ['.matrices', '.strip'],
  },
  {
    id: 'epoch',
    act: async (workbench) => {
      const { inspector } = workbench;
      await untilWhole(workbench, 700);
      await inspector.locator('vscode-button[aria-label^="Step inside this epoch"]').click();
      const steps = inspector.locator('.phase-list button');
      for (let i = 1, n = await steps.count(); i < n; i++) {
        await inspector.locator('.phase-bar').press('.');
        await steps.nth(i).and(inspector.locator('[aria-current]')).waitFor();
      }
    },
    shows: ['.phase-bar', '.matrices'],
  },
  {
    id: 'question',
    act: async ({ inspector }) => {
      await inspector.locator('#tab-lessons').click();
      await inspector.locator('.answers input').first().check();
      await inspector.getByRole('button', { name: 'Show the answer' }).click();
      await inspector.locator('.answer-verdict').waitFor();
    },
    shows: ['.asked'],
  },
  {
    id: 'broken',
    act: async ({ inspector }) => {
      await inspector.locator('#tab-lessons').click();
      await inspector.getByRole('radio', { name: 'Break it' }).click();
      await inspector.locator('.presets vscode-button').first().click();
      await inspector.locator('.run-state', { hasText: 'diverged' }).waitFor();
      await inspector.locator('#tab-network').click();
      await inspector.locator('.scrubber').fill('10');
      await inspector.locator('.scrubber[aria-valuetext^="epoch 10 of"]').waitFor();
    },
    shows: ['.loss', '.matrices'],
  },
  {
    id: 'seeds',
    act: async (workbench) => {
      const { inspector } = workbench;
      await workbench.runCommand('Iris: Sweep 50 Seeds');
      await inspector.locator('.seeds-state', { hasText: /50/ }).waitFor();
      await inspector.locator('.seeds-page progress.unseen').waitFor({ state: 'attached' });
    },
    shows: ['.seed-figures'],
  },
  {
    id: 'experiment',
    act: async (workbench, folder) => {
      const { page } = workbench;
      await workbench.runCommand('Iris: New Experiment…');
      const tab = page.locator('.tab', { hasText: 'tour.irisnet.json' });
      await answerFileDialog(page, join(folder, 'tour.irisnet.json'), () => tab.isVisible());
      await page.locator('.editor-instance .view-line', { hasText: 'network' }).first().waitFor();
    },
    shows: [],
  },
];

/** Moves the scrubber once every epoch is there. */
async function untilWhole({ inspector }: Workbench, epoch: number): Promise<void> {
  await inspector.locator('.scrubber[style$="--received: 1;"]').fill(String(epoch));
  await inspector.locator(`.scrubber[aria-valuetext^="epoch ${epoch} of"]`).waitFor();
}
