import { useRef } from 'preact/hooks';
import type { CellAddress } from '#engine/arrays';
import type { Explanation, Factor, Term } from '#engine/explain';
import { symbolText } from '#engine/symbols';
import { t } from '#engine/translation';
import { cellName, termName } from '../../cellNames.ts';
import { bracketed, exact, fixed, telling, whole } from '../../format.ts';
import { glyphOf } from '../../paint/classMarks.ts';
import type { ShownRun } from '../../run.ts';
import { N_CLASS_MARKS } from '../../theme.ts';
import { useInspector } from '../context.ts';
import { ScrollCue, useBeyond } from '../ScrollCue.tsx';
import { useVisibleRange } from '../useVisibleRange.ts';

/** The least width of a term, in CSS pixels, without and with a partial sum: all of one sum have the same, so that those out of sight need not be drawn. */
const TERM_WIDTH = 118;
const LONG_TERM_WIDTH = 176;
const BAR_WIDTH = 40;
/** The width of a letter of a product, in a wide font, and the room beside a product. */
const LETTER = 7;
const MARGIN = 18;

/** Sums of more terms than this show how far they have come after each. */
const MOST_WITHOUT_PARTIAL = 6;

interface TermsProps {
  readonly run: ShownRun;
  readonly explanation: Explanation;
  readonly terms: readonly Term[];
}

/** One term beside another, in the order in which they are summed; those in sight are drawn. */
export function Terms({ run, explanation, terms }: TermsProps) {
  const box = useRef<HTMLDivElement>(null);
  const long = terms.length > MOST_WITHOUT_PARTIAL;
  const termWidth = long
    ? LONG_TERM_WIDTH
    : Math.max(TERM_WIDTH, ...terms.map((term) => productWidth(explanation, term)));
  const { first, end } = useVisibleRange(box, 'x', termWidth, terms.length);
  const beyond = useBeyond(box, terms.length * termWidth);
  const largest = terms.reduce((most, { value }) => Math.max(most, Math.abs(value)), 0);
  const partials = partialSums(terms);
  const scroll = (event: KeyboardEvent) => {
    const left = box.current ? keyScroll(event, box.current, termWidth) : undefined;
    if (left === undefined) return;
    event.preventDefault(); // alone these keys step through the epochs
    box.current?.scrollTo({ left });
  };
  return (
    <div class="scroll-frame">
      <div
        class="terms"
        ref={box}
        role="list"
        tabIndex={0}
        aria-label={t('{0} terms; arrow keys scroll', terms.length)}
        onKeyDown={scroll}
      >
        <div class="terms-track" style={{ width: `${terms.length * termWidth}px` }}>
          {terms.slice(first, end).map((term, i) => {
            const at = first + i;
            return (
              <TermBox
                key={at}
                run={run}
                explanation={explanation}
                term={term}
                left={at * termWidth}
                width={termWidth}
                sign={at === 0 ? '' : '+'}
                share={largest > 0 ? Math.abs(term.value) / largest : 0}
                partial={long ? (partials[at] ?? null) : null}
              />
            );
          })}
        </div>
      </div>
      <ScrollCue box={box} beyond={beyond} what={t('terms')} />
    </div>
  );
}

/** Where a key scrolls the terms to: by a term, to the first or the last. Nothing for other keys, and those that a term needs. */
function keyScroll(
  { key, target, altKey, shiftKey }: KeyboardEvent,
  box: HTMLElement,
  termWidth: number,
): number | undefined {
  if (target !== box || altKey || shiftKey || box.scrollWidth <= box.clientWidth) return undefined;
  switch (key) {
    case 'ArrowRight':
      return box.scrollLeft + termWidth;
    case 'ArrowLeft':
      return box.scrollLeft - termWidth;
    case 'Home':
      return 0;
    case 'End':
      return box.scrollWidth;
    default:
      return undefined;
  }
}

