import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { inProject } from './project.ts';
import { stageExtension } from './stage.ts';
import { takeTourPictures } from './tourPictures.ts';
import { openWorkbench, THEMES } from './workbench.ts';
import type { ThemeName, Workbench } from './workbench.ts';

/** A picture to take: its name in the file's name, and what brings a window with the extension into that state. */
interface State {
  readonly name: string;
  readonly arrange: (workbench: Workbench) => Promise<void>;
}

/** In this order in one window, each from where the one before left it. */
const STATES: readonly State[] = [
  {
    name: 'end',
    arrange: async (workbench) => {
      await workbench.runCommand('Iris: Train Iris Network');
      await showEpoch(workbench, 2600);
    },
  },
  { name: 'first', arrange: (workbench) => showEpoch(workbench, 0) },
  { name: 'middle', arrange: (workbench) => showEpoch(workbench, 700) },
];

/** Moves the scrubber, once every epoch has arrived, and waits until the page says that it shows the epoch. */
async function showEpoch({ inspector, page }: Workbench, epoch: number): Promise<void> {
  await inspector.locator('.scrubber[style$="--received: 1;"]').fill(String(epoch));
  await inspector.locator(`.scrubber[aria-valuetext^="epoch ${epoch} of"]`).waitFor();
  await inspector.locator(':focus').evaluate((element: HTMLElement) => element.blur());
  await page.mouse.move(5, 5);
}

const WIDTHS: readonly number[] = [1280, 800];
const HEIGHT = 800;

/**
 * Takes pictures of a real VS Code, one per state, theme and width, into a folder; or those of the README, into media:
 * `npm run screenshots -- FOLDER [--theme=dark,light] [--width=1280,800]` or those of the
 * guided tour: `npm run screenshots -- --readme`, `-- --tour`.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      theme: { type: 'string' },
      width: { type: 'string' },
      readme: { type: 'boolean' },
      tour: { type: 'boolean' },
    },
  });
  const [folder] = positionals;
  const extension = stageExtension();
  if (values.tour) return takeTourPictures(extension);
  if (values.readme) {
    for (const picture of README) await takeReadmePicture(extension, picture);
    return;
  }
  if (folder === undefined)
    throw new Error('name the folder that the pictures go to, or say --readme or --tour');
  mkdirSync(folder, { recursive: true });
  const themes = values.theme?.split(',').map(themeNamed) ?? THEMES;
  const widths = values.width?.split(',').map(Number) ?? WIDTHS;
  for (const theme of themes) {
    for (const width of widths) await takePictures(resolve(folder), extension, theme, width);
  }
}

/** A picture of the README: the parts of the window that it shows, side by side from the left. */
interface ReadmePicture {
  readonly file: string;
  readonly theme: ThemeName;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly epoch: number;
  readonly parts: readonly ('sidebar' | 'editor')[];
}

const README: readonly ReadmePicture[] = [
  {
    file: 'inspector-dark.png',
    theme: 'dark',
    viewport: { width: 1340, height: 920 },
    epoch: 2600,
    parts: ['editor'],
  },
  {
    file: 'inspector-light.png',
    theme: 'light',
    viewport: { width: 1580, height: 900 },
    epoch: 700,
    parts: ['sidebar', 'editor'],
  },
];

async function takeReadmePicture(extension: string, picture: ReadmePicture): Promise<void> {
  const { theme, viewport, epoch, parts } = picture;
  const workbench = await openWorkbench({ extension, theme, viewport, reducedMotion: 'reduce' });
  try {
    await workbench.runCommand('Iris: Train Iris Network');
    if (parts.includes('sidebar')) {
      await workbench.runCommand('View: Show Iris Network');
      await workbench.sidePanel.getByRole('button', { name: 'Train', exact: true }).waitFor();
    }
    await showEpoch(workbench, epoch);
    if (parts.includes('sidebar')) await workbench.page.getByText(`epoch ${epoch}, `).waitFor();
    const boxes = await Promise.all(parts.map((part) => boxOf(workbench, part)));
    const x = Math.min(...boxes.map((box) => box.x));
    const y = Math.min(...boxes.map((box) => box.y));
    const width = Math.max(...boxes.map((box) => box.x + box.width)) - x;
    const height = Math.max(...boxes.map((box) => box.y + box.height)) - y;
    const file = inProject('media', picture.file);
    writeFileSync(file, await settledPicture(workbench, { x, y, width, height }));
    console.log(file);
  } finally {
    await workbench.close();
  }
}

/** The side panel follows the inspector a little later: a picture counts once the next one is the same. */
async function settledPicture({ page }: Workbench, clip: Rectangle): Promise<Buffer> {
  const take = () => page.screenshot({ clip, animations: 'disabled' });
  for (let before = await take(); ;) {
    await page.waitForTimeout(1_500);
    const now = await take();
    if (now.equals(before)) return now;
    before = now;
  }
}

async function boxOf({ page }: Workbench, part: string): Promise<Rectangle> {
  const box = await page.locator(`.part.${part}`).boundingBox();
  if (!box) throw new Error(`the window shows no ${part}`);
  return box;
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function themeNamed(name: string): ThemeName {
  const theme = THEMES.find((one) => one === name);
  if (!theme) throw new Error(`--theme names no theme: ${name}; the themes are ${THEMES.join(', ')}`);
  return theme;
}

async function takePictures(
  folder: string,
  extension: string,
  theme: ThemeName,
  width: number,
): Promise<void> {
  const viewport = { width, height: HEIGHT };
  const workbench = await openWorkbench({ extension, theme, viewport, reducedMotion: 'reduce' });
  try {
    for (const { name, arrange } of STATES) {
      await arrange(workbench);
      const file = join(folder, `${name}-${theme}-${width}.png`);
      await workbench.screenshot(file);
      console.log(file);
    }
    for (const problem of workbench.watch.problems) console.error(`in the window: ${problem}`);
  } finally {
    await workbench.close();
  }
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
