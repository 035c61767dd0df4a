import { unitName } from '../names.ts';
import { glyphOf } from '../paint/classMarks.ts';
import type { GraphLayout, GraphNode } from '../paint/graphLayout.ts';
import type { ShownRun } from '../run.ts';
import { N_CLASS_MARKS } from '../theme.ts';

/** The width of a figure at 10 px. */
const SMALL_FIGURE = 5.6;

interface NodeShapeProps {
  readonly run: ShownRun;
  readonly layout: GraphLayout;
  readonly width: number;
  readonly node: GraphNode;
}

/** A node with as much of its name and value as there is room for; the values are written by whoever draws it. */
export function NodeShape({ run, layout, node, width }: NodeShapeProps) {
  const { layer, unit, x, y } = node;
  const { radius, pitch, halfWidth, showsValues, x: middle } = layout.layers[layer]!;
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
        )}{' '}
        {pitch >= 27 && <text class="value" x={0} y={y + 11} />}
        <circle class="ring" cx={x} cy={y} r={radius + 3} />
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
        <circle class="ring" cx={x} cy={y} r={radius + 3} />
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
        )}{' '}
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
        )}{' '}
        {clip && <text class="value" x={width} y={roomy ? y + 20 : y + 4} text-anchor="end" />}
      </>
    );
  }
  const isRoomy = halfWidth === radius; // one column
  const arm = Math.min(4, radius); // of the cross of a dead unit
  return (
    <>
      <circle class="ring" cx={x} cy={y} r={radius + 2.5} />
      <circle class="node" cx={x} cy={y} r={radius} />
      <path
        class="cross"
        d={`M${x - arm} ${y - arm}l${2 * arm} ${2 * arm}m0 ${-2 * arm}l${-2 * arm} ${2 * arm}`}
      />
      {isRoomy && name.length * SMALL_FIGURE <= 2 * radius + 2 ? (
        <text class={name.length > 3 ? 'name small' : 'name'} x={x} y={y + 4}>
          {name}
        </text>
      ) : (
        <text class="name beside halo" x={middle - halfWidth - 5} y={y + 4}>
          {name}
        </text>
      )}{' '}
      {showsValues ? (
        <text class="value halo" x={x} y={y + radius + 12} text-anchor="middle" />
      ) : (
        <text class="value beside halo" x={middle + halfWidth + 6} y={y + 4} />
      )}
    </>
  );
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
