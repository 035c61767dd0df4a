import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

/**
 * What axe finds serious or critical in a page or frame, one readable line each; an empty list is a pass.
 *
 * @param within a selector of the part to look at; the whole document if left out
 */
export async function accessibilityProblems(page: Page | Frame, within = 'html'): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate(async (selector): Promise<AxeResults> => {
    const injected = (window as unknown as { axe: { run(selector: string): Promise<AxeResults> } }).axe;
    return injected.run(selector);
  }, within);
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => {
        const reason = failureSummary?.split('\n').slice(1).join(' ').replace(/\s+/g, ' ').trim() ?? '';
        return `${id} (${impact}): ${help} at ${target.flat().join(' ')}: ${reason}`;
      }),
    );
}
