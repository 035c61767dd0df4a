import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { TOUR_STEPS } from '../../dev/tour.ts';
import { openWindow } from './window.ts';

const folder = mkdtempSync(join(tmpdir(), 'iris-network-tour-'));
const window = openWindow({ viewport: { width: 1280, height: 860 }, anew: true });

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(
  'each step of the guided tour is completed by doing it, and by nothing before',
  { timeout: 240_000 },
  async () => {
    const { page, runCommand } = window();
    const done = async (): Promise<(string | undefined)[]> => {
      const boxes = page.locator('[data-done-step-id*="irisNetwork.tour"][aria-checked="true"]');
      const ids = await boxes.evaluateAll((all) => all.map((one) => one.getAttribute('data-done-step-id')));
      return [...new Set(ids.map((id) => id?.split('#').at(-1)))];
    };
    await runCommand('Iris: Open the Guided Tour');
    await page.locator('[data-done-step-id*="irisNetwork.tour"]').first().waitFor();
    expect(await done()).toEqual([]);
    for (const [i, { id, act }] of TOUR_STEPS.entries()) {
      if (i > 0) await runCommand('Iris: Show Inspector');
      await act(window(), folder);
      await runCommand('Iris: Open the Guided Tour');
      await expect.poll(done, { timeout: 20_000 }).toEqual(TOUR_STEPS.slice(0, i + 1).map((step) => step.id));
      expect((await done()).at(-1)).toBe(id);
    }
  },
);
