import { useMemo } from 'preact/hooks';
import type { Alert } from '#engine/alerts';
import { fixesOf } from '#engine/alertFixes';
import { operationEpoch, operationOf } from '#engine/alertOperation';
import type { Operation } from '#engine/alertOperation';
import { explain } from '#engine/explain';
import type { Explanation, Term } from '#engine/explain';
import { t } from '#engine/translation';
import { alertReason, fixLabel } from '../../alertWords.ts';
import { cellName, conclusionText, termName } from '../../cellNames.ts';
import { bracketed, count, exact, telling, whole } from '../../format.ts';
import type { ShownRun } from '../../run.ts';
import { Button } from '../../ui/controls.tsx';
import { useInspector } from '../context.ts';

/** Of a sum with many terms so many are named, the largest. */
const MOST_TERMS = 5;

interface Details {
  readonly run: ShownRun;
  readonly alert: Alert;
}

/** Why, the first operation that went wrong with what went into it, and what to do. */
export function AlertDetails({ run, alert }: Details) {
  const { retrainWith } = useInspector();
  const fixes = fixesOf(alert, run.experiment, run.alertLog.firstRatio);
  return (
    <>
      <p>{alertReason(run, alert)}</p>
      <FirstOperation run={run} alert={alert} />
      {fixes.length > 0 ? (
        <div class="fixes">
          {fixes.map((fix, i) => (
            <Button
              key={fix.key}
              appearance={i === 0 ? 'primary' : 'secondary'}
              onClick={() => retrainWith(fix)}
            >
              {fixLabel(fix)}
            </Button>
          ))}
          <p class="note">{t('A run of its own: this one is kept, and the settings stay as they are.')}</p>
        </div>
      ) : (
        <p class="note">{NO_FIX[alert.kind] ?? t('No other configuration mends this.')}</p>
      )}
    </>
  );
}

const NO_FIX: Partial<Record<Alert['kind'], string>> = {
  constantFeature: t('Nothing has to be done; leaving the feature out gives the same.'),
  imbalance: t('More rows of the class would help, or leaving out some of the others.'),
};

function FirstOperation({ run, alert }: Details) {
  const { state, open } = useInspector();
  const epoch = operationEpoch(alert);
  const made = useMemo(() => operationIn(run, alert, epoch), [run, alert.kind, alert.epoch, epoch]);
  if (!made) return null;
  const { operation, explanation } = made;
  const show = () => {
    state.player.seek(operation.epoch);
    open(operation.cell);
  };
  const name = cellName(run.experiment, operation.cell);
  return (
    <div class="operation">
      <p>
        <button
          class="address"
          onClick={show}
          title={t('Show its arithmetic')}
          aria-label={t('Show the arithmetic of {0} at epoch {1}', name, whole(operation.epoch))}
        >
          {name}
        </button>{' '}
        <span title={exact(explanation.value)}>= {telling(explanation.value, 4)}</span>{' '}
        <span class="muted">{placeWords(alert, operation)}</span>
      </p>
      <Inputs run={run} explanation={explanation} />
    </div>
  );
}

function placeWords(alert: Alert, { epoch, cell }: Operation): string {
  const at = t('at epoch {0}', whole(epoch));
  switch (alert.kind) {
    case 'deadUnits':
      return t('{0}: the largest of its training rows, and still not above 0', at);
    case 'nonFinite':
      return t('{0}: the first that is not finite', at);
    case 'saturated':
      return t('{0}: what the worst training row gives its own class', at);
    case 'overfitting':
      return t('{0}: the test row that costs most', at);
    case 'unscaled':
      return t('in the data: its largest value');
    default:
      return cell.name === 'newW' ? t('by the update of epoch {0}: the largest change', whole(epoch)) : at;
  }
}

/** The terms with their real values, as many as can be read. */
function Inputs({ run, explanation }: { readonly run: ShownRun; readonly explanation: Explanation }) {
  const { terms } = explanation;
  const named = terms.length <= MOST_TERMS ? terms : [...terms].sort(bySize).slice(0, MOST_TERMS);
  const rest = terms.length - named.length;
  const conclusion = conclusionText(run.experiment, explanation);
  return (
    <ul class="inputs">
      {named.map((term, i) => (
        <li key={i}>
          <span class="muted">{termName(run.experiment, term)}</span> {productText(term)}
        </li>
      ))}
      {rest > 0 && <li class="muted">{t('and {0}', count(rest, 'smaller term'))}</li>}
      {conclusion !== '' && <li class="muted">{conclusion}</li>}
    </ul>
  );
}

/** NaN first: it is what has to be seen. */
function bySize(a: Term, b: Term): number {
  const size = ({ value }: Term) => (Number.isNaN(value) ? Infinity : Math.abs(value));
  return size(a) === size(b) ? 0 : size(b) - size(a);
}

/** "−20 · 31.2 = −624" */
function productText({ factors, value }: Term): string {
  const product = factors.map((factor, i) => {
    const text = telling(factor.value, 4);
    return i === 0 ? text : bracketed(text);
  });
  const result = telling(value, 4);
  return factors.length > 1 ? `${product.join(' · ')} = ${result}` : result;
}

interface Made {
  readonly operation: Operation;
  readonly explanation: Explanation;
}

function operationIn(run: ShownRun, alert: Alert, epoch: number | null): Made | null {
  if (epoch === null || epoch < 0 || epoch > run.newest) return null;
  const arrays = run.arraysAside(epoch);
  const operation = operationOf(alert, arrays, epoch);
  return operation && { operation, explanation: explain(arrays, null, operation.cell) };
}
