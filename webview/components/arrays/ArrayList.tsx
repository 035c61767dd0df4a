import { shapeOf } from '#engine/arrays';
import type { ArrayId, ArrayName } from '#engine/arrays';
import { t } from '#engine/translation';
import { arrayKey, arrayName } from '../../cellNames.ts';
import { whole } from '../../format.ts';
import type { ShownRun } from '../../run.ts';
import { useInspector } from '../context.ts';

interface ArrayListProps {
  readonly run: ShownRun;
  readonly arrays: readonly ArrayId[];
  readonly written: readonly ArrayId[]; // those that are on the page
}

const BACKWARD: readonly ArrayName[] = ['dZ', 'dA', 'mask', 'dW', 'db'];
const UPDATED: readonly ArrayName[] = ['newW', 'newb'];

/** The arrays by the part of the epoch that computes them. */
export function ArrayList({ run, arrays, written }: ArrayListProps) {
  const part = (wanted: (name: ArrayName) => boolean) => arrays.filter(({ name }) => wanted(name));
  const isForward = (name: ArrayName) => !BACKWARD.includes(name) && !UPDATED.includes(name);
  return (
    <nav class="array-list" aria-label={t('Arrays')}>
      <Part run={run} title={t('Forward')} arrays={part(isForward)} written={written} />
      <Part
        run={run}
        title={t('Backward')}
        arrays={part((name) => BACKWARD.includes(name))}
        written={written}
      />
      <Part run={run} title={t('Update')} arrays={part((name) => UPDATED.includes(name))} written={written} />
    </nav>
  );
}

function Part({ run, title, arrays, written }: ArrayListProps & { readonly title: string }) {
  const { state } = useInspector();
  const isWritten = (array: ArrayId) => written.some((one) => arrayKey(one) === arrayKey(array));
  const show = (array: ArrayId) => {
    state.phases.leave();
    state.setOptions({ array: arrayKey(array) });
  };
  if (arrays.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {arrays.map((array) => {
          const { nRows, nColumns } = shapeOf(run.experiment, array);
          return (
            <li key={arrayKey(array)}>
              <button aria-pressed={isWritten(array)} onClick={() => show(array)}>
                <b>{arrayName(array)}</b>
                <span class="muted">
                  {whole(nRows)} × {nColumns}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
