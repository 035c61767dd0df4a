import { openWorkbench } from '../../dev/workbench.ts';
import type { Workbench } from '../../dev/workbench.ts';
import { companion } from './companion.ts';
import type { Lateness } from './companion.ts';
import { stageProduct } from './stageProduct.ts';
import { spreadOf } from './statistics.ts';
import type { Spread } from './statistics.ts';

export interface LiveFigures {
  /** From the last movement of a slider to the new curve being painted, after movements of 16 ms each. */
  readonly movementToCurve: Spread;
  /** How many curves a second are painted while it moves. */
  readonly curvesPerSecond: number;
  /** From the command to the last of 50 seeds being shown. */
  readonly sweep: Spread;
  /** From pressing *Cancel* to the sweep being shown as cancelled. */
  readonly cancelSweep: Spread;
  /** How late a timer of 10 ms comes in the extension host meanwhile. */
  readonly hostLateness: Lateness;
}

const N_DRAGS = 20;
const N_SWEEPS = 5;

/** How soon the inspector answers to a slider, and what a sweep takes, in a real VS Code. */
export async function live(): Promise<LiveFigures> {
  const beside = companion();
  const window = await openWorkbench({ extension: stageProduct(), companions: [beside.extension] });
  try {
    await window.runCommand('Iris: Train Iris Network');
    await window.inspector.locator('.scrubber[style$="--received: 1;"]').waitFor();
    await window.page.getByRole('tab', { name: 'Iris Network', exact: true }).click();
    await window.sidePanel.getByRole('switch', { name: 'Live' }).check();
    await beside.start(window);
    const drags = [];
    for (let i = 0; i < N_DRAGS; i++) drags.push(await window.page.evaluate(drag, i % 2 === 0 ? 30 : 60));
    const sweeps = [];
    for (let i = 0; i < N_SWEEPS; i++) sweeps.push(await sweep(window));
    await window.sidePanel.getByRole('switch', { name: 'Live' }).uncheck();
    const epochs = window.sidePanel.getByRole('textbox', { name: 'Epochs' });
    await epochs.fill('60000'); // so that there is time to cancel
    await epochs.blur();
    const cancels = [];
    for (let i = 0; i < N_SWEEPS; i++) cancels.push(await cancel(window));
    const hostLateness = await beside.stop(window);
    if (window.watch.problems.length > 0) throw new Error(window.watch.problems.join('\n'));
    const moving = drags.reduce((sum, { moved }) => sum + moved, 0);
    const curves = drags.reduce((sum, { nCurves }) => sum + nCurves, 0);
    return {
      movementToCurve: spreadOf(drags.map(({ painted }) => painted)),
      curvesPerSecond: Number(((1000 * curves) / moving).toFixed(1)),
      sweep: spreadOf(sweeps),
      cancelSweep: spreadOf(cancels),
      hostLateness,
    };
  } finally {
    await window.close();
  }
}

interface Drag {
  readonly painted: number; // from the last movement to its curve, in milliseconds
  readonly moved: number; // from the first movement to the last
  readonly nCurves: number; // painted meanwhile
}

/** Runs in the window. Moves the slider of the learning rate by 20 steps from `from`, and waits for the last curve. */
async function drag(from: number): Promise<Drag> {
  const inner = (selector: string) =>
    [...document.querySelectorAll<HTMLIFrameElement>('iframe.webview')]
      .map(
        (frame) => frame.contentDocument?.querySelector<HTMLIFrameElement>('#active-frame')?.contentDocument,
      )
      .map((found) => found?.querySelector<HTMLElement>(selector))
      .find((element) => element);
  const slider = inner('input[aria-label="Learning rate, slider"]') as HTMLInputElement | undefined;
  const chart = inner('.curve-overlay')?.ownerDocument;
  const view = chart?.defaultView;
  if (!slider || !chart || !view) throw new Error('no slider, or no chart');
  const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const paints: number[] = [];
  const summary = () => chart.querySelector('.curve-overlay')?.getAttribute('aria-label') ?? '';
  let text = summary();
  const observer = new MutationObserver(() => {
    if (summary() === '' || summary() === text) return;
    text = summary();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => paints.push(performance.now()); // the first task after the frame's rendering
    view.requestAnimationFrame(() => port2.postMessage(null));
  });
  observer.observe(chart, { subtree: true, attributes: true, attributeFilter: ['aria-label'] });
  const first = performance.now();
  const move = (type: string) => slider.dispatchEvent(new Event(type, { bubbles: true }));
  for (let i = 1; i <= 20; i++) {
    slider.value = String(from + i);
    move('input');
    if (i < 20) await wait(16);
  }
  const last = performance.now();
  move('change');
  let painted: number | undefined;
  const isSettled = () => painted !== undefined && performance.now() - painted > 1000; // nothing more has come
  while (!isSettled() && performance.now() - last < 30_000) {
    await wait(50);
    painted = paints.filter((at) => at > last).at(-1);
  }
  observer.disconnect();
  if (painted === undefined) throw new Error('no curve after the last movement');
  return { painted: painted - last, moved: last - first, nCurves: paints.filter((at) => at <= last).length };
}

async function sweep({ page, runCommand }: Workbench): Promise<number> {
  const wait: Wait = { pattern: '^50 seeds: ' };
  const time = page.evaluate(untilSeeds, wait);
  await runCommand('Iris: Sweep 50 Seeds');
  return time;
}

async function cancel(window: Workbench): Promise<number> {
  const { page, inspector } = window;
  await window.runCommand('Iris: Sweep 50 Seeds');
  await inspector
    .locator('.seeds-state')
    .filter({ hasText: /^\d+ of 50 seeds/ })
    .waitFor();
  const button = page.getByRole('button', { name: 'Cancel' });
  await button.waitFor();
  const wait: Wait = { pattern: '^cancelled after ' };
  const time = page.evaluate(untilSeeds, wait);
  await button.click();
  return time;
}

interface Wait {
  readonly pattern: string;
}

/** Runs in the window. The time from the last click to the state of the sweep reading so, having read otherwise. */
async function untilSeeds({ pattern }: Wait): Promise<number> {
  const state = () =>
    [...document.querySelectorAll<HTMLIFrameElement>('iframe.webview')]
      .map(
        (frame) => frame.contentDocument?.querySelector<HTMLIFrameElement>('#active-frame')?.contentDocument,
      )
      .map((found) => found?.querySelector('.seeds-state')?.textContent)
      .find((text) => text) ?? '';
  let start: number | null = null;
  addEventListener('mousedown', () => (start = performance.now()), { capture: true });
  let hasChanged = false;
  return new Promise((resolve, reject) => {
    const old = state();
    const deadline = performance.now() + 60_000;
    const timer = setInterval(() => {
      const now = performance.now();
      hasChanged ||= state() !== old;
      if (now > deadline) reject(new Error(`the sweep reads "${state()}"`));
      else if (start === null || !hasChanged || !new RegExp(pattern).test(state())) return;
      else resolve(now - start);
      clearInterval(timer);
    }, 4);
  });
}
