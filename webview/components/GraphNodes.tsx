import { useRef } from 'preact/hooks';
import { fires } from '#engine/activations';
import { exact, fixed, plain } from '../format.ts';
import { unitName } from '../names.ts';
import { glyphOf } from '../paint/classMarks.ts';
import type { GraphLayout, GraphNode } from '../paint/graphLayout.ts';
import type { Shown, ShownRun } from '../run.ts';
import { N_CLASS_MARKS } from '../theme.ts';
import { useInspector, usePainting } from './context.ts';

interface GraphNodesProps {
  readonly run: ShownRun;
  readonly layout: GraphLayout;
  readonly width: number;
}

/** The width of a figure at 10 px. */
const SMALL_FIGURE = 5.6;

/** What one node says for the selected row. */
interface NodeValue {
  readonly text: string;
  readonly state: 'fires' | 'silent' | 'dead';
  readonly share: number; // of an output's bar
  readonly role: string; // "actual", "predicted" or nothing
}

/** Features, units and classes as buttons. Only what a row's values change is written anew. */
export function GraphNodes({ run, layout, width }: GraphNodesProps) {
  const { state, tooltip, select } = useInspector();
  const group = useRef<SVGGElement>(null);
  const { layer, unit } = state.chosen.value;
  const nodes = layout.layers.flatMap((one) => one.nodes);
  const last = layout.layers.length - 1;
  usePainting(() => {
    const shown = state.shown.value;
    const { row } = state.chosen.value;
    const elements = group.current?.children ?? [];
    nodes.forEach((node, i) => {
      const element = elements[i];
      if (element) writeNode(element, node, nodeValue(run, shown, row, node), run, layout.barWidth);
    });
  });
  const walk = (event: KeyboardEvent, at: number) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = nodes[at + step];
    if (event.key === 'Enter' || event.key === ' ') choose(nodes[at]!);
    else if (step === 0 || !next) return;
    else {
      choose(next);
      requestAnimationFrame(() => (group.current?.children[at + step] as SVGGElement | undefined)?.focus());
    }
    event.preventDefault();
  };
  const choose = (node: GraphNode) => select({ layer: node.layer, unit: node.unit });
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
          tabIndex={i === focusable ? 0 : -1}
          aria-pressed={isChosen(node)}
          onClick={() => choose(node)}
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

