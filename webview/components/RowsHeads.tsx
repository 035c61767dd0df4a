import { t } from '#engine/translation';
import { unitName } from '../names.ts';
import { glyphOf } from '../paint/classMarks.ts';
import type { MaskColumns, OutputColumns } from '../paint/rowsColumns.ts';
import type { ShownRun } from '../run.ts';
import { N_CLASS_MARKS } from '../theme.ts';
import { useInspector } from './context.ts';
import { HEAD_HEIGHT } from './Rows.tsx';

const DIGIT = 6.2; // the width of a figure at 11 px
const SMALL_DIGIT = 5.6; // at 10 px

/** Above each unit: its name, on how many training rows it fires, and that share as a bar. */
export function MaskHeads({ run, columns }: { readonly run: ShownRun; readonly columns: MaskColumns }) {
  const { state, select } = useInspector();
  const { layer, unit } = state.chosen.value;
  const shown = state.shown.value;
  const nTrain = run.experiment.split.train.length;
  const { unitWidth, gap, units, width } = columns;
  const step = unitWidth + gap;
  const namesFit = units.every(
    (one) => unitName(run.experiment, one.layer + 1, one.unit).length * DIGIT <= step + 1,
  );
  const largest = Math.max(0, ...(shown?.firing ?? []).flatMap((counts) => [...counts]));
  const smallCounts = step < 20;
  const countsFit = String(largest).length * (smallCounts ? SMALL_DIGIT : DIGIT) <= step + 1;
  return (
    <svg class="mask-heads" width={width} height={HEAD_HEIGHT} aria-hidden="true">
      {!namesFit &&
        columns.layers.map((one) => <LayerName key={one} run={run} columns={columns} layer={one} />)}
      {units.map((one) => {
        const firing = shown?.firing[one.layer]?.[one.unit];
        const dead = firing === 0 && !run.experiment.sample; // it may fire on another row
        const chosen = layer === one.layer + 1 && (unit === null || unit === one.unit);
        const middle = one.left + unitWidth / 2;
        const name = unitName(run.experiment, one.layer + 1, one.unit);
        const alone = chosen && unit !== null;
        return (
          <g
            key={`${one.layer}/${one.unit}`}
            class={chosen ? 'mask-head chosen' : 'mask-head'}
            onClick={() => select({ layer: one.layer + 1, unit: one.unit })}
          >
            <rect class="reach" x={one.left} y={0} width={step} height={HEAD_HEIGHT} />
            {namesFit && (
              <text class={dead ? 'name bad' : 'name'} x={middle} y={12} text-anchor="middle">
                {dead ? '✕' : name}
              </text>
            )}
            {namesFit && (countsFit || alone) && firing !== undefined && (
              <text
                class={`${dead ? 'bad' : ''} ${smallCounts ? 'small' : ''}`}
                x={middle}
                y={26}
                text-anchor="middle"
              >
                {dead && step >= 22 ? t('dead') : firing}
              </text>
            )}
            {!namesFit && alone && <NameAlone name={name} firing={firing} middle={middle} width={width} />}
            <rect class="track" x={one.left} y={31} width={unitWidth} height={3} />
            <rect class="rate" x={one.left} y={31} width={(unitWidth * (firing ?? 0)) / nTrain} height={3} />
            {dead && !namesFit && <rect class="rate bad" x={one.left} y={29} width={unitWidth} height={5} />}
          </g>
        );
      })}
    </svg>
  );
}

interface LayerNameProps {
  readonly run: ShownRun;
  readonly columns: MaskColumns;
  readonly layer: number; // hidden, from 0
}

/** Where its units cannot be named one by one: which ones stand here, as far as there is room to say so. */
function LayerName({ run, columns, layer }: LayerNameProps) {
  const own = columns.units.filter((one) => one.layer === layer);
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last) return null;
  const nameOf = (unit: number) => unitName(run.experiment, layer + 1, unit);
  const room = last.left + columns.unitWidth - first.left;
  const names = [`${nameOf(first.unit)} – ${nameOf(last.unit)}`, `A${layer + 1}`];
  const name = names.find((one) => one.length * DIGIT <= room) ?? '';
  return (
    <text class="layer-name" x={first.left} y={12}>
      <title>{names[0]}</title>
      {name}
    </text>
  );
}

interface NameAloneProps {
  readonly name: string;
  readonly firing: number | undefined;
  readonly middle: number; // of the unit's column
  readonly width: number; // of all columns
}

/** The selected unit's name and count in one line, above its column or as near to it as the edges allow. */
function NameAlone({ name, firing, middle, width }: NameAloneProps) {
  const half = ((name.length + String(firing ?? '').length + 1) * DIGIT) / 2;
  const at = Math.max(half, Math.min(width - half, middle));
  return (
    <text x={at} y={26} text-anchor="middle">
      <tspan class={firing === 0 ? 'name bad' : 'name'}>{name}</tspan> {firing}
    </text>
  );
}

const NARROWEST_NAMED = 20; // the bar below a name of which something can be read

/** Above each class: its name, and the ends of its axis with the class's mark between them. */
export function OutputHeads({ run, columns }: { readonly run: ShownRun; readonly columns: OutputColumns }) {
  const { classes } = run.experiment.dataset;
  const { lefts, barWidth, gap } = columns;
  return (
    <div class="rows-heads" style={{ height: `${HEAD_HEIGHT}px` }} aria-hidden="true">
      {lefts.map((left, k) => (
        <div
          key={k}
          class="output-head"
          style={{ left: `${left}px`, width: `${barWidth}px` }}
          title={classes[k] ?? ''}
        >
          {barWidth >= NARROWEST_NAMED && (
            <span class="output-name" style={{ width: `${barWidth + gap - 2}px` }}>
              {classes[k]}
            </span>
          )}
          <span class="output-axis">
            {barWidth >= 30 && <i>0</i>}
            <b class={`class-${k % N_CLASS_MARKS}`}>{glyphOf(k)}</b>
            {barWidth >= 30 && <i>1</i>}
          </span>
        </div>
      ))}
    </div>
  );
}
