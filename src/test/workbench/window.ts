import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { inProject } from '../../dev/project.ts';
import { stageExtension } from '../../dev/stage.ts';
import { openWorkbench, settleWebviews } from '../../dev/workbench.ts';
import type { Workbench, WorkbenchOptions } from '../../dev/workbench.ts';
import { InspectorPart } from './inspectorPart.ts';
import { SideBarPart } from './sideBarPart.ts';

/** A window of VS Code and the parts of it that are the extension's. */
export interface Window extends Workbench {
  readonly inspectorPart: InspectorPart;
  readonly sideBar: SideBarPart;
}

interface Options extends Omit<WorkbenchOptions, 'extension'> {
  /** Brings the window back to where the next test can begin. */
  readonly tidy?: () => Promise<void>;
  /** A window that has seen nothing, for each attempt at a test. */
  readonly anew?: boolean;
}

/**
 * Opens a window for the tests of a file, and after each of them looks whether anything went wrong anywhere in it: an uncaught
 * error in host or page, a violation of a content security policy, a request to anywhere else. A test that provokes
 * such a thing has to clear the watch.
 *
 * @returns the window, once the tests run
 */
export function openWindow(options: Options = {}): () => Window {
  let opened: Window | undefined;
  const window = () => {
    if (!opened) throw new Error('the window is open only while tests run');
    return opened;
  };
  const [before, after] = options.anew ? [beforeEach, afterEach] : [beforeAll, afterAll];
  after(async () => {
    await opened?.close();
    opened = undefined;
  });
  before(async () => {
    const workbench = await openWorkbench({
      extension: stageExtension(),
      reducedMotion: 'reduce',
      ...options,
    });
    opened = {
      ...workbench,
      inspectorPart: new InspectorPart(workbench),
      sideBar: new SideBarPart(workbench),
    };
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') {
      await window().screenshot(pictureOf(task.name));
      await closeMenus(window());
    }
    await options.tidy?.();
    await expectNoProblems(window());
  });
  return window;
}

/** Closes the menus, lists and dialogs that a failed attempt left open over the next one. */
async function closeMenus({ page }: Workbench): Promise<void> {
  for (const open of ['.context-view', '.quick-input-widget', '.monaco-dialog-box']) {
    if (await page.locator(open).first().isVisible()) await page.keyboard.press('Escape');
  }
}

/** Looks whether anything went wrong in a window since it was asked last. */
export async function expectNoProblems({ page, watch }: Pick<Workbench, 'page' | 'watch'>): Promise<void> {
  await settleWebviews(page);
  const [problems, foreignRequests] = [[...watch.problems], [...watch.foreignRequests]];
  watch.clear();
  expect({ problems, foreignRequests }).toEqual({ problems: [], foreignRequests: [] });
}

/** Where a window is to be seen in which a test has failed. */
export function pictureOf(test: string): string {
  return inProject('dist', 'test', 'workbench', `${test.replace(/\W+/g, '-')}.png`);
}
