import { useRef } from 'preact/hooks';
import { t } from '#engine/translation';
import { whole } from '../../format.ts';
import { unitName } from '../../names.ts';
import { NAMED_BAND } from '../../paint/slopePainter.ts';
import type { ShownRun } from '../../run.ts';
import { useInspector } from '../context.ts';
import { useLivePainting } from '../inView.ts';
import type { PictureLayer } from './pictureLayer.ts';

interface BesideProps {
  readonly run: ShownRun;
  readonly place: PictureLayer;
  readonly top: (unit: number) => string;
  readonly high: number; // of a band, in CSS pixels
}

/** The units' names beside their bands; where bands are too low for that, the selected one's. */
export function UnitNames({ run, place, top, high }: BesideProps) {
  const { select } = useInspector();
  const { layer, unit, nUnits } = place;
  const named = Array.from({ length: nUnits }, (_, i) => i).filter((i) => high >= NAMED_BAND || i === unit);
  return (
    <div class="beside-left">
      {named.map((i) => (
        <button
          key={i}
          class="name"
          style={{ top: top(i), height: `${Math.max(14, high)}px` }}
          aria-pressed={i === unit}
          onClick={() => select({ layer, unit: i })}
        >
          {unitName(run.experiment, layer, i)}
        </button>
      ))}
    </div>
  );
}

/** On how many training rows each unit fires. */
export function FiringCounts({ run, place, left, top, high }: BesideProps & { readonly left: string }) {
  const { state } = useInspector();
  const box = useRef<HTMLDivElement>(null);
  const { layer, unit, nUnits } = place;
  const named = Array.from({ length: nUnits }, (_, i) => i).filter((i) => high >= NAMED_BAND || i === unit);
  useLivePainting(() => {
    const firing = state.shown.value?.firing[layer - 1];
    const lines = box.current?.children;
    named.forEach((i, line) => {
      const element = lines?.[line];
      if (!element || !firing) return;
      const dead = firing[i] === 0 && !run.experiment.sample;
      const text = dead ? t('✕ dead') : `${whole(firing[i]!)}/${whole(run.experiment.split.train.length)}`;
      if (element.textContent !== text) element.textContent = text;
      element.classList.toggle('bad', dead);
    });
  });
  return (
    <div class="beside-right" ref={box} style={{ left }}>
      {named.map((i) => (
        <span key={i} style={{ top: top(i), height: `${Math.max(14, high)}px` }} />
      ))}
    </div>
  );
}
