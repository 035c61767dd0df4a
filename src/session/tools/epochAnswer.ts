import { ArraySource } from '#engine/arrays';
import type { CellAddress, EpochArrays } from '#engine/arrays';
import { explain } from '#engine/explain';
import type { Factor, Term } from '#engine/explain';
import { learningRateAt } from '#engine/schedules';
import { norm, updateRatio } from '#engine/weightsWatch';
import type { Run } from '../run.ts';
import { alertsAt, listed } from './alertReading.ts';
import type { Breath } from './alertReading.ts';
import { Refusal, refuseAbove } from './refusal.ts';
import { alertList, deadUnits, share } from './runAnswers.ts';
import type { ExplainInput, ParameterInput } from './toolInputs.ts';

/** What an epoch of a run was like: its state, and the update that followed it. @throws Refusal */
export async function explainAnswer(run: Run, input: ExplainInput, breath: Breath): Promise<object> {
  const { epoch, parameter } = input;
  const { history, config, experiment } = run;
  refuseAbsent(run, epoch);
  if (parameter) refuseParameter(run, epoch, parameter);
  const arrays = experiment.sample ? null : new ArraySource(experiment).derive(history.parameters(epoch));
  const update = parameter && arrays ? { update: updateAnswer(arrays, parameter) } : {};
  return {
    runId: run.id,
    epoch,
    lastEpoch: history.length - 1,
    loss: { train: history.score(epoch, 'trainLoss'), test: history.score(epoch, 'testLoss') },
    trainAccuracy: share(run, epoch, 'train'),
    testAccuracy: share(run, epoch, 'test'),
    learningRate: learningRateAt(config.training, epoch),
    layers: layerAnswers(run, epoch, arrays),
    ...deadUnits(run, epoch),
    ...update,
    ...alertList(run, await alertsAt(run, epoch, breath)),
  };
}

/** @throws Refusal when the run has no such state */
export function refuseAbsent({ history }: Run, epoch: number): void {
  if (history.length === 0) {
    throw new Refusal([{ key: '', message: 'the run has no state yet; ask again when it has trained' }]);
  }
  refuseAbove('epoch', epoch, history.length - 1, 'the last that there is');
}

/** Gradients over all training rows, which a sample does not have, and what the update has changed; null after the last state. */
function layerAnswers({ history }: Run, epoch: number, arrays: EpochArrays | null): object[] {
  const now = history.parameters(epoch).layers;
  const next = epoch + 1 < history.length ? history.parameters(epoch + 1).layers : null;
  return now.map(({ weights }, l) => {
    const gradient = arrays?.gradient.layers[l];
    const after = next?.[l];
    return {
      layer: l + 1,
      gradientNorm: gradient ? { W: norm(gradient.weights), b: norm(gradient.biases) } : null,
      updateRatio: after ? updateRatio(weights, after.weights) : null,
    };
  });
}

/** @throws Refusal when the network has no such parameter, or no update of it is known */
function refuseParameter({ experiment, history }: Run, epoch: number, parameter: ParameterInput): void {
  const refuse = (key: string, message: string) => {
    throw new Refusal([{ key, message }]);
  };
  const { sizes } = experiment.shape;
  const { layer, unit } = parameter;
  if (experiment.sample) {
    refuse(
      'parameter',
      'cannot be explained of a table so large that only a sample of it is shown; leave it out',
    );
  }
  if (epoch === history.length - 1) {
    refuse(
      'epoch',
      `must be below ${epoch} where a parameter is asked for: no update follows the last state`,
    );
  }
  refuseAbove('parameter.layer', layer, sizes.length - 1, 'the output layer');
  refuseAbove('parameter.unit', unit, sizes[layer] ?? 0, 'the units of the layer');
  if (parameter.array === 'b') return;
  refuseAbove('parameter.input', parameter.input, sizes[layer - 1] ?? 0, 'the inputs of the layer');
}

/** θ after the update as the sum of its terms, each the product of its factors. */
function updateAnswer(arrays: EpochArrays, parameter: ParameterInput): object {
  const [name, row] =
    parameter.array === 'W' ? (['newW', parameter.input - 1] as const) : (['newb', 0] as const);
  const address: CellAddress = { name, layer: parameter.layer, row, column: parameter.unit - 1 };
  const { value, terms, sum, quantities } = explain(arrays, null, address);
  return {
    parameter,
    before: terms[0]?.value,
    after: value,
    ...listed('terms', terms.map(termAnswer)),
    sum,
    ...(quantities.length > 0 && {
      quantities: Object.fromEntries(quantities.map(({ symbol, value: of }) => [symbol, of])),
    }),
  };
}

function termAnswer({ subject, factors, value }: Term): object {
  const product = factors.map((factor): [string, number] => [factorName(factor), factor.value]);
  return { is: subject.kind, factors: Object.fromEntries(product), value };
}

/** "dW1", or the name of a constant. */
function factorName({ source, symbol }: Factor): string {
  return source ? `${source.name}${source.layer}` : (symbol ?? '');
}