function NodeShape({ run, layout, node, width }: GraphNodesProps & { readonly node: GraphNode }) {
  const { layer, unit, x, y } = node;
  const { radius, pitch } = layout.layers[layer]!;
  const last = layout.layers.length - 1;
  const name = unitName(run.experiment, layer, unit);
  if (layer === 0) {
    return (
      <>
        <rect
          class="reach"
          x={0}
          y={y - Math.min(14, pitch / 2)}
          width={x + radius}
          height={Math.min(28, pitch)}
        />
        {pitch >= 13 && (
          <text class="name" x={0} y={pitch >= 27 ? y - 3 : y + 4}>
            {shorten(name, 15)}
          </text>
        )}
        {pitch >= 27 && <text class="value" x={0} y={y + 11} />}
        <circle class="node" cx={x} cy={y} r={radius} />
      </>
    );
  }
  if (layer === last) {
    const left = layout.barLeft;
    const roomy = pitch >= 38;
    const clip = pitch >= 13;
    return (
      <>
        <rect class="reach" x={x - radius} y={y - pitch / 2} width={width - x + radius} height={pitch} />
        <circle class="node" cx={x} cy={y} r={radius} />
        {radius >= 7 && (
          <text class={`glyph class-${unit % N_CLASS_MARKS}`} x={x} y={y + 4}>
            {glyphOf(unit)}
          </text>
        )}
        {clip && (
          <text class="name" x={left} y={roomy ? y - 6 : y + 4}>
            {shorten(name, roomy ? 16 : 9)}
          </text>
        )}
        {roomy && (
          <>
            <rect class="track" x={left} y={y - 1} width={layout.barWidth} height={7} />
            <rect
              class="bar"
              x={left}
              y={y - 1}
              width={0}
              height={7}
              fill={`url(#class-${unit % N_CLASS_MARKS})`}
            />
            {layout.barWidth >= 84 && <text class="role" x={left} y={y + 20} />}
          </>
        )}
        {clip && <text class="value" x={width} y={roomy ? y + 20 : y + 4} text-anchor="end" />}
      </>
    );
  }
  return (
    <>
      <circle class="node" cx={x} cy={y} r={radius} />
      <path class="cross" d={`M${x - 4} ${y - 4}l8 8m0 -8l-8 8`} />
      {name.length * SMALL_FIGURE <= 2 * radius + 2 ? (
        <text class={name.length > 3 ? 'name small' : 'name'} x={x} y={y + 4}>
          {name}
        </text>
      ) : (
        <text class="name beside halo" x={x - radius - 5} y={y + 4}>
          {name}
        </text>
      )}
      {pitch >= 31 && <text class="value halo" x={x} y={y + radius + 11} text-anchor="middle" />}
    </>
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
  element.setAttribute('aria-label', `${unitName(run.experiment, node.layer, node.unit)}, ${value.text}`);
  write('.value', value.text);
  write('.role', value.role);
  element.querySelector('.bar')?.setAttribute('width', (value.share * barWidth).toFixed(1));
}

function nodeValue(run: ShownRun, shown: Shown | null, row: number, { layer, unit }: GraphNode): NodeValue {
  const { experiment } = run;
  const { sizes } = experiment.shape;
  const last = sizes.length - 1;
  const at = row * sizes[layer]! + unit;
  if (layer === 0) {
    const raw = plain(experiment.dataset.values[at]!);
    const text = experiment.scaler ? `${raw} → ${fixed(experiment.x[at]!)}` : raw;
    return { text, state: 'fires', share: 0, role: '' };
  }
  if (!shown) return { text: '', state: 'silent', share: 0, role: '' };
  const a = shown.pass.activations[layer - 1]![at]!;
  if (layer === last) {
    const actual = experiment.dataset.labels[row] === unit;
    const predicted = shown.predicted[row] === unit;
    const role = actual ? (predicted ? 'actual ✓' : 'actual') : predicted ? 'predicted' : '';
    return { text: fixed(a), state: 'silent', share: Number.isFinite(a) ? a : 0, role };
  }
  const off = a === 0 && experiment.shape.activations[layer - 1] === 'relu';
  if (shown.firing[layer - 1]![unit] === 0)
    return { text: off ? 'dead' : fixed(a), state: 'dead', share: 0, role: '' };
  return { text: off ? '0 off' : fixed(a), state: fires(a) ? 'fires' : 'silent', share: 0, role: '' };
}

function tipText(run: ShownRun, shown: Shown | null, row: number, { layer, unit }: GraphNode): string {
  const { experiment } = run;
  const { sizes } = experiment.shape;
  const name = unitName(experiment, layer, unit);
  const at = row * sizes[layer]! + unit;
  const place = `[row ${row + 1}, ${name}]`;
  if (layer === 0) {
    const raw = `${experiment.dataset.features[unit] ?? name}: ${plain(experiment.dataset.values[at]!)}`;
    return experiment.scaler ? `${raw}\nX${place}  ${exact(experiment.x[at]!)}` : raw;
  }
  if (!shown) return name;
  const z = `Z${layer}${place}  ${exact(shown.pass.preActivations[layer - 1]![at]!)}`;
  const a = exact(shown.pass.activations[layer - 1]![at]!);
  if (layer === sizes.length - 1) return `${z}\nP${place}  ${a}`;
  const firing = `fires on ${shown.firing[layer - 1]![unit]} of ${experiment.split.train.length} training rows`;
  return `${z}\nA${layer}${place}  ${a}\n${firing}`;
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
