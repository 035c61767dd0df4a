import { useRef } from 'preact/hooks';
import { t } from '#engine/translation';
import { cellName, arrayName } from '../../cellNames.ts';
import { cellOf } from '../../distributions.ts';
import { plain, whole } from '../../format.ts';
import { binAt, countTop } from '../../paint/histogram.ts';
import type { HistogramScale } from '../../paint/histogram.ts';
import { drawOn } from '../../picture/redrawings.ts';
import { palette } from '../../theme.ts';
import { useInspector, usePainting, usePixelRatio, useSize } from '../context.ts';
import type { DistributionView } from './DistributionPanel.tsx';
import { chosenIndex } from './chosenValues.ts';
import { drawHistogram } from './drawHistogram.ts';
import { nameGutter } from './unitRows.tsx';

const HEIGHT = 190;
const ABOVE = 18;
const BELOW = 30;
export const BESIDE = 8;

/** Bars for the epoch shown, an outline for the one compared with, on edges that stay. */
export function Histogram(view: DistributionView) {
  const { run, array, edges, shown, compared, top } = view;
  const { state, tooltip } = useInspector();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const summary = useRef<HTMLParagraphElement>(null);
  const { width } = useSize(box);
  const ratio = usePixelRatio();
  const scale = (): HistogramScale => ({
    edges,
    top: top.value,
    area: {
      left: nameGutter(run, array),
      top: ABOVE,
      right: width - BESIDE,
      bottom: HEIGHT - BELOW,
    },
  });
  usePainting(() => {
    const spread = shown.value;
    const colours = palette.value;
    const chosen = state.chosen.value;
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context || !colours || !spread || width === 0) return;
    const both = [...spread.distribution.counts, ...(compared?.distribution.counts ?? [])];
    top.value = countTop(Math.max(...both), top.value);
    canvas.current.width = Math.round(width * ratio);
    canvas.current.height = Math.round(HEIGHT * ratio);
    const index = chosenIndex(run, array, chosen, state.chosenWeight.value);
    const marked =
      index === null
        ? null
        : {
            value: spread.values[index]!,
            label: `${cellName(run.experiment, cellOf(array, index))} ${plain(spread.values[index]!)}`,
          };
    const scene = { shown: spread.distribution, compared: compared?.distribution, marked };
    const drawnScale = scale();
    drawOn(canvas.current, () => {
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      drawHistogram(context, drawnScale, scene, colours);
    });
    if (summary.current) summary.current.textContent = spokenSummary(view);
  });
  const hover = (event: PointerEvent) => {
    const bin = binAt(scale(), event.offsetX);
    if (bin === undefined) tooltip.hide();
    else tooltip.show({ x: event.clientX, y: event.clientY }, () => binText(view, bin));
  };
  return (
    <div ref={box}>
      <canvas
        ref={canvas}
        class="histogram"
        style={{ width: `${width}px`, height: `${HEIGHT}px` }}
        aria-hidden="true"
        onPointerMove={hover}
        onPointerLeave={() => tooltip.hide()}
      />
      <p ref={summary} class="unseen" />
    </div>
  );
}

/** A bin's edges and what it holds at both epochs. Zeros are counted apart. */
function binText({ array, edges, shown, compared }: DistributionView, bin: number): string {
  const spread = shown.value;
  if (!spread) return '';
  const { n, counts } = spread.distribution;
  const nBins = edges.length - 1;
  const lines = [
    bin === nBins - 1
      ? t('{0} from {1} to {2}', arrayName(array), plain(edges[bin]!), plain(edges[bin + 1]!))
      : t('{0} from {1} to below {2}', arrayName(array), plain(edges[bin]!), plain(edges[bin + 1]!)),
    t('epoch {0}: {1}/{2}', whole(spread.epoch), counts[bin] ?? 0, n),
  ];
  if (compared) {
    const { distribution, epoch } = compared;
    lines.push(t('epoch {0}: {1}/{2}', whole(epoch), distribution.counts[bin] ?? 0, distribution.n));
  }
  if (edges[bin]! <= 0 && edges[bin + 1]! > 0) lines.push(t('zeros are counted apart'));
  return lines.join('\n');
}

function spokenSummary({ array, edges, shown }: DistributionView): string {
  const spread = shown.value;
  if (!spread) return '';
  const { counts, n, zeros } = spread.distribution;
  const fullest = counts.indexOf(Math.max(...counts));
  return t(
    '{0} at epoch {1}: {2} values, {3} of them zero; the fullest bin, {4} to {5}, holds {6}',
    array.label,
    whole(spread.epoch),
    whole(n),
    whole(zeros),
    plain(edges[fullest]!),
    plain(edges[fullest + 1]!),
    whole(counts[fullest]!),
  );
}
