import { PRODUCT_ENGINE } from '../engines.ts';
import { multiplications, shapeName } from '../shapes.ts';
import { contestantNames, timeOf } from './measured.ts';
import type { PeerKind, Race } from './measured.ts';

const WIDTH = 960;
const HEIGHT = 560;
const PLOT = { left: 64, right: 740, top: 56, bottom: 480 };
const LABEL_HEIGHT = 17;

/** The cost of a multiplication against the size of an epoch, both logarithmic. A line for each contestant, as SVG. */
export function plotSvg(races: readonly Race[]): string {
  const lines = linesOf(races);
  const points = lines.flatMap((line) => line.points);
  const x = logScale(
    points.map((point) => point.size),
    PLOT.left + 24,
    PLOT.right - 24,
  );
  const y = logScale(
    points.map((point) => point.cost),
    PLOT.bottom,
    PLOT.top,
  );
  const largest = Math.max(...points.map(({ size }) => size));
  const atTheEdge = lines.filter((line) => line.points.at(-1)?.size === largest);
  const labels = spreadLabels(atTheEdge.map((line) => y(line.points.at(-1)?.cost ?? 1)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">`,
    '<title>Nanoseconds per multiplication against multiplications per epoch, by contestant</title>',
    STYLE,
    `<rect class="paper" width="${WIDTH}" height="${HEIGHT}" rx="6"/>`,
    `<text x="${PLOT.left}" y="28" font-size="15" font-weight="bold">Nanoseconds per multiplication of an epoch; lower is faster</text>`,
    ...costAxis(
      y,
      points.map((point) => point.cost),
    ),
    ...sizeAxis(x, races),
    ...lines
      .map((line, i) => ({ line, drawn: drawLine(line, i, x, y, labels[atTheEdge.indexOf(line)]) }))
      .sort((one, other) => Number(isProduct(one.line)) - Number(isProduct(other.line))) // above the others
      .map(({ drawn }) => drawn),
    '</svg>\n',
  ].join('\n');
}

function isProduct({ name }: Line): boolean {
  return name === PRODUCT_ENGINE;
}

interface Line {
  readonly name: string;
  readonly kind: PeerKind;
  readonly points: readonly { readonly size: number; readonly cost: number }[];
}

function linesOf(races: readonly Race[]): readonly Line[] {
  const kindOf = (name: string) =>
    races.flatMap(({ results }) => results).find((result) => result.name === name)?.kind ?? 'peer';
  return contestantNames(races)
    .map((name) => ({
      name,
      kind: kindOf(name),
      points: races.flatMap((race) => {
        const time = timeOf(race, name);
        const size = multiplications(race.shape);
        return time === undefined ? [] : [{ size, cost: (time * 1000) / size }];
      }),
    }))
    .filter(({ points }) => points.length > 0);
}

type Scale = (value: number) => number;

/** Smallest and largest value to `start` and `end`. */
export function logScale(values: readonly number[], start: number, end: number): Scale {
  const low = Math.log10(Math.min(...values));
  const span = Math.log10(Math.max(...values)) - low || 1;
  return (value) => start + ((Math.log10(value) - low) / span) * (end - start);
}

/** Moves labels apart until none covers another, as little as can be and in their order from above. */
export function spreadLabels(wanted: readonly number[], height = LABEL_HEIGHT): readonly number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!);
  const groups: { members: number[]; top: number }[] = [];
  const centred = (members: readonly number[]) =>
    members.reduce((sum, member, i) => sum + wanted[member]! - i * height, 0) / members.length;
  for (const i of order) {
    let group = { members: [i], top: wanted[i]! };
    for (let above = groups.at(-1); above; above = groups.at(-1)) {
      if (above.top + above.members.length * height <= group.top) break;
      const members = [...above.members, ...group.members];
      group = { members, top: centred(members) };
      groups.pop();
    }
    groups.push(group);
  }
  const placed = [...wanted];
  for (const { members, top } of groups) members.forEach((member, i) => (placed[member] = top + i * height));
  return placed;
}

function costAxis(y: Scale, costs: readonly number[]): readonly string[] {
  const low = Math.min(...costs);
  const high = Math.max(...costs);
  const decades = Array.from({ length: 13 }, (_, i) => 10 ** (i - 6));
  return decades
    .flatMap((decade) => [decade, 2 * decade, 5 * decade])
    .filter((value) => value >= low && value <= high)
    .flatMap((value) => [
      `<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${fixed(y(value))}" y2="${fixed(y(value))}"/>`,
      `<text x="${PLOT.left - 8}" y="${fixed(y(value) + 4)}" text-anchor="end">${Number(value.toPrecision(1))}</text>`,
    ]);
}

