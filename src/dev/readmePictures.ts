import { writeFileSync } from 'node:fs';
import { inProject } from './project.ts';
import { animate, webpOf } from './webp.ts';
import type { Frame } from './webp.ts';
import { openWorkbench } from './workbench.ts';
import type { ThemeName, Workbench } from './workbench.ts';

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

/** Takes the pictures of the README and its animation, into media. */
export async function takeReadmePictures(extension: string): Promise<void> {
  for (const picture of README) await takeReadmePicture(extension, picture);
  await takeAnimation(extension);
}

/** Moves the scrubber, once every epoch has arrived, and waits until the page says that it shows the epoch. */
export async function showEpoch({ inspector, page }: Workbench, epoch: number): Promise<void> {
  await inspector.locator('.scrubber[style$="--received: 1;"]').fill(String(epoch));
  await inspector.locator(`.scrubber[aria-valuetext^="epoch ${epoch} of"]`).waitFor();
  await inspector.locator(':focus').evaluate((element: HTMLElement) => element.blur());
  await page.mouse.move(5, 5);
}

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

/** The run as it passes by, then the scrubber drawn back to where row 57 began to be read wrong, and on. */
const SEEN_EPOCHS = [
  0, 10, 20, 35, 50, 75, 100, 150, 200, 300, 400, 550, 700, 900, 1100, 1400, 1700, 2000, 2300,
];
const SCRUBBED_EPOCHS = [2000, 1400, 900, 400, 150, 75, 62];
const LAST_EPOCH = 2600;

const ANIMATION = { width: 1240, height: 800 };
const ANIMATION_QUALITY = 0.28; // of WebP: text can be read, and all frames together stay below 1.5 MB
const FRAME_MS = 160;
const HELD_MS = 1600;

async function takeAnimation(extension: string): Promise<void> {
  const workbench = await openWorkbench({ extension, viewport: ANIMATION, reducedMotion: 'reduce' });
  try {
    await workbench.runCommand('Iris: Train Iris Network');
    await showEpoch(workbench, 0);
    const clip = await boxOf(workbench, 'editor');
    const browser = workbench.page.context().browser();
    const frames: Frame[] = [];
    const take = async (epoch: number, ms: number) => {
      await showEpoch(workbench, epoch);
      const png = await workbench.page.screenshot({ clip, animations: 'disabled' });
      frames.push({ webp: await webpOf(browser, png, ANIMATION_QUALITY), ms });
    };
    for (const epoch of SEEN_EPOCHS) await take(epoch, FRAME_MS);
    await take(LAST_EPOCH, HELD_MS);
    for (const epoch of SCRUBBED_EPOCHS) await take(epoch, FRAME_MS);
    await take(61, HELD_MS);
    await take(62, HELD_MS);
    await take(LAST_EPOCH, HELD_MS);
    const file = inProject('media', 'training.webp');
    const bytes = animate(frames, clip.width, clip.height);
    writeFileSync(file, bytes);
    console.log(file, `${Math.round(bytes.length / 1000)} KB`);
  } finally {
    await workbench.close();
  }
}
