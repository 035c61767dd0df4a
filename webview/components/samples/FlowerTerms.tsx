import type { ReadonlySignal } from '@preact/signals';
import type { CellAddress, EpochArrays } from '#engine/arrays';
import { explain } from '#engine/explain';
import type { Explanation, Term } from '#engine/explain';
import { symbolText } from '#engine/symbols';
import { t } from '#engine/translation';
import { fixed, plain } from '../../format.ts';
import { unitName } from '../../names.ts';
import type { ShownRun } from '../../run.ts';
import { nameOf } from './FlowerArithmetic.tsx';

interface FlowerTermsProps {
  readonly run: ShownRun;
  readonly arrays: ReadonlySignal<EpochArrays | null>;
  readonly address: CellAddress;
}

/** How one value of the flower came about: its terms, their sum, and what is done to the sum. */
export function FlowerTerms({ run, arrays, address }: FlowerTermsProps) {
  if (!arrays.value) return null;
  const explanation = explain(arrays.value, null, address);
  const { terms, sum, value, conclusion } = explanation;
  const unit = unitName(run.experiment, address.layer, address.column);
  return (
    <table class="flower-terms">
      <caption>
        {nameOf(address.name, address.layer)}[{unit}] <span>{formulaOf(explanation)}</span>
      </caption>
      <tbody>
        {terms.map((term, i) => (
          <tr key={i}>
            <th scope="row">{termName(run, address, term)}</th>
            <td>{address.name === 'P' ? powerText(term) : productText(term)}</td>
            <td>{fixed(term.value, 4)}</td>
          </tr>
        ))}
        {terms.length > 1 && (
          <tr>
            <th scope="row">{t('sum')}</th>
            <td />
            <td>{fixed(sum, 4)}</td>
          </tr>
        )}
        {conclusion.kind !== 'none' && (
          <tr>
            <th scope="row">{nameOf(address.name, address.layer)}</th>
            <td>{conclusionText(explanation)}</td>
            <td>
              <b>{fixed(value, 4)}</b>
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function formulaOf({ address }: Explanation): string {
  switch (address.name) {
    case 'X':
      return t('how far it is from the mean, in standard deviations');
    case 'Z':
      return t('Σ inputs · weights + bias');
    case 'P':
      return t('e^(score − largest score), as a share of all');
    default:
      return t('activation of Z');
  }
}

function termName({ experiment }: ShownRun, { layer }: CellAddress, { subject, factors }: Term): string {
  switch (subject.kind) {
    case 'unit':
      return unitName(experiment, factors.length > 1 ? layer - 1 : layer, subject.index);
    case 'class':
      return experiment.dataset.classes[subject.index] ?? '';
    case 'bias':
      return t('bias');
    default:
      return symbolText(factors[0]?.symbol);
  }
}

function productText({ factors }: Term): string {
  if (factors.length < 2) return factors[0]?.symbol === 'measured' ? plain(factors[0].value) : '';
  return factors.map(({ value }) => bracketed(value)).join(' · ');
}

function powerText({ factors }: Term): string {
  const [score, largest] = factors;
  return score && largest ? `e^(${fixed(score.value)} − ${bracketed(largest.value)})` : '';
}

function bracketed(value: number): string {
  return value < 0 ? `(${fixed(value)})` : fixed(value);
}

function conclusionText({ conclusion, terms, sum }: Explanation): string {
  switch (conclusion.kind) {
    case 'divide':
      return t('sum / {0} {1}', symbolText(conclusion.symbol), fixed(conclusion.by, 4));
    case 'share':
      return `${fixed(terms[conclusion.term]!.value, 4)} / ${fixed(sum, 4)}`;
    case 'activation':
      return `${conclusion.activation}(${fixed(sum, 4)})`;
    default:
      return '';
  }
}
