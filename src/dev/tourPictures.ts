import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from './project.ts';
import { TOUR_STEPS } from './tour.ts';
import type { TourStep } from './tour.ts';
import { webpOf } from './webp.ts';
import { openWorkbench } from './workbench.ts';
import type { Workbench } from './workbench.ts';

/** High contrast takes those of its brightness: the pictures say what the window itself shows beside them. */
const PICTURED = ['dark', 'light'] as const;

const VIEWPORT = { width: 1120, height: 760 };
const PICTURE = { width: 304, height: 184 };
const QUALITY = 0.02; // of WebP: text can still be read, and a picture takes 2 to 3 KB

/** Goes through the guided tour in a dark and a light theme and takes the picture of each step, into media/tour. */
export async function takeTourPictures(extension: string): Promise<void> {
  mkdirSync(inProject('media', 'tour'), { recursive: true });
  for (const theme of PICTURED) {
    const folder = mkdtempSync(join(tmpdir(), 'iris-network-tour-'));
    const workbench = await openWorkbench({ extension, theme, viewport: VIEWPORT, reducedMotion: 'reduce' });
    try {
      for (const step of TOUR_STEPS) {
        await step.act(workbench, folder);
        const file = inProject('media', 'tour', `${step.id}-${theme}.webp`);
        writeFileSync(file, await pictureOf(workbench, step));
        console.log(file);
      }
    } finally {
      await workbench.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

async function pictureOf(workbench: Workbench, { corner }: TourStep): Promise<Buffer> {
  const { page, inspector } = workbench;
  await page.mouse.move(5, 5);
  const part = corner === null ? page.locator('.editor-instance .view-lines') : inspector.locator(corner);
  const box = await part.first().boundingBox();
  if (!box) throw new Error(`the window shows no ${corner ?? 'editor'}`);
  const x = Math.min(box.x, VIEWPORT.width - PICTURE.width);
  const y = Math.min(Math.max(0, box.y - 8), VIEWPORT.height - PICTURE.height - 22); // without the status bar
  const png = await page.screenshot({ clip: { x, y, ...PICTURE }, animations: 'disabled' });
  return webpOf(page.context().browser(), png, QUALITY);
}
