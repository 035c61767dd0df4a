import { t } from '#engine/translation';
import type { SeedOutcome, SeedSweep } from '#protocol/api';
import { exact, whole } from '../../format.ts';
import { whereText } from '../../names.ts';
import { useInspector } from '../context.ts';
import { Twin } from '../curves/Twin.tsx';

/** Every seed that has ended, one line each. */
export function SeedTable({ sweep }: { readonly sweep: SeedSweep }) {
  return (
    <Twin summary={t('All seeds as a table: {0}', sweep.outcomes.length)}>
      {() => (
        <table>
          <thead>
            <tr>
              {[t('seed'), t('test'), t('train loss'), t('test loss'), t('dead units')].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col" class="words">
                {t('how it ended')}
              </th>
            </tr>
          </thead>
          <tbody>
            {sweep.outcomes.map((outcome) => (
              <Line key={outcome.seed} outcome={outcome} />
            ))}
          </tbody>
        </table>
      )}
    </Twin>
  );
}

function Line({ outcome: { seed, status, result } }: { readonly outcome: SeedOutcome }) {
  const { openSeed } = useInspector();
  return (
    <tr>
      <th scope="row">
        <button class="seed-link" onClick={() => openSeed(seed)}>
          {seed}
        </button>
      </th>
      <td>{result ? `${whole(result.testCorrect)}/${whole(result.nTest)}` : '–'}</td>
      <td>{result ? exact(result.trainLoss) : '–'}</td>
      <td>{result ? exact(result.testLoss) : '–'}</td>
      <td>{result ? whole(result.nDead) : '–'}</td>
      <td class="words">{endText(status)}</td>
    </tr>
  );
}

function endText(status: SeedOutcome['status']): string {
  switch (status.state) {
    case 'completed':
      return t('completed');
    case 'diverged':
      return t('diverged at epoch {0}: {1}', whole(status.epoch), whereText(status.where));
    case 'failed':
      return t('failed: {0}', status.message);
  }
}
