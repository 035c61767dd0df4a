import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from './project.ts';
import { TOUR_STEPS } from './tour.ts';
import { svgOf, tourPicture } from './tourSvg.ts';
import { answerFileDialog, openWorkbench } from './workbench.ts';
import type { Workbench } from './workbench.ts';

/** High contrast takes those of its brightness: the pictures say what the window itself shows beside them. */
const PICTURED = ['dark', 'light'] as const;

/** So narrow that a view is about as wide as VS Code shows a picture of the tour, and all of it in sight. */
const VIEWPORT = { width: 640, height: 1500 };

const SETTINGS = { 'editor.wordWrap': 'on', 'editor.minimap.enabled': false };

/** Goes through the guided tour in a dark and a light theme and takes the picture of each step, into media/tour. */
export async function takeTourPictures(extension: string): Promise<void> {
  mkdirSync(inProject('media', 'tour'), { recursive: true });
  for (const theme of PICTURED) {
    const folder = mkdtempSync(join(tmpdir(), 'iris-network-tour-'));
    const looks = { theme, viewport: VIEWPORT, settings: SETTINGS, reducedMotion: 'reduce' } as const;
    const workbench = await openWorkbench({ extension, ...looks });
    try {
      for (const { id, act, shows } of TOUR_STEPS) {
        await act(workbench, folder);
        await workbench.page.mouse.move(5, 5);
        const drawings: string[] = [];
        for (const part of shows) drawings.push(await savedPicture(workbench, part, folder));
        const file = inProject('media', 'tour', `${id}-${theme}.svg`);
        writeFileSync(file, drawings.length > 0 ? tourPicture(drawings) : await editorPicture(workbench));
        console.log(file);
      }
    } finally {
      await workbench.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** A part of the inspector as the extension itself draws it: made a view for this, under a name that no other has. */
async function savedPicture(workbench: Workbench, selector: string, folder: string): Promise<string> {
  const { page, inspector } = workbench;
  const name = 'Tour';
  const file = join(folder, 'view.svg');
  const part = inspector.locator(selector).first();
  const view = await part.getAttribute('data-view');
  await part.evaluate((element, value) => element.setAttribute('data-view', value), name);
  await workbench.runCommand('Iris: Save Picture…');
  const row = page.locator('.quick-input-list .label-name');
  const [ours, svg] = [name, 'SVG'].map((label) => row.getByText(label, { exact: true }));
  if (!ours || !svg) throw new Error('no rows to choose');
  await ours.or(svg).first().waitFor(); // where there is one view, the list of views is left out
  if (await ours.isVisible()) await ours.click();
  await svg.click();
  await answerFileDialog(page, file, () => Promise.resolve(existsSync(file)));
  await workbench.runCommand('Notifications: Clear All Notifications'); // they would lie over the next step
  await part.evaluate((element, value) => {
    if (value === null) element.removeAttribute('data-view');
    else element.setAttribute('data-view', value);
  }, view);
  const drawing = readFileSync(file, 'utf8');
  rmSync(file);
  return drawing;
}

/** The text in the editor, from the network to the end, in its colours. */
async function editorPicture({ page }: Workbench): Promise<string> {
  const { paper, lines } = await page
    .locator('.editor-instance')
    .first()
    .evaluate((editor) => {
      const rows = [...editor.querySelectorAll<HTMLElement>('.view-line')].sort(
        (a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top,
      );
      const ground = getComputedStyle(editor.querySelector('.monaco-editor-background') ?? editor);
      return {
        paper: ground.backgroundColor,
        lines: rows.map((row) =>
          [...row.querySelectorAll<HTMLElement>('span > span')].map((span) => {
            const { left, width } = span.getBoundingClientRect();
            return { left, width, text: span.textContent, fill: getComputedStyle(span).color };
          }),
        ),
      };
    });
  const first = lines.findIndex((spans) => spans.some(({ text }) => text.includes('"network"')));
  const shown = lines.slice(first).filter((spans) => spans.length > 0);
  const left = Math.min(...shown.flat().map((span) => span.left));
  const right = Math.max(...shown.flat().map((span) => span.left + span.width));
  const texts = shown.flatMap((spans, i) =>
    spans
      .filter(({ text }) => text.trim() !== '')
      .map(({ left: from, width, text, fill }) => {
        const written = text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
        const place = `x="${(from - left + MARGIN).toFixed(1)}" y="${MARGIN + 14 + i * LINE}" textLength="${width.toFixed(1)}"`;
        return `<text ${place} lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="${fill}">${written}</text>`;
      }),
  );
  const content = `<g font-family="monospace" font-size="14">${texts.join('')}</g>`;
  return svgOf(Math.ceil(right - left) + 2 * MARGIN, shown.length * LINE + 2 * MARGIN, paper, content);
}

const MARGIN = 12;
const LINE = 19;
