import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openWorkbench } from '../../dev/workbench.ts';
import { installPackage } from '../dev/packaged.ts';
import { InspectorPart } from './inspectorPart.ts';

const folder = mkdtempSync(join(tmpdir(), 'iris-network-installed-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the .vsix, installed where nothing was before, trains the tutorial’s run', async () => {
  const installed = installPackage(folder);
  const workbench = await openWorkbench({ extension: installed.folder, reducedMotion: 'reduce' });
  try {
    const inspector = new InspectorPart(workbench);
    await workbench.runCommand('Iris: Train Iris Network');
    await inspector.untilWhole();
    await inspector.typeEpoch(2600);
    expect(await inspector.locator('.verdict').textContent()).toContain('29 of 30');
    expect(workbench.watch.problems).toEqual([]);
    expect(workbench.watch.foreignRequests).toEqual([]);
    expect(readdirSync(join(installed.folder, 'dist')).filter((file) => file.endsWith('.map'))).toEqual([]);
  } finally {
    await workbench.close();
  }
});