/** The room that a product needs, in CSS pixels, with the signs between its factors and around them. */
function productWidth({ address }: Explanation, { factors }: Term): number {
  const letters =
    (address.name === 'P' ? 'e^()' : '') + factors.map(({ value }) => telling(value)).join(' · ()');
  return Math.ceil(letters.length * LETTER + MARGIN);
}

function partialSums(terms: readonly Term[]): readonly number[] {
  let sum = 0;
  return terms.map(({ value }) => (sum += value));
}

interface TermBoxProps {
  readonly run: ShownRun;
  readonly explanation: Explanation;
  readonly term: Term;
  readonly left: number;
  readonly width: number;
  readonly sign: string;
  readonly share: number; // of the largest term
  readonly partial: number | null; // the sum so far
}

function TermBox({ run, explanation, term, left, width, sign, share, partial }: TermBoxProps) {
  const { state } = useInspector();
  const sources = term.factors.flatMap(({ source }) => (source ? [source] : []));
  const point = (cells: readonly CellAddress[]) => () => {
    state.hovered.value = cells;
  };
  const label = run.experiment.dataset.labels[term.subject.index] ?? 0;
  return (
    <div
      class="term"
      role="listitem"
      style={{ left: `${left}px`, width: `${width}px` }}
      title={exact(term.value)}
      onPointerEnter={point(sources)}
      onPointerLeave={point([])}
    >
      {sign !== '' && (
        <span class="sign" aria-hidden="true">
          {sign}
        </span>
      )}
      <p class="muted">
        {term.subject.kind === 'row' && (
          <span class={`class-${label % N_CLASS_MARKS}`}>{glyphOf(label)} </span>
        )}
        {termName(run.experiment, term)}
      </p>
      <p class="product">
        <Product run={run} explanation={explanation} factors={term.factors} />
      </p>
      <p class="contribution">
        {telling(term.value, 4)}
        <i
          class={term.value < 0 ? 'negative' : ''}
          style={{ width: `${(share * BAR_WIDTH).toFixed(1)}px` }}
        />
        {partial !== null && <span class="muted"> Σ {fixed(partial, 4)}</span>}
      </p>
    </div>
  );
}

interface ProductProps {
  readonly run: ShownRun;
  readonly explanation: Explanation;
  readonly factors: readonly Factor[];
}

/** The factors, each a way to the arithmetic of its own; for softmax the power of e. */
function Product({ run, explanation, factors }: ProductProps) {
  const isPower = explanation.address.name === 'P';
  return (
    <>
      {isPower && 'e^('}
      {factors.map((factor, i) => (
        <span key={i}>
          {i > 0 && (isPower ? ' − ' : ' · ')}
          <FactorLink run={run} explanation={explanation} factor={factor} bracket={i > 0} />
        </span>
      ))}
      {isPower && ')'}
    </>
  );
}

interface FactorLinkProps {
  readonly run: ShownRun;
  readonly explanation: Explanation;
  readonly factor: Factor;
  readonly bracket: boolean; // around a negative number
}

function FactorLink({ run, explanation, factor, bracket }: FactorLinkProps) {
  const { state, open } = useInspector();
  const { source, symbol, value } = factor;
  const number = telling(value);
  const text = bracket ? bracketed(number) : number;
  if (!source) return <span title={`${symbolText(symbol)} ${exact(value)}`}>{text}</span>;
  const epoch = (state.shown.value?.epoch ?? 0) + explanation.epochOffset;
  const follow = () => {
    if (explanation.epochOffset !== 0) state.player.seek(epoch);
    open(source);
  };
  const address = `${cellName(run.experiment, source)}${explanation.epochOffset === 0 ? '' : t(' at epoch {0}', whole(epoch))}`;
  return (
    <button
      class="factor"
      title={`${address}  ${exact(value)}`}
      aria-label={`${address} ${number}`}
      onClick={follow}
      onFocus={() => {
        state.hovered.value = [source];
      }}
      onBlur={() => {
        state.hovered.value = [];
      }}
    >
      {text}
    </button>
  );
}
