import { t } from '#engine/translation';
import { unitName } from '../names.ts';
import { view } from '../picture/view.ts';
import type { ShownRun } from '../run.ts';
import { MatrixCanvas } from './MatrixCanvas.tsx';
import { MatrixTable } from './MatrixTable.tsx';

/** A matrix with more cells than this is drawn, not written out. */
const MOST_CELLS = 1000;

/** What a matrix and its bias row are called, and what their rows and columns stand for. */
export interface MatrixProps {
  readonly run: ShownRun;
  readonly layer: number; // 0 leads from the input to the first layer
  readonly rowNames: readonly string[];
  readonly columnNames: readonly string[];
  readonly note: string;
}

/** The weights and biases of every layer. */
export function Matrices({ run }: { readonly run: ShownRun }) {
  const { experiment } = run;
  const { sizes } = experiment.shape;
  const names = sizes.map((nUnits, layer) =>
    Array.from({ length: nUnits }, (_, unit) => unitName(experiment, layer, unit)),
  );
  return (
    <div class="matrices" {...view(t('Weights and biases'))}>
      {sizes.slice(1).map((nUnits, layer) => {
        const Matrix = (sizes[layer]! + 1) * nUnits > MOST_CELLS ? MatrixCanvas : MatrixTable;
        return (
          <Matrix
            key={layer}
            run={run}
            layer={layer}
            rowNames={names[layer]!}
            columnNames={names[layer + 1]!}
            note={noteOf(run, layer)}
          />
        );
      })}
    </div>
  );
}

function noteOf({ experiment, nHidden }: ShownRun, layer: number): string {
  if (layer === 0)
    return experiment.scaler ? t('per standard deviation of a feature') : t('per unit of a feature');
  return layer === nHidden ? t('hidden unit to class') : t('hidden unit to hidden unit');
}
