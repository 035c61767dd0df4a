import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { kernelModule } from './kernel.mjs';

/** How long a condition is waited for, in ms: long, because a busy machine is no fault; and less than a test may take. */
const PATIENCE = 30_000;

/** A Python program is its text, as in the bundle. */
const pythonText = {
  name: 'python-text',
  enforce: 'pre',
  load: (id) =>
    id.endsWith('.py') ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))};` : undefined,
};
const plugins = [kernelModule, pythonText];

/** `unit` runs in Node alone; `browser` opens the built pages (dist/webview) in Chromium, `workbench` a whole VS Code. */
export default defineConfig({
  test: {
    watch: false,
    projects: [
      {
        plugins,
        test: {
          name: 'unit',
          include: ['src/test/**/*.test.ts', 'webview/test/**/*.test.{ts,tsx}'],
          exclude: ['src/test/{extension,workbench}/**', '**/*.browser.test.*'],
          testTimeout: 20_000,
        },
      },
      {
        plugins,
        test: {
          name: 'browser',
          include: ['webview/test/**/*.browser.test.ts', 'src/test/**/*.browser.test.ts'],
          setupFiles: ['webview/test/closeBrowser.ts'],
          retry: 1, // a page on a busy machine may miss its moment once
          testTimeout: 90_000,
          hookTimeout: 90_000,
          expect: { poll: { timeout: PATIENCE } },
          maxWorkers: 1,
        },
      },
      {
        plugins,
        test: {
          name: 'workbench',
          include: ['src/test/workbench/**/*.test.ts'],
          retry: 2,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          expect: { poll: { timeout: PATIENCE } },
          maxWorkers: 1,
        },
      },
    ],
  },
});
