import { useRef } from 'preact/hooks';
import { unitName } from '../names.ts';
import type { GraphLayout, GraphNode } from '../paint/graphLayout.ts';
import { nodeArray, partsOf } from '../phaseParts.ts';
import type { ShownRun } from '../run.ts';
import { useInspector, usePainting } from './context.ts';
import { NodeShape } from './GraphNodeShape.tsx';
import { nodeValue, phaseValue, roleText, tipText } from './nodeValue.ts';
import type { NodeValue } from './nodeValue.ts';

interface GraphNodesProps {
  readonly run: ShownRun;
  readonly layout: GraphLayout;
  readonly width: number;
}

/** Features, units and classes as buttons. Only what a row's values change is written anew. */
export function GraphNodes({ run, layout, width }: GraphNodesProps) {
  const { state, tooltip, select, open } = useInspector();
  const group = useRef<SVGGElement>(null);
  const { layer, unit } = state.chosen.value;
  const nodes = layout.layers.flatMap((one) => one.nodes);
  const last = layout.layers.length - 1;
  usePainting(() => {
    const shown = state.shown.value;
    const { row } = state.chosen.value;
    const phase = state.phases.phase.value;
    const arrays = phase ? state.arrays.value : null;
    const parts = phase && partsOf(phase);
    const elements = group.current?.children ?? [];
    nodes.forEach((node, i) => {
      const element = elements[i];
      if (!element) return;
      const value = nodeValue(run, shown, row, node);
      const inPhase = phase && arrays ? phaseValue(value, arrays, phase, row, node) : value;
      writeNode(element, node, inPhase, run, layout.barWidth);
      element.classList.toggle('dimmed', parts !== null && !parts.nodes.includes(node.layer));
    });
  });
  const walk = (event: KeyboardEvent, at: number) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = nodes[at + step];
    if (event.key === 'Enter' || event.key === ' ') chooseOrOpen(nodes[at]!, isChosen(nodes[at]!));
    else if (step === 0 || !next) return;
    else {
      choose(next);
      requestAnimationFrame(() => (group.current?.children[at + step] as SVGGElement | undefined)?.focus());
    }
    event.preventDefault();
  };
  const choose = (node: GraphNode) => select({ layer: node.layer, unit: node.unit });
  /** A number, and a node that is selected already, open their arithmetic. */
  const chooseOrOpen = (node: GraphNode, wantsArithmetic: boolean) => {
    const phase = state.phases.phase.value;
    const name = phase
      ? nodeArray(phase, node.layer, last)
      : node.layer === 0
        ? 'X'
        : node.layer < last
          ? 'A'
          : 'P';
    if (!wantsArithmetic || name === null) choose(node);
    else open({ name, layer: node.layer, row: state.chosen.value.row, column: node.unit });
  };
  const isChosen = (node: GraphNode) => node.layer === layer && (unit === null || node.unit === unit);
  const focusable = Math.max(0, nodes.findIndex(isChosen));
  return (
    <g ref={group}>
      {nodes.map((node, i) => (
        <g
          key={`${node.layer}/${node.unit}`}
          class={`unit ${node.layer === 0 ? 'input' : node.layer === last ? 'output' : 'hidden'}`}
          data-chosen={isChosen(node)}
          role="button"
          tabindex={i === focusable ? 0 : -1} // not tabIndex, which Preact would write as it is: SVG minds the case
          aria-pressed={isChosen(node)}
          onClick={(event) => {
            const onValue = event.target instanceof Element && event.target.matches('.value');
            chooseOrOpen(node, onValue || isChosen(node));
          }}
          onKeyDown={(event) => walk(event, i)}
          onPointerMove={(event) =>
            tooltip.show({ x: event.clientX, y: event.clientY }, () =>
              tipText(run, state.shown.value, state.chosen.value.row, node),
            )
          }
          onPointerLeave={() => tooltip.hide()}
        >
          <NodeShape run={run} layout={layout} node={node} width={width} />
        </g>
      ))}
    </g>
  );
}

function writeNode(
  element: Element,
  node: GraphNode,
  value: NodeValue,
  run: ShownRun,
  barWidth: number,
): void {
  const write = (selector: string, text: string) => {
    const target = element.querySelector(selector);
    if (target && target.textContent !== text) target.textContent = text;
  };
  element.setAttribute('data-state', value.state);
  element.setAttribute('data-role', value.role);
  write('.value', value.text);
  write('.role', roleText(value.role));
  element.setAttribute(
    'aria-label',
    spoken(element, unitName(run.experiment, node.layer, node.unit), value.text),
  );
  element.setAttribute('data-bar', String(value.share !== null));
  element.querySelector('.bar')?.setAttribute('width', ((value.share ?? 0) * barWidth).toFixed(1));
}

/** What is written at a node, in the order it stands there, then what there is no room to write. */
function spoken(element: Element, name: string, value: string): string {
  const texts = Array.from(element.querySelectorAll('text:not(.glyph)'), (text) => text.textContent);
  const written = texts.filter((text) => text !== '');
  return [...written, ...[name, value].filter((text) => !written.includes(text))].join(' ').trim();
}
