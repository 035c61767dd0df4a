import { beforeEach, describe, expect, test } from 'vitest';
import { openWindow } from './window.ts';

const window = openWindow({ tidy: reset });

beforeEach(async () => {
  await window().sideBar.open();
});

/** To the settings of the tutorial and no editor, so that an inspector which is there next shows the next run. */
async function reset(): Promise<void> {
  await window().runCommand('View: Close All Editors');
  const button = window().sidePanel.getByRole('button', { name: 'Reset to the tutorial' });
  if (await button.isVisible()) await button.click();
  await button.waitFor({ state: 'detached' });
}

describe('the form', () => {
  test('trains with what stands in it, and leaves the earlier run as it was', async () => {
    const { sideBar, inspectorPart: inspector } = window();
    await sideBar.trainButton.click();
    await inspector.untilEpoch(2600);
    const tutorial = await inspector.parameters();
    await sideBar.field('Hidden units').fill('3');
    await sideBar.field('Epochs').fill('40');
    await sideBar.trainButton.click();
    await inspector.untilEpoch(40);
    expect(await inspector.runName()).toBe('40 epochs, hidden 3 relu');
    expect(await inspector.parameters()).toHaveLength(5 * 3 + 4 * 3);
    await sideBar.row('Runs', '#2 40 epochs, hidden 3 relu').waitFor();
    await expect.poll(() => sideBar.row('Runs').count()).toBe(2);
    await sideBar.row('Runs', '#1 Tutorial').click();
    await inspector.untilEpoch(2600);
    await sideBar
      .row('Runs', '#1 Tutorial')
      .and(window().page.getByRole('treeitem', { name: /shown in the inspector$/ }))
      .waitFor();
    expect(await inspector.runName()).toBe('Tutorial');
    expect(await inspector.parameters()).toEqual(tutorial);
    await expect.poll(() => sideBar.row('Runs').count()).toBe(2);
  });

  test('says what is wrong with a value, and does not train with it', async () => {
    const { sideBar, inspectorPart: inspector } = window();
    const runs = await sideBar.row('Runs').count();
    await sideBar.field('Epochs').fill('12.5');
    const message = sideBar.line('Must be a whole number from 0 to 1000000, got 12.5');
    await message.waitFor();
    await sideBar.trainButton.click();
    await sideBar.field('Epochs').and(window().sidePanel.locator(':focus')).waitFor();
    await sideBar.field('Epochs').fill('12');
    await message.waitFor({ state: 'detached' });
    await sideBar.trainButton.click();
    await inspector.untilEpoch(12);
    // the run with 12 epochs is the only new one: the first press has started none
    await expect.poll(() => sideBar.row('Runs').count()).toBe(runs + 1);
  });

  test('and the settings are the same thing', async () => {
    const { sideBar } = window();
    await sideBar.field('Test share').fill('0.3');
    await sideBar.field('Epochs').focus();
    await window().runCommand('Iris: Open Settings');
    const share = window().page.getByRole('spinbutton', { name: 'irisNetwork.split.testSize' });
    await expect.poll(() => share.inputValue()).toBe('0.3');
    await share.fill('0.4');
    await expect.poll(() => sideBar.field('Test share').inputValue()).toBe('0.4');
  });
});

describe('a unit', () => {
  test('chosen in Layers is marked in the inspector', async () => {
    const { sideBar, inspectorPart: inspector } = window();
    await sideBar.trainButton.click();
    await inspector.untilEpoch(2600);
    for (const unit of ['h4', 'h2']) {
      await sideBar.row('Layers', new RegExp(`^${unit}fires on`)).click();
      await inspector.locator(`.unit[data-chosen=true][aria-label^="${unit} "]`).waitFor();
      await inspector.locator('.mask-head.chosen .name').filter({ hasText: unit }).waitFor();
    }
  });

  test('chosen in Layers while another tab is in front brings the inspector to it', async () => {
    const { sideBar, inspectorPart: inspector } = window();
    await sideBar.trainButton.click();
    await inspector.untilEpoch(2600);
    await inspector.hide();
    await sideBar.row('Layers', /^h3fires on/).click();
    await inspector.locator('.unit[data-chosen=true][aria-label^="h3 "]').waitFor();
    await inspector.untilEpoch(2600);
  });

  test('chosen in the inspector is selected in Layers', async () => {
    const { page, sideBar, inspectorPart: inspector } = window();
    await sideBar.trainButton.click();
    await inspector.untilEpoch(2600);
    await inspector.locator('.matrix thead .name').filter({ hasText: 'h5' }).click();
    await sideBar
      .row('Layers', /^h5fires on/)
      .and(page.locator('[aria-selected=true]'))
      .waitFor();
  });
});
