import { useRef } from 'preact/hooks';
import { firingVerdict } from '#engine/activations';
import { probabilitiesOf } from '#engine/network';
import { rowNumber } from '#engine/rowSample';
import { t } from '#engine/translation';
import { exact } from '../format.ts';
import { blockName, readAs, unitName } from '../names.ts';
import type { RowsColumns } from '../paint/rowsColumns.ts';
import { rowAt } from '../paint/rowsLayout.ts';
import type { RowsLayout } from '../paint/rowsLayout.ts';
import { paintMasks, paintOutputs } from '../paint/rowsPainter.ts';
import { partsOf } from '../phaseParts.ts';
import type { ShownRun } from '../run.ts';
import { palette } from '../theme.ts';
import { pictureOn, show } from './canvas.ts';
import { useInspector, usePainting } from './context.ts';
import { HEAD_HEIGHT, VERDICT_ROOM } from './Rows.tsx';

interface RowPicturesProps {
  readonly kind: 'masks' | 'outputs';
  readonly run: ShownRun;
  readonly layout: RowsLayout;
  readonly columns: RowsColumns;
  readonly ratio: number;
}

/** The masks or the outputs of all rows, painted pixel by pixel; the pointer chooses a row and reads its values. */
export function RowPictures({ kind, run, layout, columns, ratio }: RowPicturesProps) {
  const { state, tooltip, select } = useInspector();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { masks, outputs } = columns;
  const width = kind === 'masks' ? masks.width : outputs.width + VERDICT_ROOM;
  usePainting(() => {
    const shown = state.shown.value;
    const colours = palette.value;
    const picture = pictureOn(canvas.current, Math.ceil(width * ratio), layout.height, ratio);
    if (!colours || !picture) return;
    const { pixels, classes } = colours;
    if (kind === 'masks') {
      const nUnits = run.experiment.shape.sizes.slice(1);
      paintMasks(picture, layout, masks, ratio, shown?.pass.activations ?? [], nUnits, pixels);
    } else {
      const p = shown ? probabilitiesOf(shown.pass) : undefined;
      paintOutputs(picture, layout, outputs, ratio, p, shown?.predicted, { ...pixels, classes });
    }
    show(canvas.current, picture);
  });
  const phase = state.phases.phase.value;
  const idle = phase !== null && !partsOf(phase)[kind];
  const unitAt = (x: number) =>
    masks.units.find(({ left }) => x >= left && x < left + masks.unitWidth + masks.gap);
  const hover = (event: PointerEvent) => {
    const row = rowAt(layout, event.offsetY * ratio);
    if (row === undefined) {
      tooltip.hide();
      return;
    }
    const column = kind === 'masks' ? unitAt(event.offsetX) : undefined;
    tooltip.show({ x: event.clientX, y: event.clientY }, () =>
      column ? maskText(run, state.shown.value, row, column) : outputText(run, state.shown.value, row),
    );
  };
  const click = (event: MouseEvent) => {
    const row = rowAt(layout, event.offsetY * ratio);
    const column = kind === 'masks' ? unitAt(event.offsetX) : undefined;
    if (row === undefined) return;
    select(column ? { row, layer: column.layer + 1, unit: column.unit } : { row });
  };
  return (
    <canvas
      ref={canvas}
      class={idle ? `${kind} dimmed` : kind}
      style={{ top: `${HEAD_HEIGHT}px`, left: 0 }}
      aria-hidden="true"
      onPointerMove={hover}
      onPointerLeave={() => tooltip.hide()}
      onClick={click}
    />
  );
}

/** So many probabilities stand in a tooltip. */
const MOST_TOLD = 12;

type ShownNow = ReturnType<ShownRun['derive']> | null;

function maskText(
  { experiment }: ShownRun,
  shown: ShownNow,
  row: number,
  { layer, unit }: { readonly layer: number; readonly unit: number },
): string {
  const place = t('[row {0}, {1}]', rowNumber(experiment, row), unitName(experiment, layer + 1, unit));
  if (!shown) return place;
  const at = row * experiment.shape.sizes[layer + 1]! + unit;
  const z = shown.pass.preActivations[layer]![at]!;
  const a = shown.pass.activations[layer]![at]!;
  const verdict = firingVerdict(experiment.shape.activations[layer]!, a);
  return `Z${layer + 1}${place}  ${exact(z)}\nA${layer + 1}${place}  ${exact(a)}, ${verdict}`;
}

function outputText({ experiment }: ShownRun, shown: ShownNow, row: number): string {
  const { dataset, nClasses } = experiment;
  const actual = dataset.labels[row]!;
  const head = t(
    'row {0}, {1}, {2}',
    rowNumber(experiment, row),
    blockName(experiment, row),
    dataset.classes[actual] ?? '',
  );
  if (!shown) return head;
  const predicted = shown.predicted[row]!;
  const read = predicted === actual ? '' : `, ${readAs(experiment, predicted)}`;
  const p = probabilitiesOf(shown.pass);
  const own = Array.from(dataset.classes, (name, k) => ({ name, p: p[row * nClasses + k]! }));
  const told = own.length > MOST_TOLD ? own.sort((a, b) => b.p - a.p).slice(0, MOST_TOLD) : own;
  const more = own.length > told.length ? [t('the {0} largest of {1}', told.length, own.length)] : [];
  return [head + read, ...told.map(({ name, p: share }) => `P ${exact(share)}  ${name}`), ...more].join('\n');
}
