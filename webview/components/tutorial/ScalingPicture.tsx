import { countInto } from '#engine/histogram';
import type { HistogramFrame } from '#engine/histogramFrames';
import type { Activation } from '#engine/activations';
import { assertNever } from '#engine/assertNever';
import { rowNumber } from '#engine/rowSample';
import { t } from '#engine/translation';
import { fixed, whole } from '../../format.ts';
import { unitName } from '../../names.ts';
import type { ShownRun } from '../../run.ts';
import { useInspector } from '../context.ts';
import type { KnownFrames } from './frames.ts';
import { Histogram, useCountTop } from './Histogram.tsx';
import type { Counted } from './Histogram.tsx';
import { countColumn, countedOf, countLines, linesOf, signs, sumLine, useOtherPass } from './layerValues.ts';
import { LiveTable } from './LiveTable.tsx';
import { NumberLink } from './NumberLink.tsx';
import { BeingRead, Live, Summary } from './Picture.tsx';
import { pictureLayer } from './pictureLayer.ts';
import { UnitLine } from './UnitLine.tsx';

interface ScalingProps {
  readonly run: ShownRun;
  readonly known: KnownFrames;
}

const SIDES = ['scaled', 'unscaled'] as const;
type Side = (typeof SIDES)[number];
const SIDE_NAMES: Readonly<Record<Side, string>> = { scaled: t('scaled'), unscaled: t('unscaled') };

/** Why 0 matters to the layer. */
export function zeroMatters(activation: Activation | null): string {
  switch (activation) {
    case 'relu':
    case 'leakyRelu':
      return t(
        'A unit tells rows apart where some lie left of 0 and some right of it; all on one side, it treats them alike.',
      );
    case 'tanh':
    case 'sigmoid':
      return t(
        'Near 0 the curve that follows is steep and a unit tells rows apart; far from 0 it is flat, and hardly learns.',
      );
    case 'linear':
      return t('Nothing bends these values, so only their spread matters: large ones make large steps.');
    case null:
      return t('Without a hidden layer these are the raw scores: softmax sees only how far they lie apart.');
    default:
      return assertNever(activation);
  }
}

/** Picture 2: Z of a layer, once from scaled and once from unscaled features, on the same axes. */
export function ScalingHistograms({ run, known }: ScalingProps) {
  const { state } = useInspector();
  const chosen = state.chosen.value;
  const place = pictureLayer(run, chosen);
  const otherPass = useOtherPass(run);
  const frame = known.version.value > 0 ? known.frames.frame('bothZ', place.layer) : null;
  const top = useCountTop(frame);
  const ownSide: Side = run.experiment.scaler ? 'scaled' : 'unscaled';
  const name = `Z${place.layer}`;
  const unit = place.unit === null ? null : unitName(run.experiment, place.layer, place.unit);
  const read = (side: Side) => (): Counted | null => {
    const shown = state.shown.value;
    if (!shown) return null;
    const pass = side === ownSide ? shown.pass : otherPass(shown);
    return countedOf(pass, pass.preActivations[place.layer - 1]!, place, chosen.row);
  };
  if (!frame) return <BeingRead />;
  return (
    <>
      <UnitLine run={run} place={place} />
      <div class="pair">
        {SIDES.map((side) => (
          <div key={side} data-side={side}>
            <h3>
              {side === 'scaled' ? t('features scaled') : t('features unscaled')}{' '}
              <span>{side === ownSide ? t('as in this run') : t('the same parameters')}</span>
            </h3>
            <Histogram name={name} frame={frame} top={top} unitName={unit} read={read(side)} />
            <p class="picture-note">
              <Live text={() => sumOf(frame, read(side)())} />
            </p>
          </div>
        ))}
      </div>
      <Legend
        run={run}
        name="Z"
        value={() => {
          const shown = state.shown.value;
          return (
            shown &&
            countedOf(shown.pass, shown.pass.preActivations[place.layer - 1]!, place, chosen.row).marked
          );
        }}
      />
      <Summary text={() => spoken(name, frame, read)} />
      <ScalingTable frame={frame} name={name} unit={unit} read={read} />
    </>
  );
}

interface LegendProps {
  readonly run: ShownRun;
  readonly name: 'Z' | 'A';
  readonly value: () => number | null;
}

/** What the shades of a histogram mean, and the selected row's own value, which opens its arithmetic. */
export function Legend({ run, name, value }: LegendProps) {
  const { state } = useInspector();
  const chosen = state.chosen.value;
  const { layer, unit } = pictureLayer(run, chosen);
  if (unit === null) return <p class="picture-note">{t('Choose a unit to see its share.')}</p>;
  const called = unitName(run.experiment, layer, unit);
  return (
    <p class="picture-note legend">
      <i class="swatch all-units" />
      {t(' all units ')}
      <i class="swatch one-unit" /> {called}{' '}
      <span class="row-arrow" aria-hidden="true">
        ▲
      </span>
      {t(' row {0}, {1}: ', rowNumber(run.experiment, chosen.row), called)}
      <NumberLink
        cell={{ name, layer, row: chosen.row, column: unit }}
        label={t('{0}{1} of row {2}, {3}', name, layer, rowNumber(run.experiment, chosen.row), called)}
        value={() => fixed(value() ?? NaN, 4)}
      />
    </p>
  );
}

function sumOf({ edges }: HistogramFrame, counted: Counted | null): string {
  return counted ? sumLine(edges, countInto(edges, counted.values), counted.values.length) : '';
}

function spoken(name: string, { edges }: HistogramFrame, read: (side: Side) => () => Counted | null): string {
  const parts = SIDES.map((side) => {
    const counted = read(side)();
    if (!counted) return SIDE_NAMES[side];
    const { above } = signs(edges, countInto(edges, counted.values));
    return t(
      'features {0}, {1} of {2} above 0',
      SIDE_NAMES[side],
      whole(above),
      whole(counted.values.length),
    );
  });
  return t('Histograms of {0}: {1}.', name, parts.join('; '));
}

interface ScalingTableProps {
  readonly frame: HistogramFrame;
  readonly name: string;
  readonly unit: string | null;
  readonly read: (side: Side) => () => Counted | null;
}

function ScalingTable({ frame, name, unit, read }: ScalingTableProps) {
  const { state } = useInspector();
  const columns = SIDES.flatMap((side) => {
    const name = SIDE_NAMES[side];
    return unit === null ? [name] : [name, `${name}, ${unit}`];
  });
  return (
    <LiveTable
      name={t('picture 2, counts of {0}', name)}
      rowHead={name}
      columns={columns}
      rows={countLines(frame.edges)}
      epoch={() => state.shown.value?.epoch ?? null}
      read={() => {
        const counted = SIDES.flatMap((side) => read(side)() ?? []);
        return linesOf(
          counted.flatMap(({ values, unitValues }) => [
            countColumn(frame.edges, values),
            ...(unitValues ? [countColumn(frame.edges, unitValues)] : []),
          ]),
        );
      }}
    />
  );
}
