import { useRef } from 'preact/hooks';
import { t } from '#engine/translation';
import { cellName } from '../../cellNames.ts';
import { cellOf } from '../../distributions.ts';
import { count, exact, whole } from '../../format.ts';
import { markAt, paintMarks, placeMarks } from '../../paint/valueMarks.ts';
import type { MarkLanes, MarkPlaces } from '../../paint/valueMarks.ts';
import { palette } from '../../theme.ts';
import { pictureOn, show } from '../canvas.ts';
import { useInspector, usePainting, usePixelRatio, useSize } from '../context.ts';
import { isChosenValue } from './chosenValues.ts';
import type { DistributionView } from './DistributionPanel.tsx';
import { BESIDE } from './Histogram.tsx';
import { nameGutter, UnitName } from './unitRows.tsx';

/** More units than this have no room for a lane each. */
const MOST_LANES = 24;
const ROOM = 290;
const LOWEST_LANE = 14;
const HIGHEST_LANE = 58;

/** Every value as a mark, below the bar that counts it, in the lane of its unit. A click opens its arithmetic. */
export function ValueLanes(view: DistributionView) {
  const { run, array, edges, shown } = view;
  const { state, tooltip, open } = useInspector();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const note = useRef<HTMLParagraphElement>(null);
  const places = useRef<MarkPlaces | null>(null);
  const { width } = useSize(box);
  const ratio = usePixelRatio();
  const gutter = nameGutter(run, array);
  const chosen = state.chosen.value;
  const one = array.nColumns > MOST_LANES;
  const firstUnit = one && chosen.layer === array.layer ? (chosen.unit ?? 0) : 0;
  const nLanes = one ? 1 : array.nColumns;
  const laneHeight = Math.min(HIGHEST_LANE, Math.max(LOWEST_LANE, Math.floor(ROOM / nLanes)));
  const lanes: MarkLanes = {
    nUnits: array.nColumns,
    firstUnit,
    nLanes,
    laneHeight: Math.round(laneHeight * ratio),
    gap: Math.round(2 * ratio),
    size: markSize(view, ratio),
    width: Math.round(Math.max(0, width - gutter - BESIDE) * ratio),
  };
  usePainting(() => {
    const spread = shown.value;
    const colours = palette.value?.pixels;
    const weight = state.chosenWeight.value;
    const picture = pictureOn(canvas.current, lanes.width, lanes.laneHeight * nLanes, ratio);
    if (!picture || !colours || !spread) return;
    const made = placeMarks(spread.values, edges[0]!, edges.at(-1)!, lanes);
    const isChosen = (index: number) => isChosenValue(array, chosen, weight, index);
    const roles = { paper: colours.paper, lane: colours.silent, mark: colours.fires, chosen: colours.strong };
    paintMarks(picture, made, lanes, isChosen, roles);
    show(canvas.current, picture);
    places.current = made;
    if (note.current) note.current.textContent = noteOf(view, one, made);
  });
  const indexAt = (event: PointerEvent | MouseEvent) =>
    places.current
      ? markAt(places.current, lanes.size, event.offsetX * ratio, event.offsetY * ratio)
      : undefined;
  const hover = (event: PointerEvent) => {
    const index = indexAt(event);
    if (index === undefined) tooltip.hide();
    else tooltip.show({ x: event.clientX, y: event.clientY }, () => valueText(view, index));
  };
  return (
    <>
      <div class="unit-rows lanes" ref={box}>
        <canvas
          ref={canvas}
          style={{ left: `${gutter}px` }}
          aria-hidden="true"
          onPointerMove={hover}
          onPointerLeave={() => tooltip.hide()}
          onClick={(event) => {
            const index = indexAt(event);
            if (index !== undefined) open(cellOf(array, index));
          }}
        />
        {Array.from({ length: nLanes }, (_, lane) => firstUnit + lane).map((unit) => (
          <div
            key={unit}
            class="unit-row"
            style={{ height: `${laneHeight}px` }}
            data-chosen={chosen.layer === array.layer && chosen.unit === unit}
          >
            <div class="unit-label" style={{ width: `${gutter}px` }}>
              <UnitName run={run} layer={array.layer} unit={unit} />
            </div>
          </div>
        ))}
      </div>
      <p ref={note} class="note" />
    </>
  );
}

/** The side of a mark in device pixels: large while the values of a unit are few. */
function markSize({ run, array }: DistributionView, ratio: number): number {
  const isWeight = array.name === 'W' || array.name === 'dW';
  const perUnit = isWeight ? run.experiment.shape.sizes[array.layer - 1]! : run.experiment.nRows;
  const size = perUnit <= 32 ? 6 : perUnit <= 400 ? 3 : 2;
  return Math.max(1, Math.round(size * ratio));
}

function noteOf({ array }: DistributionView, one: boolean, { nHidden, nBeyond }: MarkPlaces): string {
  const isWeight = array.name === 'W' || array.name === 'dW';
  const parts = [isWeight ? t('Tall marks: the selected input.') : t('Tall marks: the selected row.')];
  if (nBeyond > 0) parts.unshift(t('{0} beyond the edges or not finite.', count(nBeyond, 'value')));
  if (nHidden > 0)
    parts.unshift(t('{0} left out where a stack is full; the table counts them.', count(nHidden, 'mark')));
  if (nBeyond + nHidden === 0) parts.unshift(t('Every value is a mark.'));
  if (one) parts.unshift(t('One unit of {0}; select another to see its values.', whole(array.nColumns)));
  return parts.join(' ');
}

function valueText({ run, array, shown }: DistributionView, index: number): string {
  const value = shown.value?.values[index];
  return value === undefined ? '' : `${cellName(run.experiment, cellOf(array, index))}\n${exact(value)}`;
}
