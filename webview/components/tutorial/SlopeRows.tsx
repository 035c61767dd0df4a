import { useMemo, useRef } from 'preact/hooks';
import { activationCurve, activationSlopes } from '#engine/activationCurve';
import { activationSlope } from '#engine/activations';
import type { Activation } from '#engine/activations';
import { rowNumber } from '#engine/rowSample';
import { t } from '#engine/translation';
import { exact, fixed, whole } from '../../format.ts';
import { sampled, unitName } from '../../names.ts';
import { columnOf, rowAtColumn } from '../../paint/rowAxis.ts';
import { bandAt, layoutBands, paintSlopes } from '../../paint/slopePainter.ts';
import type { Shown, ShownRun } from '../../run.ts';
import { palette } from '../../theme.ts';
import { pictureOn, show } from '../canvas.ts';
import { useInspector, usePixelRatio } from '../context.ts';
import { useLivePainting } from '../inView.ts';
import { LiveTable } from './LiveTable.tsx';
import { NumberLink } from './NumberLink.tsx';
import { Summary } from './Picture.tsx';
import { pictureLayer } from './pictureLayer.ts';
import type { PictureLayer } from './pictureLayer.ts';
import { besideRight, BlockLabels, RowMark, useRowAxis } from './RowAxisParts.tsx';
import { FiringCounts, UnitNames } from './SlopeBeside.tsx';

/** The derivative of every row and unit of a layer: a band for each unit, rows in data order. */
export function SlopeRows({ run }: { readonly run: ShownRun }) {
  const { state, select, tooltip } = useInspector();
  const ratio = usePixelRatio();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const chosen = state.chosen.value;
  const place = pictureLayer(run, chosen);
  const { layer, unit, nUnits, activation } = place;
  const axis = useRowAxis(run, box, ratio);
  const bands = useMemo(() => axis && layoutBands(axis, nUnits, ratio), [axis, nUnits, ratio]);
  const slopesNow = useSlopes(run, place);
  useLivePainting(() => {
    const shown = state.shown.value;
    const colours = palette.value;
    const picture = bands ? pictureOn(canvas.current, bands.axis.width, bands.height, ratio) : undefined;
    if (!bands || !colours || !picture || !activation) return;
    paintSlopes(picture, bands, shown && slopesNow(shown), steepest(activation), colours.pixels);
    show(canvas.current, picture);
  });
  const at = (event: MouseEvent) => {
    const row = axis ? rowAtColumn(axis, event.offsetX * ratio) : undefined;
    const band = bands ? bandAt(bands, event.offsetY * ratio) : undefined;
    return row === undefined || band === undefined ? null : { row, band };
  };
  const hover = (event: PointerEvent) => {
    const spot = at(event);
    if (!spot) tooltip.hide();
    else {
      tooltip.show({ x: event.clientX, y: event.clientY }, () =>
        cellText(run, state.shown.value, place, spot.row, spot.band),
      );
    }
  };
  const click = (event: MouseEvent) => {
    const spot = at(event);
    if (spot) select({ row: spot.row, layer, unit: spot.band });
  };
  const css = (pixels: number) => `${pixels / ratio}px`;
  return (
    <>
      <div class="row-chart slopes" ref={box}>
        {axis && bands && (
          <>
            <UnitNames
              run={run}
              place={place}
              top={(i) => css(i * bands.pitch)}
              high={bands.bandHeight / ratio}
            />
            <div class="row-area" style={{ width: css(axis.width), height: css(bands.height) }}>
              <canvas
                ref={canvas}
                aria-hidden="true"
                onPointerMove={hover}
                onPointerLeave={() => tooltip.hide()}
                onClick={click}
              />
              <RowMark left={(row) => css(columnOf(axis, row))} width={css(axis.pitch)} />
              {unit !== null && (
                <div
                  class="unit-mark"
                  style={{ top: css(unit * bands.pitch), height: css(bands.bandHeight) }}
                  aria-hidden="true"
                />
              )}
            </div>
            <FiringCounts
              run={run}
              place={place}
              left={besideRight(axis, ratio)}
              top={(i) => css(i * bands.pitch)}
              high={bands.bandHeight / ratio}
            />
            <BlockLabels run={run} axis={axis} ratio={ratio} />
          </>
        )}
      </div>
      <SlopeNotes run={run} place={place} slopesNow={slopesNow} />
    </>
  );
}

