import { splitUnit } from '#engine/dataset';
import { t } from '#engine/translation';
import { plain } from '../../format.ts';
import { classRange } from '../../guessing.ts';
import { glyphOf } from '../../paint/classMarks.ts';
import type { ShownRun } from '../../run.ts';

/** As many features are listed. */
const MOST_FEATURES = 12;

/** What is known of a flower before its class is: its values, beside the range of each class among the training rows. */
export function Measurements({ run, row }: { readonly run: ShownRun; readonly row: number }) {
  const { experiment } = run;
  const { dataset, nFeatures } = experiment;
  const features = dataset.features.slice(0, MOST_FEATURES);
  return (
    <table class="measurements">
      <caption class="unseen">
        {t('This flower beside the training rows of each class, smallest to largest value')}
      </caption>
      <thead>
        <tr>
          <th />
          <th scope="col">{t('this flower')}</th>
          {dataset.classes.map((name, k) => (
            <th key={name} scope="col">
              <span class={`class-${k % 8}`} aria-hidden="true">
                {glyphOf(k)}
              </span>{' '}
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {features.map((feature, f) => {
          const { name, unit } = splitUnit(feature);
          const value = dataset.values[row * nFeatures + f]!;
          return (
            <tr key={feature}>
              <th scope="row">{name}</th>
              <td class="own">
                {plain(value)} {unit}
              </td>
              {dataset.classes.map((one, k) => (
                <RangeCell key={one} value={value} range={classRange(experiment, f, k)} />
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface RangeCellProps {
  readonly value: number;
  readonly range: ReturnType<typeof classRange>;
}

function RangeCell({ value, range }: RangeCellProps) {
  if (!range) return <td class="muted">{t('none')}</td>;
  const { minimum, maximum } = range;
  const isInside = value >= minimum && value <= maximum;
  return (
    <td class={isInside ? 'inside' : 'muted'}>
      {plain(minimum)}–{plain(maximum)}
      <span aria-hidden="true">{isInside ? ' ✓' : ''}</span>
      {isInside && <span class="unseen">{t(', this flower lies within')}</span>}
    </td>
  );
}
