import { useRef } from 'preact/hooks';
import type { CellAddress } from '#engine/arrays';
import { isSameParameter } from '../cells.ts';
import { exact } from '../format.ts';
import { unitName } from '../names.ts';
import { edgeWidth, thickestEdge, touches } from '../paint/graphLayout.ts';
import type { GraphEdge, GraphLayout } from '../paint/graphLayout.ts';
import { partsOf } from '../phaseParts.ts';
import type { ShownRun } from '../run.ts';
import { N_CLASS_MARKS } from '../theme.ts';
import { useInspector, usePainting } from './context.ts';

interface GraphEdgesProps {
  readonly run: ShownRun;
  readonly layout: GraphLayout;
  readonly width: number;
}

/** A curve per weight: width is |w|, dashes are negative. Only its stroke changes with the epoch. */
export function GraphEdges({ run, layout, width }: GraphEdgesProps) {
  const { state, tooltip, open } = useInspector();
  const group = useRef<SVGGElement>(null);
  const { layer, unit } = state.chosen.value;
  const incoming = (edge: GraphEdge) =>
    touches(edge, { layer, unit }) && (edge.layer + 1 === layer || (layer === 0 && edge.layer === 0));
  const edges = [...layout.edges].sort((a, b) => Number(incoming(a)) - Number(incoming(b))); // on top: the marked ones
  usePainting(() => {
    const shown = state.shown.value;
    const scale = state.scale.value;
    const paths = group.current?.children ?? [];
    edges.forEach((edge, i) => {
      const weight = shown ? weightOf(shown.parameters.layers, edge) : 0;
      const path = paths[i];
      const thickest = thickestEdge(layout.layers[edge.layer]!, width);
      if (path) strokeEdge(path, weight, edgeWidth(weight, scale, thickest));
    });
  });
  usePainting(() => {
    const phase = state.phases.phase.value;
    const parts = phase && partsOf(phase);
    const opened = state.cell.value;
    const hovered = state.hovered.value;
    const paths = group.current?.children ?? [];
    edges.forEach((edge, i) => {
      const layer = edge.layer + 1;
      const address: CellAddress = { name: 'W', layer, row: edge.input, column: edge.unit };
      const isHovered = hovered.some((cell) => isSameParameter(address, cell));
      const isChosen = isSameParameter(address, opened);
      paths[i]?.classList.toggle('dimmed', parts !== null && !parts.edges.includes(layer));
      paths[i]?.classList.toggle('hovered', isHovered);
      paths[i]?.setAttribute('data-chosen', String(isChosen));
    });
  });
  const edgeAt = (event: Event) => edges[Number((event.target as Element).getAttribute('data-edge') ?? NaN)];
  const click = (event: Event) => {
    const edge = edgeAt(event);
    if (edge) open({ name: 'W', layer: edge.layer + 1, row: edge.input, column: edge.unit });
  };
  const hover = (event: PointerEvent) => {
    const edge = edgeAt(event);
    if (!edge) return;
    tooltip.show({ x: event.clientX, y: event.clientY }, () => {
      const { value } = state.shown;
      return value ? edgeText(run, edge, weightOf(value.parameters.layers, edge)) : '';
    });
  };
  return (
    <g
      ref={group}
      key={`${layer}/${unit}/${width}`}
      onPointerMove={hover}
      onPointerLeave={() => tooltip.hide()}
      onClick={click}
      aria-hidden="true"
    >
      {edges.map((edge, i) => (
        <path
          key={`${edge.layer}/${edge.input}/${edge.unit}`}
          class={incoming(edge) ? 'edge on' : 'edge'}
          data-edge={i}
          d={edge.path}
        />
      ))}
    </g>
  );
}

function weightOf(
  layers: readonly { readonly weights: Float64Array; readonly nUnits: number }[],
  { layer, input, unit }: GraphEdge,
): number {
  const { weights, nUnits } = layers[layer]!;
  return weights[input * nUnits + unit]!;
}

function strokeEdge(path: Element, weight: number, width: number): void {
  const negative = weight < 0;
  path.setAttribute('stroke-width', width.toFixed(2));
  path.classList.toggle('negative', negative);
  if (negative) {
    path.setAttribute(
      'stroke-dasharray',
      `${Math.max(4, width * 1.6).toFixed(1)} ${Math.max(3, width).toFixed(1)}`,
    );
  } else path.removeAttribute('stroke-dasharray');
}

function edgeText({ experiment }: ShownRun, { layer, input, unit }: GraphEdge, weight: number): string {
  const from = unitName(experiment, layer, input);
  const to = unitName(experiment, layer + 1, unit);
  return `W${layer + 1}[${from}, ${to}]\n${exact(weight)}`;
}

const STRONG = [
  'M0 0H4V4H0z',
  'M-1 1L1 -1M0 7L7 0M6 8L8 6',
  'M0 0H2V2H0z',
  'M0 0H2V4H0z',
  'M-1 6L1 8M0 0L7 7M6 -1L8 1',
  'M0 0H2V2H0zM2 2H4V4H2z',
  'M0 0H4V8H0z',
  'M0 0H2V2H0z',
] as const;
const SIZES = [4, 7, 4, 4, 7, 4, 8, 6] as const;

/** The class fills of the row pictures, for the bars of the graph. */
export function ClassPatterns() {
  return (
    <defs>
      {Array.from({ length: N_CLASS_MARKS }, (_, k) => {
        const size = SIZES[k]!;
        const lines = size === 7;
        return (
          <pattern
            key={k}
            id={`class-${k}`}
            class={`class-${k}`}
            width={size}
            height={size}
            patternUnits="userSpaceOnUse"
          >
            <rect width={size} height={size} fill="currentColor" opacity={k === 0 ? 0 : 0.48} />
            <path
              d={STRONG[k]}
              fill={lines ? 'none' : 'currentColor'}
              stroke={lines ? 'currentColor' : 'none'}
              stroke-width={2.1}
              opacity={k === 0 ? 0.8 : 1}
            />
          </pattern>
        );
      })}
    </defs>
  );
}
