import { rowNumber } from '#engine/rowSample';
import { t } from '#engine/translation';
import { fixed } from '../format.ts';
import { unitName } from '../names.ts';
import type { ShownRun } from '../run.ts';
import { useInspector } from './context.ts';

/** The selected row's line of the pictures as a table, for those who do not see them. */
export function RowTwin({ run }: { readonly run: ShownRun }) {
  const { state } = useInspector();
  const shown = state.shown.value;
  const { row } = state.chosen.value;
  const { sizes } = run.experiment.shape;
  if (!shown || state.player.motion.value !== 'resting') return null; // not while values fly past
  return (
    <table class="unseen">
      <caption>{t('Row {0} at epoch {1}', rowNumber(run.experiment, row), shown.epoch)}</caption>
      <thead>
        <tr>
          <th scope="col">{t('unit')}</th>
          <th scope="col">{t('pre-activation')}</th>
          <th scope="col">{t('activation, or probability of the class')}</th>
        </tr>
      </thead>
      <tbody>
        {sizes.slice(1).flatMap((nUnits, layer) =>
          Array.from({ length: Math.min(nUnits, 64) }, (_, unit) => (
            <tr key={`${layer}/${unit}`}>
              <th scope="row">{unitName(run.experiment, layer + 1, unit)}</th>
              <td>{fixed(shown.pass.preActivations[layer]![row * nUnits + unit]!)}</td>
              <td>{fixed(shown.pass.activations[layer]![row * nUnits + unit]!)}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}
