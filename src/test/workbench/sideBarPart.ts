import type { Locator } from 'playwright-core';
import type { Workbench } from '../../dev/workbench.ts';

/** The extension's side panel: the form, the layers and the runs. */
export class SideBarPart {
  private readonly workbench: Workbench;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
  }

  /** Opens the view in the activity bar, if it is not open. */
  async open(): Promise<void> {
    const icon = this.workbench.page.getByRole('tab', { name: 'Iris Network', exact: true });
    if ((await icon.getAttribute('aria-expanded')) !== 'true') await icon.click();
    await this.field('Epochs').waitFor();
  }

  /** A text field of the form. */
  field(label: string): Locator {
    return this.workbench.sidePanel.getByRole('textbox', { name: label, exact: true });
  }

  /** A line of text in the form. */
  line(text: string): Locator {
    return this.workbench.sidePanel.getByText(text, { exact: true });
  }

  get trainButton(): Locator {
    return this.workbench.sidePanel.getByRole('button', { name: 'Train', exact: true });
  }

  /** A line of one of the trees, as far as it is in sight; its text is its label and then its details. */
  row(tree: 'Layers' | 'Runs', label?: string | RegExp): Locator {
    const rows = this.workbench.page.getByRole('tree', { name: tree }).getByRole('treeitem');
    return label === undefined ? rows : rows.filter({ hasText: label });
  }
}
