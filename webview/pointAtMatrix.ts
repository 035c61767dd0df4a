import type { MatrixName } from '#protocol/api';
import type { InspectorState } from './state.ts';

/** Brings the weights or biases that lead to a layer into sight and outlines them for a moment, on the page that has them. */
export function pointAtMatrix(state: InspectorState, layer: number, name: MatrixName): void {
  if (state.tab.value === 'arrays') {
    state.setOptions({ array: `${name}${layer}` });
    return;
  }
  state.setOptions({ tab: 'network' });
  requestAnimationFrame(() => requestAnimationFrame(() => outline(layer, name))); // after the page has been drawn
}

function outline(layer: number, name: MatrixName): void {
  for (const old of document.querySelectorAll('.pointed')) old.classList.remove('pointed');
  const matrix = document.querySelectorAll('.matrices > .matrix')[layer - 1];
  const target = (name === 'b' ? matrix?.querySelector('tr.bias') : null) ?? matrix;
  target?.scrollIntoView({ block: 'nearest' });
  target?.classList.add('pointed');
  target?.addEventListener('animationend', () => target.classList.remove('pointed'), { once: true });
}