function sizeAxis(x: Scale, races: readonly Race[]): readonly string[] {
  const ticks = races.flatMap(({ shape }, i) => {
    const at = fixed(x(multiplications(shape)));
    const under = PLOT.bottom + 22 + (i % 2) * 18; // neighbours may be close
    return [
      `<line class="grid" x1="${at}" x2="${at}" y1="${PLOT.top}" y2="${under - 13}"/>`,
      `<text x="${at}" y="${under}" text-anchor="${i === races.length - 1 ? 'end' : 'middle'}">${shapeName(shape)}</text>`,
    ];
  });
  const middle = (PLOT.left + PLOT.right) / 2;
  return [
    ...ticks,
    `<text x="${middle}" y="${HEIGHT - 14}" text-anchor="middle">rows x features-hidden units-classes, placed by the multiplications of an epoch</text>`,
  ];
}

/** @param label where its name stands at the right; beside its last point if left out */
function drawLine(line: Line, index: number, x: Scale, y: Scale, label?: number): string {
  const at = line.points.map(({ size, cost }) => `${fixed(x(size))},${fixed(y(cost))}`);
  const last = line.points.at(-1)!;
  const isOurs = isProduct(line);
  const dots = at.map((point) => {
    const [cx = '', cy = ''] = point.split(',');
    return `<circle cx="${cx}" cy="${cy}" r="${isOurs ? 4 : 2.5}"/>`;
  });
  return [
    `<g class="${line.kind} line${index % N_COLOURS}${isOurs ? ' product' : ''}">`,
    `<polyline points="${at.join(' ')}"/>`,
    ...dots,
    label === undefined
      ? ''
      : `<path class="lead" d="M${fixed(x(last.size) + 5)} ${fixed(y(last.cost))} L${PLOT.right + 4} ${fixed(label)}"/>`,
    `<text x="${fixed(label === undefined ? x(last.size) + 8 : PLOT.right + 8)}" y="${fixed((label ?? y(last.cost)) + 4)}">`,
    `${line.name}${isOurs ? ' (ours)' : ''}</text>`,
    '</g>',
  ].join('');
}

function fixed(value: number): string {
  return value.toFixed(1);
}

const ON_LIGHT = [
  '#0b6e99',
  '#b35900',
  '#2e7d32',
  '#8e3b9e',
  '#a1342b',
  '#7a5c00',
  '#00796b',
  '#c2185b',
  '#3949ab',
  '#4f6b00',
  '#8a5a44',
  '#5b5bd6',
  '#52606d',
];
const ON_DARK = [
  '#6cc4ec',
  '#ffb066',
  '#8fd694',
  '#dda3ea',
  '#ff9c92',
  '#e3c65b',
  '#6fd8c8',
  '#ff8fc0',
  '#aab2ff',
  '#bcd66a',
  '#d9b39c',
  '#c4b5fd',
  '#b6c2cf',
];
const N_COLOURS = ON_LIGHT.length;

/** Dashes and labels say the same as the colours. */
const STYLE = `<style>
.paper { fill: #ffffff } text { fill: #24292f } .grid { stroke: #d8dee4; stroke-width: 1 }
polyline { fill: none; stroke: currentColor; stroke-width: 1.5 } circle { fill: currentColor }
.lead { fill: none; stroke: currentColor; stroke-width: 0.75; opacity: 0.6 } g text { fill: currentColor; stroke: #ffffff; stroke-width: 3; paint-order: stroke }
.product polyline { stroke-width: 4 } .product text { font-weight: bold }
.limit polyline { stroke-dasharray: 6 4 }
${ON_LIGHT.map((colour, i) => `.line${i} { color: ${colour} }`).join(' ')} .limit { color: #5b6470 }
@media (prefers-color-scheme: dark) {
.paper { fill: #16191d } text { fill: #e6edf3 } .grid { stroke: #343b44 } g text { stroke: #16191d }
${ON_DARK.map((colour, i) => `.line${i} { color: ${colour} }`).join(' ')} .limit { color: #b8c0cc }
}
</style>`;
