import type { Experiment } from '#engine/experiment';
import { useMemo, useRef } from 'preact/hooks';
import type { UnitLife } from '#engine/lives';
import { t } from '#engine/translation';
import { RIGHT } from '../../charts/curveChart.ts';
import { whole } from '../../format.ts';
import { unitName } from '../../names.ts';
import { lifeColumns, paintLives } from '../../paint/lives.ts';
import { drawOn } from '../../picture/redrawings.ts';
import { palette } from '../../theme.ts';
import { pictureOn, show } from '../canvas.ts';
import { useInspector, usePainting, usePixelRatio } from '../context.ts';
import type { OverEpochsProps } from './CurvePanel.tsx';
import { drawEvents } from './drawEvents.ts';
import { eventText } from './lifeWords.ts';
import { UnitName } from './unitRows.tsx';

interface LifeLayerProps extends OverEpochsProps {
  readonly layer: number; // 1 is the first hidden one
  readonly width: number; // of the page, in CSS pixels
  readonly lives: readonly UnitLife[]; // of this layer; none before the run has been read
}

/** How near an event the pointer has to be, in CSS pixels. */
const REACH = 5;

/** The units of a layer as rows on the curves' epoch axis: name, count at the epoch shown, and their whole life. */
export function LifeLayer(props: LifeLayerProps) {
  const { run, layer, window, gutter, width, lives } = props;
  const { state, tooltip, select } = useInspector();
  const rows = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const cursor = useRef<HTMLDivElement>(null);
  const ratio = usePixelRatio();
  const { experiment, chronicle } = run;
  const nUnits = experiment.shape.sizes[layer]!;
  const nTrain = experiment.split.train.length;
  const pitch = nUnits > 12 ? 14 : 20;
  const plot = Math.max(0, width - gutter - RIGHT);
  const xOf = (epoch: number) => ((epoch - window.from) / (window.to - window.from)) * plot;
  const nColumns = Math.round(plot * ratio);
  const nRead = state.nRead.value;
  const { from, to } = window;
  const columns = useMemo(
    () =>
      Array.from({ length: nUnits }, (_, unit) => {
        const count = (epoch: number) => chronicle?.firingCount(epoch, layer, unit) ?? 0;
        return lifeColumns(count, nRead, from, to, nColumns);
      }),
    [run, nRead, from, to, nColumns],
  );
  usePainting(() => {
    const colours = palette.value;
    const devicePitch = Math.round(pitch * ratio);
    const picture = pictureOn(canvas.current, nColumns, devicePitch * nUnits, ratio);
    if (!picture || !colours) return;
    const unit = Math.max(1, Math.round(ratio));
    paintLives(picture, columns, { pitch: devicePitch, gap: 2 * unit, unit }, nTrain, colours.pixels);
    const drawn = canvas.current;
    if (!drawn) return;
    drawOn(drawn, () => {
      show(drawn, picture);
      drawEvents(drawn, lives, { xOf, plot, pitch, ratio }, colours);
    });
  });
  usePainting(() => {
    const shown = state.shown.value;
    writeCounts(rows.current, shown?.firing[layer - 1], experiment);
    if (!cursor.current) return;
    const epoch = shown?.epoch ?? -1;
    cursor.current.hidden = epoch < window.from || epoch > window.to;
    cursor.current.style.transform = `translateX(${gutter + xOf(epoch) - 0.75}px)`;
  });
  const chosen = state.chosen.value;
  const at = (event: PointerEvent) => {
    const x = Math.min(Math.max(0, event.offsetX), plot);
    const epoch = Math.round(window.from + (x / Math.max(1, plot)) * (window.to - window.from));
    const unit = Math.min(Math.max(0, Math.floor(event.offsetY / pitch)), nUnits - 1);
    return { epoch: Math.min(epoch, Math.max(0, state.newest.value)), unit, x };
  };
  const hover = (event: PointerEvent) => {
    const { epoch, unit, x } = at(event);
    if (event.buttons === 1) state.player.seek(epoch);
    const near = lives[unit]?.events.filter((one) => Math.abs(xOf(one.epoch) - x) <= REACH) ?? [];
    const events = near.slice(0, 3).map((one) => eventText(run, one));
    tooltip.show({ x: event.clientX, y: event.clientY }, () =>
      [lifeText(props, unit, epoch), ...events].join('\n'),
    );
  };
  return (
    <div
      class={nUnits > 12 ? 'unit-rows dense' : 'unit-rows'}
      ref={rows}
      {...(nUnits > 20 ? { tabIndex: 0, role: 'region', 'aria-label': t('Units of layer {0}', layer) } : {})}
    >
      <canvas
        ref={canvas}
        style={{ left: `${gutter}px` }}
        aria-hidden="true"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          const { epoch, unit } = at(event);
          select({ layer, unit });
          state.player.seek(epoch);
        }}
        onPointerMove={hover}
        onPointerLeave={() => tooltip.hide()}
      />
      {Array.from({ length: nUnits }, (_, unit) => (
        <div
          key={unit}
          class="unit-row"
          style={{ height: `${pitch}px` }}
          data-chosen={chosen.layer === layer && chosen.unit === unit}
        >
          <div class="unit-label" style={{ width: `${gutter}px` }}>
            <UnitName run={run} layer={layer} unit={unit} />
            <span class="fires-on" />
          </div>
        </div>
      ))}
      <div ref={cursor} class="epoch-cursor" style={{ height: `${pitch * nUnits}px` }} hidden />
    </div>
  );
}

function writeCounts(
  rows: HTMLElement | null,
  counts: Int32Array | undefined,
  { split, sample }: Experiment,
): void {
  rows?.querySelectorAll<HTMLElement>('.fires-on').forEach((element, unit) => {
    const now = counts?.[unit];
    const dead = now === 0 && !sample; // of a sample: it may fire on another row
    const text = now === undefined ? '' : dead ? t('✕ dead') : `${whole(now)}/${whole(split.train.length)}`;
    if (element.textContent === text) return;
    element.textContent = text;
    element.classList.toggle('bad', dead);
  });
}

function lifeText({ run, layer }: LifeLayerProps, unit: number, epoch: number): string {
  const { experiment, chronicle } = run;
  const name = unitName(experiment, layer, unit);
  if (!chronicle || epoch >= chronicle.length) return t('{0}, epoch {1}: not read', name, whole(epoch));
  const count = chronicle.firingCount(epoch, layer, unit);
  const nTrain = experiment.split.train.length;
  const dead = count === 0 ? t(', dead') : '';
  return t('{0} at epoch {1}: fires on {2}/{3} training rows{4}', name, whole(epoch), count, nTrain, dead);
}