interface SlopeNotesProps {
  readonly run: ShownRun;
  readonly place: PictureLayer;
  readonly slopesNow: (shown: Shown) => Float64Array;
}

/** The selected row's slope, the picture in one line, and as a table. */
function SlopeNotes({ run, place, slopesNow }: SlopeNotesProps) {
  const { state } = useInspector();
  const { row } = state.chosen.value;
  const { layer, unit, nUnits } = place;
  const nTrain = run.experiment.split.train.length;
  const slopesOfRow = () => {
    const shown = state.shown.value;
    return shown ? slopesNow(shown).subarray(row * nUnits, (row + 1) * nUnits) : null;
  };
  const called = unit === null ? '' : unitName(run.experiment, layer, unit);
  return (
    <>
      {unit !== null && (
        <p class="picture-note">
          {t('slope of row {0}, {1}: ', rowNumber(run.experiment, row), called)}
          <NumberLink
            cell={{ name: 'mask', layer, row, column: unit }}
            label={t('Slope of row {0}, {1}', rowNumber(run.experiment, row), called)}
            value={() => fixed(slopesOfRow()?.[unit] ?? NaN, 4)}
          />
        </p>
      )}
      <Summary text={() => spoken(run, state.shown.value, place)} />
      <LiveTable
        name={t('picture 4, slopes of each unit')}
        rowHead={t('unit')}
        columns={[
          t('fires on {0}training rows', sampled(run.experiment)),
          t('slope on row {0}', rowNumber(run.experiment, row)),
        ]}
        rows={Array.from({ length: nUnits }, (_, i) => unitName(run.experiment, layer, i))}
        epoch={() => state.shown.value?.epoch ?? null}
        read={() => {
          const slopes = slopesOfRow();
          return Array.from(state.shown.value?.firing[layer - 1] ?? [], (n, i) => [
            `${whole(n)}/${whole(nTrain)}`,
            fixed(slopes?.[i] ?? NaN),
          ]);
        }}
      />
    </>
  );
}

/** The slopes at an epoch, in memory that is made once. */
function useSlopes(
  run: ShownRun,
  { layer, nUnits, activation }: PictureLayer,
): (shown: Shown) => Float64Array {
  const memory = useMemo(() => new Float64Array(run.experiment.nRows * nUnits), [run, nUnits]);
  return ({ pass }) => {
    if (activation) activationSlopes(memory, activation, pass.activations[layer - 1]!);
    return memory;
  };
}

/** The largest that a derivative can be: 1, for sigmoid a quarter. */
export function steepest(activation: Activation): number {
  return Math.max(...activationCurve(activation, -1, 1, 3).slope);
}

function cellText(
  { experiment }: ShownRun,
  shown: Shown | null,
  { layer, nUnits, activation }: PictureLayer,
  row: number,
  unit: number,
): string {
  const place = t('[row {0}, {1}]', rowNumber(experiment, row), unitName(experiment, layer, unit));
  if (!shown || !activation) return place;
  const at = row * nUnits + unit;
  const a = shown.pass.activations[layer - 1]![at]!;
  const z = shown.pass.preActivations[layer - 1]![at]!;
  const slope = Number.isNaN(a) ? NaN : activationSlope(activation, a);
  return t('Z{0}{1}  {2}\nA{0}{1}  {3}\nslope {4}', layer, place, exact(z), exact(a), exact(slope));
}

function spoken({ experiment }: ShownRun, shown: Shown | null, { layer }: PictureLayer): string {
  const firing = shown?.firing[layer - 1];
  if (!firing) return '';
  const parts = Array.from(firing, (n, i) => `${unitName(experiment, layer, i)} ${n}`).slice(0, 64);
  return t(
    'Rows on which each unit fires, of {0} {1}training rows: {2}.',
    experiment.split.train.length,
    sampled(experiment),
    parts.join(', '),
  );
}
