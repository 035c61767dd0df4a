import type { Page } from 'playwright-core';

/** What a panel is to show before the clock stops. */
export interface Goal {
  readonly epoch?: number; // of the inspector; left out: any page will do
  readonly isWhole?: boolean; // with all states of the run received
  readonly verdict?: string; // as it stands above the heatmap
}

/** When a panel came so far, in milliseconds since the clock was started. */
export interface Moments {
  /** The panel has a place in the window, still empty. */
  readonly visible: number;
  /** VS Code has made its page, and that has something in it. */
  readonly page: number;
  /** What was to be shown has been painted. */
  readonly reached: number;
}

/** What is to be seen of the panel in front, from `at` on. */
interface Sight {
  readonly at: number;
  readonly painted: number; // when the next frame was handed to the compositor
  readonly isVisible: boolean;
  readonly hasPage: boolean;
  readonly epoch: number | null;
  readonly isWhole: boolean;
  readonly verdict: string | null;
}

/** On a busy machine VS Code's own service worker may keep a webview waiting for half a minute. */
const PATIENCE_MS = 120_000;

/** Takes times inside the window itself, where no driver's round trips are part of them. Goes on after a reload. */
export class PanelClock {
  private readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async install(page: Page): Promise<PanelClock> {
    await page.addInitScript(watchPanel);
    await page.evaluate(watchPanel);
    return new PanelClock(page);
  }

  /** Forgets what was seen; the time runs from the next press of Enter or of the mouse. */
  async start(): Promise<void> {
    await this.page.evaluate(() => watched().reset());
  }

  /** Waits for the goal. After a reload the time runs from the start of the new page. */
  async until(goal: Goal): Promise<Moments> {
    try {
      await this.page.waitForFunction((wanted) => watched().moments(wanted) !== null, goal, {
        polling: 50,
        timeout: PATIENCE_MS,
      });
    } catch (cause) {
      const seen = await this.page.evaluate(() => watched().report());
      throw new Error(`waited in vain for ${JSON.stringify(goal)}; seen: ${seen}`, { cause });
    }
    const moments = await this.page.evaluate((wanted) => watched().moments(wanted), goal);
    if (!moments) throw new Error('the panel has gone again');
    return moments;
  }
}

interface PanelWatch {
  reset(): void;
  moments(goal: Goal): Moments | null;
  /** The last things seen, for a person to read. */
  report(): string;
}

/** Runs in the page, where `watchPanel` has put it. */
declare function watched(): PanelWatch;

/** Runs in the page, as its source text. Looks every few milliseconds, and notes what has changed. */
function watchPanel(): void {
  if (window.top !== window || 'watched' in window) return;
  let start = 0;
  let sights: Sight[] = [];
  let last = '';
  const look = () => {
    const panels = [...document.querySelectorAll<HTMLIFrameElement>('iframe.webview')];
    const outer = panels.find(
      (panel) => !panel.src.includes('purpose=') && panel.checkVisibility({ visibilityProperty: true }),
    );
    const inner = outer?.contentDocument?.querySelector<HTMLIFrameElement>('#active-frame')?.contentDocument;
    const scrubber = inner?.querySelector<HTMLInputElement>('.scrubber');
    const epoch = /^epoch (\d+) of /.exec(scrubber?.getAttribute('aria-valuetext') ?? '')?.[1];
    const sight = {
      isVisible: outer !== undefined,
      hasPage: Boolean(inner?.querySelector('main')),
      epoch: epoch === undefined ? null : Number(epoch),
      isWhole: scrubber?.style.getPropertyValue('--received') === '1',
      verdict: inner?.querySelector('.spelled')?.textContent ?? null,
    };
    const text = JSON.stringify(sight);
    if (text === last) return;
    last = text;
    const at = performance.now();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => sights.push({ at, painted: performance.now(), ...sight });
    requestAnimationFrame(() => port2.postMessage(null)); // the first task after the frame's rendering
  };
  setInterval(look, 4);
  const begin = () => {
    if (start < 0) start = performance.now();
  };
  addEventListener('keydown', (event) => event.key === 'Enter' && begin(), true);
  addEventListener('mousedown', begin, true);
  const watch: PanelWatch = {
    reset: () => {
      start = -1;
      sights = [];
      last = '';
    },
    report: () => JSON.stringify({ start, sights: sights.slice(-5) }),
    moments: (goal) => {
      const reached = sights.find(
        ({ hasPage, epoch, isWhole, verdict }) =>
          hasPage &&
          (goal.epoch === undefined || goal.epoch === epoch) &&
          (!goal.isWhole || isWhole) &&
          (goal.verdict === undefined || goal.verdict === verdict),
      );
      const visible = sights.find(({ isVisible, at }) => isVisible && at >= start);
      const page = sights.find(({ hasPage, at }) => hasPage && at >= start);
      if (start < 0 || !reached || !visible || !page) return null;
      return { visible: visible.at - start, page: page.at - start, reached: reached.painted - start };
    },
  };
  Object.assign(window, { watched: () => watch });
}
