import { useRef, useState } from 'preact/hooks';
import { firingVerdict } from '#engine/activations';
import type { ArrayName } from '#engine/arrays';
import type { Explanation, Term } from '#engine/explain';
import { symbolText } from '#engine/symbols';
import { t } from '#engine/translation';
import { arrayName, cellName, conclusionText } from '../../cellNames.ts';
import { exact, fixed, telling, whole } from '../../format.ts';
import { batchNote } from '../../phaseWords.ts';
import type { ShownRun } from '../../run.ts';
import '../../styles/strip.css';
import { IconButton } from '../../ui/controls.tsx';
import { useInspector } from '../context.ts';
import { Path } from './Path.tsx';
import { RowTermControls } from './RowTermControls.tsx';
import type { TermOrder } from './RowTermControls.tsx';
import { Terms } from './Terms.tsx';
import { useFocusReturn } from './useFocusReturn.ts';

/** How the open number came about: its terms with their real numbers, and what they add up to. Docked, never over the page. */
export function ArithmeticStrip({ run }: { readonly run: ShownRun }) {
  const { state, open } = useInspector();
  const [order, setOrder] = useState<TermOrder>('computed');
  const [onlyClass, setOnlyClass] = useState<number | null>(null);
  const strip = useRef<HTMLElement>(null);
  useFocusReturn(strip);
  const explanation = state.explanation.value;
  if (!explanation) return null;
  const { labels } = run.experiment.dataset;
  const overRows = explanation.terms[0]?.subject.kind === 'row';
  const chosenTerms = explanation.terms.filter(
    ({ subject }) => !overRows || onlyClass === null || labels[subject.index] === onlyClass,
  );
  const terms = order === 'largest' && overRows ? bySize(chosenTerms) : chosenTerms;
  return (
    <section
      class="strip"
      ref={strip}
      aria-label={t('Arithmetic of {0}', cellName(run.experiment, explanation.address))}
    >
      <div class="strip-head">
        <p class="address">{cellName(run.experiment, explanation.address)}</p>
        <Path run={run} explanation={explanation} />
        {overRows && (
          <RowTermControls
            run={run}
            order={order}
            onlyClass={onlyClass}
            onOrder={setOrder}
            onClass={setOnlyClass}
          />
        )}
      </div>
      <Terms run={run} explanation={explanation} terms={terms} key={`${order}/${String(onlyClass)}`} />
      <Result run={run} explanation={explanation} terms={terms} />
      <IconButton icon="close" label={t('Close the arithmetic (Esc)')} onClick={() => open(null)} />
    </section>
  );
}

/** One step of the learning rate changes these little. */
const PARAMETERS: readonly ArrayName[] = ['W', 'b', 'newW', 'newb'];

/** Largest contribution first, whatever its sign; training order among equals. */
function bySize(terms: readonly Term[]): readonly Term[] {
  return [...terms].sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
}

interface ResultProps {
  readonly run: ShownRun;
  readonly explanation: Explanation;
  readonly terms: readonly Term[];
}

function Result({ run, explanation, terms }: ResultProps) {
  const { address, value } = explanation;
  const { state } = useInspector();
  const partial = terms.length < explanation.terms.length;
  const step = state.shown.value && stepText(explanation, state.shown.value.epoch, state.isLastState.value);
  return (
    <div class="strip-result" title={exact(value)}>
      <p class="muted">{arrayName(address)}</p>
      <p class="equals" role="status">
        <span aria-hidden="true">= </span>
        {telling(value, PARAMETERS.includes(address.name) ? 6 : 4)}
      </p>
      {explanation.quantities.length > 0 && (
        <p class="muted">
          {explanation.quantities
            .map(({ symbol, value: v }) => `${symbolText(symbol)} ${telling(v, 4)}`)
            .join(', ')}
        </p>
      )}
      <p class="muted">{partial ? partText(explanation, terms) : (step ?? noteOf(run, explanation))}</p>
    </div>
  );
}

/** Which update a parameter comes from, so that those of two epochs are not taken for each other; null for all else. */
function stepText({ address, epochOffset }: Explanation, epoch: number, isLast: boolean): string | null {
  if (epochOffset !== 0) return t('update from epoch {0} to {1}', whole(epoch - 1), whole(epoch));
  if (address.name !== 'newW' && address.name !== 'newb') return null;
  if (isLast) return t('would be next: the run ended here');
  return t('update from epoch {0} to {1}', whole(epoch), whole(epoch + 1));
}

function partText({ terms: all, sum }: Explanation, terms: readonly Term[]): string {
  const part = terms.reduce((total, term) => total + term.value, 0);
  return t(
    '{0} of {1} rows add {2} of {3}',
    whole(terms.length),
    whole(all.length),
    fixed(part, 4),
    fixed(sum, 4),
  );
}

/** What is done to the sum, or what the value means. */
function noteOf({ experiment }: ShownRun, explanation: Explanation): string {
  const { address, value } = explanation;
  const conclusion = conclusionText(experiment, explanation);
  const activation = experiment.shape.activations[address.layer - 1];
  const isGradient = address.name === 'dW' || address.name === 'db';
  if (isGradient && experiment.config.training.batchSize !== null) {
    return `${conclusion}${batchNote(experiment)}`.trim();
  }
  if (address.name === 'A' && activation) return `${conclusion}, ${firingVerdict(activation, value)}`;
  if (conclusion !== '') return conclusion;
  if (isGradient) {
    return t('sum over {0} training rows', whole(explanation.terms.length));
  }
  return '';
}
