import { t } from '#engine/translation';
import { unitName } from '../../names.ts';
import type { ShownRun } from '../../run.ts';
import { Dropdown } from '../../ui/controls.tsx';
import { useInspector } from '../context.ts';
import type { PictureLayer } from './pictureLayer.ts';

/** More units than this are offered in a list. */
const MOST_NAMES = 12;

/** The units of a layer, to choose one. */
export function UnitLine({ run, place }: { readonly run: ShownRun; readonly place: PictureLayer }) {
  const { select } = useInspector();
  const { layer, unit, nUnits } = place;
  const names = Array.from({ length: nUnits }, (_, i) => unitName(run.experiment, layer, i));
  const [kind, label] =
    layer > run.nHidden ? [t('class'), t('Selected class')] : [t('unit'), t('Selected unit')];
  if (nUnits > MOST_NAMES) {
    return (
      <div class="unit-line">
        <span class="muted">{kind}</span>
        <Dropdown
          label={label}
          value={unit === null ? '' : String(unit)}
          options={[
            ...(unit === null ? [{ value: '', label: t('none') }] : []),
            ...names.map((name, i) => ({ value: String(i), label: name })),
          ]}
          onChange={(value) => {
            if (value !== '') select({ layer, unit: Number(value) });
          }}
        />
      </div>
    );
  }
  return (
    <div class="unit-line" role="group" aria-label={label}>
      <span class="muted">{kind}</span>
      {names.map((name, i) => (
        <button key={i} class="name" aria-pressed={unit === i} onClick={() => select({ layer, unit: i })}>
          {name}
        </button>
      ))}
    </div>
  );
}
