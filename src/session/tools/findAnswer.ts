import type { Alert, AlertKind } from '#engine/alerts';
import { assertNever } from '#engine/assertNever';
import { HoldingWatch } from '#engine/holding';
import type { Holding } from '#engine/holding';
import { RowTrace, firingCounts } from '#engine/inspect';
import { createPass, forward } from '#engine/network';
import { testSize, trainSize } from '#engine/rowSample';
import type { Run } from '../run.ts';
import { alertAnswer, alertReader, divergenceOf } from './alertReading.ts';
import type { Breath } from './alertReading.ts';
import { refuseAbsent } from './epochAnswer.ts';
import { Refusal, refuseAbove } from './refusal.ts';
import { share } from './runAnswers.ts';
import type { Condition, FindInput } from './toolInputs.ts';

/** A condition that is asked at each epoch, in order, and what is told of the first at which it held. */
interface Probe {
  readonly holds: (epoch: number) => boolean;
  readonly atFirst?: (epoch: number) => object;
  /** Epochs to be asked about beyond the last state. */
  readonly beyond?: number;
}

/** At which epoch a condition first held, and whether it went on holding. @throws Refusal */
export async function findAnswer(run: Run, { condition }: FindInput, breath: Breath): Promise<object> {
  refuseAbsent(run, 0);
  const lastEpoch = run.history.length - 1;
  const probe = probeOf(run, condition);
  const holding = await watch(probe, Math.max(lastEpoch, probe.beyond ?? 0), breath);
  return {
    runId: run.id,
    condition,
    lastEpoch,
    ...holding,
    ...(holding.first !== null && probe.atFirst?.(holding.first)),
  };
}

async function watch({ holds }: Probe, lastEpoch: number, breath: Breath): Promise<Holding> {
  const watched = new HoldingWatch();
  for (let epoch = 0; epoch <= lastEpoch; epoch++) {
    watched.read(holds(epoch));
    await breath();
  }
  return watched.holding;
}

function probeOf(run: Run, condition: Condition): Probe {
  switch (condition.kind) {
    case 'lossBelow':
      return lossProbe(run, condition);
    case 'correctAtLeast':
      return correctProbe(run, condition);
    case 'rowRight':
      return rowProbe(run, condition);
    case 'unitDead':
      return unitProbe(run, condition);
    case 'alert':
      return alertProbe(run, condition.alert);
    default:
      return assertNever(condition);
  }
}

type ConditionOf<Kind extends Condition['kind']> = Extract<Condition, { readonly kind: Kind }>;

function lossProbe({ history }: Run, { of, value }: ConditionOf<'lossBelow'>): Probe {
  const loss = (epoch: number) => history.score(epoch, of === 'train' ? 'trainLoss' : 'testLoss');
  return { holds: (epoch) => loss(epoch) < value, atFirst: (epoch) => ({ lossAtFirst: loss(epoch) }) };
}

function correctProbe(run: Run, { of, count }: ConditionOf<'correctAtLeast'>): Probe {
  const { history, experiment } = run;
  const nRows = of === 'train' ? trainSize(experiment) : testSize(experiment);
  refuseAbove('condition.count', count, nRows, `the ${of} rows`);
  return {
    holds: (epoch) => history.score(epoch, of === 'train' ? 'trainCorrect' : 'testCorrect') >= count,
    atFirst: (epoch) => ({ accuracyAtFirst: share(run, epoch, of) }),
  };
}

function rowProbe(run: Run, { row }: ConditionOf<'rowRight'>): Probe {
  const { experiment, history } = run;
  refuseSample(run, 'a row');
  refuseAbove('condition.row', row, experiment.nRows, 'the rows of the data');
  const { x, nFeatures, shape, dataset } = experiment;
  const trace = new RowTrace(history, shape, x.slice((row - 1) * nFeatures, row * nFeatures));
  return { holds: (epoch) => trace.predictedClass(epoch) === dataset.labels[row - 1] };
}

function unitProbe(run: Run, { layer, unit }: ConditionOf<'unitDead'>): Probe {
  const { shape, nRows, split, x } = run.experiment;
  const { sizes } = shape;
  refuseSample(run, 'a unit');
  refuseAbove('condition.layer', layer, sizes.length - 2, 'the hidden layers');
  refuseAbove('condition.unit', unit, sizes[layer] ?? 0, 'the units of the layer');
  const pass = createPass(shape, nRows);
  return {
    holds: (epoch) => {
      forward(pass, run.history.parameters(epoch), x);
      return firingCounts(pass, layer - 1, split.train)[unit - 1] === 0;
    },
  };
}

function alertProbe(run: Run, kind: AlertKind): Probe {
  if (kind === 'nonFinite') return divergenceProbe(run);
  const { log, next } = alertReader(run);
  let first: Alert | undefined;
  return {
    holds: () => {
      next();
      const found = log.alerts(null).find((alert) => alert.kind === kind);
      first ??= found;
      return found !== undefined;
    },
    atFirst: () => (first ? { alertAtFirst: alertAnswer(first, run.experiment) } : {}),
  };
}

/** The epoch of a divergence may have no state. */
function divergenceProbe(run: Run): Probe {
  const divergence = divergenceOf(run);
  if (!divergence) return { holds: () => false };
  const { epoch: from, where } = divergence;
  return { holds: (epoch) => epoch >= from, atFirst: () => ({ where }), beyond: from };
}

function refuseSample({ experiment }: Run, what: string): void {
  if (!experiment.sample) return;
  const message = `cannot ask about ${what}: the table is so large that only a sample of it is shown; ask about losses, rows that are right, or alerts`;
  throw new Refusal([{ key: 'condition', message }]);
}
