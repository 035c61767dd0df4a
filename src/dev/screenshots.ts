import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { showEpoch, takeReadmePictures } from './readmePictures.ts';
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
  if (values.readme) return takeReadmePictures(extension);
  if (folder === undefined)
    throw new Error('name the folder that the pictures go to, or say --readme or --tour');
  mkdirSync(folder, { recursive: true });
  const themes = values.theme?.split(',').map(themeNamed) ?? THEMES;
  const widths = values.width?.split(',').map(Number) ?? WIDTHS;
  for (const theme of themes) {
    for (const width of widths) await takePictures(resolve(folder), extension, theme, width);
  }
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
