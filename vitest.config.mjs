import { defineConfig } from 'vitest/config';

/** `unit` runs in Node alone; `browser` opens the built pages (dist/webview) in Chromium, `workbench` a whole VS Code. */
export default defineConfig({
  test: {
    watch: false,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/test/**/*.test.ts', 'webview/test/**/*.test.{ts,tsx}'],
          exclude: ['src/test/{extension,workbench}/**', '**/*.browser.test.*'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'browser',

          include: ['webview/test/**/*.browser.test.ts'],
          setupFiles: ['webview/test/closeBrowser.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'workbench',
          include: ['src/test/workbench/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
    ],
  },
});
