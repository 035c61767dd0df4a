import { expect, test } from 'vitest';
import { openWindow } from './window.ts';

const window = openWindow({
  settings: { 'irisNetwork.split.testSize': 0, 'irisNetwork.split.randomState': 7 },
});

test('a split seed of one’s own comes back with the test share, after there was none', async () => {
  const { sideBar, inspectorPart: inspector } = window();
  await sideBar.open();
  await sideBar.line('train and test on all 150 rows').waitFor();
  await sideBar.field('Test share').fill('0.2');
  await sideBar.line('30 of 150 rows, split seed 7').waitFor();
  await sideBar.trainButton.click();
  await inspector.untilState('completed');
  expect(await inspector.runName()).toBe('split seed 7');
});
