import { parameterIndex, valueAt } from './arrays.ts';
import type { CellAddress, EpochArrays } from './arrays.ts';
import type { Factor, Quantity, Term } from './explain.ts';
import { adamStep, momentumOf } from './optimizers.ts';
import { learningRateAt } from './schedules.ts';
import type { SymbolName } from './symbols.ts';

/**
 * The arithmetic of a parameter's update, with θ before it, the gradient g and the learning rate η of the epoch:
 *
 *     gradientDescent   θ − η·g
 *     momentum          θ − η·g − η·μ·v, v being the velocity before
 *     adam              θ − η/(√v̂ + ε) · (1 − β₁)/(1 − β₁ᵗ) · g − η/(√v̂ + ε) · β₁·m/(1 − β₁ᵗ), m being the mean before
 *     mini-batches      θ + Σ batches (θ after − θ before)
 *
 * @param address of W, b or their next values, in the epoch that `arrays` belong to
 */
export function updateTerms(arrays: EpochArrays, address: CellAddress): Term[] {
  const { parameter, gradient, index } = partsOf(arrays, address);
  const kept: Term = {
    subject: { kind: 'parameter', index: 0 },
    factors: [parameter],
    value: parameter.value,
  };
  if (hasBatches(arrays)) {
    const changes = arrays.changesOf(index).map((value, k): Term => {
      return { subject: { kind: 'batch', index: k }, factors: [constant(value, 'change')], value };
    });
    return [kept, ...changes];
  }
  const own = ownUpdate(arrays, gradient, index);
  return [kept, ...own.terms];
}

/** What the terms of an update come from; nothing for gradient descent and mini-batches, whose terms say it all. */
export function updateQuantities(arrays: EpochArrays, address: CellAddress): readonly Quantity[] {
  if (hasBatches(arrays)) return [];
  const { gradient, index } = partsOf(arrays, address);
  return ownUpdate(arrays, gradient, index).quantities;
}

/** Are there batches? Then even a single one has not counted its rows in the order that dW and db have. */
function hasBatches({ experiment }: EpochArrays): boolean {
  return experiment.config.training.batchSize !== null;
}

/** The one update of an epoch with the full batch. */
function ownUpdate(
  { experiment, parameters }: EpochArrays,
  gradient: Factor,
  index: number,
): { readonly terms: readonly Term[]; readonly quantities: readonly Quantity[] } {
  const { training } = experiment.config;
  const { epoch, moments, values } = parameters;
  const learningRate = learningRateAt(training, epoch);
  const rate = constant(-learningRate, 'learning rate');
  const first = moments[index] ?? 0;
  switch (training.optimizer) {
    case 'gradientDescent':
      return { terms: [term('gradient', [rate, gradient])], quantities: [] };
    case 'momentum': {
      const kept = constant(momentumOf(training), 'momentum');
      const velocity = kept.value * first + gradient.value;
      return {
        terms: [
          term('gradient', [rate, gradient]),
          term('memory', [rate, kept, constant(first, 'velocity before')]),
        ],
        quantities: [{ symbol: 'velocity', value: velocity }],
      };
    }
    case 'adam': {
      const { beta1, beta2, epsilon, correction1, correction2 } = adamStep(training, {
        learningRate,
        count: epoch + 1,
      });
      const second = moments[values.length + index]!;
      const mean = (beta1 * first + (1 - beta1) * gradient.value) / correction1;
      const square = (beta2 * second + (1 - beta2) * gradient.value ** 2) / correction2;
      const scaled = constant(-learningRate / (Math.sqrt(square) + epsilon), 'learning rate / (√v̂ + ε)');
      const memory = constant((beta1 * first) / correction1, 'β₁ · mean before / (1 − β₁ᵗ)');
      return {
        terms: [
          term('gradient', [scaled, constant((1 - beta1) / correction1, '(1 − β₁) / (1 − β₁ᵗ)'), gradient]),
          term('memory', [scaled, memory]),
        ],
        quantities: [
          { symbol: 'm̂', value: mean },
          { symbol: 'v̂', value: square },
        ],
      };
    }
  }
}

function partsOf(arrays: EpochArrays, { name, layer, row, column }: CellAddress) {
  const isWeight = name === 'W' || name === 'newW';
  const parameter: CellAddress = { name: isWeight ? 'W' : 'b', layer, row, column };
  const gradient: CellAddress = { name: isWeight ? 'dW' : 'db', layer, row, column };
  return {
    parameter: factorAt(arrays, parameter),
    gradient: factorAt(arrays, gradient),
    index: parameterIndex(arrays.parameters, parameter),
  };
}

function term(kind: 'gradient' | 'memory', factors: readonly Factor[]): Term {
  const value = factors.reduce((product, factor) => product * factor.value, 1);
  return { subject: { kind, index: 0 }, factors, value };
}

function constant(value: number, symbol: SymbolName): Factor {
  return { value, source: null, symbol };
}

/** A cell of another array as a factor. */
export function factorAt(arrays: EpochArrays, source: CellAddress): Factor {
  return { value: valueAt(arrays, source), source, symbol: null };
}
