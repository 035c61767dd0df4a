import { useRef } from 'preact/hooks';
import { assertNever } from '#engine/assertNever';
import { countInto } from '#engine/histogram';
import type { Activation } from '#engine/activations';
import { t } from '#engine/translation';
import { whole } from '../../format.ts';
import { unitName } from '../../names.ts';
import type { ShownRun } from '../../run.ts';
import { useInspector } from '../context.ts';
import type { KnownFrames } from './frames.ts';
import { Histogram, useCountTop } from './Histogram.tsx';
import type { Counted } from './Histogram.tsx';
import { countColumn, countedOf, countLines, linesOf, sumLine } from './layerValues.ts';
import { LiveTable } from './LiveTable.tsx';
import { useLivePainting } from '../inView.ts';
import { BeingRead, Live, Summary } from './Picture.tsx';
import { pictureLayer } from './pictureLayer.ts';
import { Legend } from './ScalingPicture.tsx';

/** What an activation does to the values of picture 2. */
export function activatedText(activation: Activation, layer: number): string {
  const [z, a] = [`Z${layer}`, `A${layer}`];
  switch (activation) {
    case 'relu':
      return t(
        'ReLU leaves what is above 0 as it was and makes 0 of the rest: the left half of {0} is gone. Those zeros are counted apart, or they would be the highest bar of all. What is left of {1} is what the next layer hears.',
        z,
        a,
      );
    case 'leakyRelu':
      return t(
        'Leaky ReLU leaves what is above 0 as it was and lets a hundredth of the rest through: the left half of {0} is pressed against 0.',
        z,
      );
    case 'tanh':
      return t(
        'Tanh presses {0} between −1 and 1. Bars that pile up at the ends are rows where the unit is saturated and hardly changes any more.',
        z,
      );
    case 'sigmoid':
      return t(
        'Sigmoid presses {0} between 0 and 1. Bars that pile up at the ends are rows where the unit is saturated and hardly changes any more.',
        z,
      );
    case 'linear':
      return t(
        'A linear unit passes {0} on as it is, so this is picture 2 again: without a bend, two layers are no more than one.',
        z,
      );
    default:
      return assertNever(activation);
  }
}

interface ActivatedProps {
  readonly run: ShownRun;
  readonly known: KnownFrames;
}

/** Picture 3: A of a hidden layer; what is exactly 0 stands beside the bars and not among them. */
export function ActivatedHistogram({ run, known }: ActivatedProps) {
  const { state } = useInspector();
  const chosen = state.chosen.value;
  const place = pictureLayer(run, chosen);
  const frame = known.version.value > 0 ? known.frames.frame('A', place.layer) : null;
  const top = useCountTop(frame);
  const name = `A${place.layer}`;
  const unit = place.unit === null ? null : unitName(run.experiment, place.layer, place.unit);
  const read = (): Counted | null => {
    const shown = state.shown.value;
    return shown && countedOf(shown.pass, shown.pass.activations[place.layer - 1]!, place, chosen.row);
  };
  if (!frame) return <BeingRead />;
  const sums = () => {
    const counted = read();
    return counted ? sumLine(frame.edges, countInto(frame.edges, counted.values), counted.values.length) : '';
  };
  return (
    <>
      {place.activation === 'relu' && <ZeroShares unit={unit} edges={frame.edges} read={read} />}
      <Histogram name={name} frame={frame} top={top} unitName={unit} read={read} />
      <p class="picture-note">
        <Live text={sums} />
      </p>
      <Legend run={run} name="A" value={() => read()?.marked ?? null} />
      <Summary text={() => t('Histogram of {0}: {1}.', name, sums())} />
      <LiveTable
        name={t('picture 3, counts of {0}', name)}
        rowHead={name}
        columns={unit === null ? [t('all units')] : [t('all units'), unit]}
        rows={countLines(frame.edges)}
        epoch={() => state.shown.value?.epoch ?? null}
        read={() => {
          const counted = read();
          const columns = [counted?.values, counted?.unitValues];
          return linesOf(columns.flatMap((values) => (values ? [countColumn(frame.edges, values)] : [])));
        }}
      />
    </>
  );
}

interface ZeroSharesProps {
  readonly unit: string | null;
  readonly edges: Float64Array;
  readonly read: () => Counted | null;
}

/** How much of the layer, and of the selected unit, is exactly 0: a share and a count each. */
function ZeroShares({ unit, edges, read }: ZeroSharesProps) {
  const lines = unit === null ? [t('all units')] : [t('all units'), unit];
  const box = useRef<HTMLDivElement>(null);
  useLivePainting(() => {
    const counted = read();
    if (!counted) return;
    [counted.values, counted.unitValues].forEach((values, i) => {
      const line = box.current?.children[i];
      if (!values || !line) return;
      const { zeros } = countInto(edges, values);
      line
        .querySelector('rect.part')
        ?.setAttribute('width', `${((100 * zeros) / values.length).toFixed(2)}%`);
      const text = line.querySelector('.zero-count');
      if (text) text.textContent = t('{0}/{1} exactly 0', whole(zeros), whole(values.length));
    });
  });
  return (
    <div class="zero-shares" ref={box}>
      {lines.map((line, i) => (
        <p key={i} class={i === 0 ? 'of-all' : 'of-one'}>
          <span>{line}</span>
          <svg width="100%" height="10" aria-hidden="true">
            <rect class="track" width="100%" height="10" />
            <rect class="part" height="10" />
          </svg>
          <span class="zero-count" />
        </p>
      ))}
    </div>
  );
}
