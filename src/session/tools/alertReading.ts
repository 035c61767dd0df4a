import { AlertLog } from '#engine/alertLog';
import type { Alert } from '#engine/alerts';
import { assertNever } from '#engine/assertNever';
import { Chronicle } from '#engine/chronicle';
import type { Divergence } from '#engine/divergence';
import type { Experiment } from '#engine/experiment';
import { createPass, forward } from '#engine/network';
import { visible } from '#engine/words';
import type { Run } from '../run.ts';

/**
 * Called after each epoch that is read: what is to be waited for before the next one, or null to go on at once. What it
 * waits for rejects when the answer is no longer wanted.
 */
export type Breath = () => Promise<void> | null;

/** Entries of a list that an answer has; the others are counted. */
const MOST_LISTED = 20;

const MOST_OF_A_NAME = 100;

/** Are units and outputs of every epoch looked at? As in the inspector, not those of a sample or of a very long run. */
export function readsUnits({ experiment }: Run): boolean {
  return !experiment.sample && Chronicle.fits(experiment);
}

/** What is wrong with a run, nothing of which has been read; `next` reads one more epoch. */
export function alertReader(run: Run): { readonly log: AlertLog; readonly next: () => void } {
  const { experiment, history } = run;
  const log = new AlertLog(experiment, history);
  const pass = readsUnits(run) ? createPass(experiment.shape, experiment.nRows) : null;
  const next = () => {
    if (pass) forward(pass, history.parameters(log.length), experiment.x);
    log.readNext(pass);
  };
  return { log, next };
}

/** All alerts of a run as far as it has come, the worst first. */
export function alertsOf(run: Run, breath: Breath): Promise<readonly Alert[]> {
  return readAlerts(run, run.history.length - 1, divergenceOf(run), breath);
}

/** The alerts that are in force when no epoch after `epoch` is known, the worst first. */
export function alertsAt(run: Run, epoch: number, breath: Breath): Promise<readonly Alert[]> {
  const divergence = divergenceOf(run);
  return readAlerts(run, epoch, divergence && divergence.epoch <= epoch ? divergence : null, breath);
}

async function readAlerts(
  run: Run,
  lastEpoch: number,
  divergence: Divergence | null,
  breath: Breath,
): Promise<readonly Alert[]> {
  const { log, next } = alertReader(run);
  while (log.length <= lastEpoch) {
    next();
    await breath();
  }
  return log.alerts(divergence);
}

/** Where the run ended by itself because a number overflowed. */
export function divergenceOf({ status }: Run): Divergence | null {
  return status.state === 'diverged' ? { epoch: status.epoch, where: status.where } : null;
}

/** An alert with names instead of indices, and units counted from 1. */
export function alertAnswer(alert: Alert, { dataset }: Experiment): object {
  const { kind, level, epoch } = alert;
  const common = { kind, level, epoch };
  const feature = (index: number) => shortName(dataset.features[index]);
  const klass = (index: number) => shortName(dataset.classes[index]);
  switch (kind) {
    case 'nonFinite':
    case 'diverged':
    case 'lossRises':
    case 'tooSlow':
    case 'vanishing':
    case 'exploding':
    case 'saturated':
    case 'overfitting':
    case 'equalUnits':
      return alert;
    case 'deadUnits': {
      const { layer } = alert;
      const units = alert.units.map(({ unit, since }) => ({ unit: unit + 1, since }));
      return { ...common, layer, ...listed('units', units) };
    }
    case 'unscaled':
      return {
        ...common,
        widest: feature(alert.widest),
        narrowest: feature(alert.narrowest),
        ratio: alert.ratio,
      };
    case 'constantFeature':
      return { ...common, feature: feature(alert.feature) };
    case 'imbalance': {
      const { smallest, largest, counts } = alert;
      return { ...common, smallest: klass(smallest), largest: klass(largest), counts };
    }
    default:
      return assertNever(alert);
  }
}

/** `{ units: [...] }`, or the first of them and how many there are more. */
export function listed(name: string, entries: readonly unknown[], most = MOST_LISTED): object {
  const more = entries.length - most;
  return more <= 0 ? { [name]: entries } : { [name]: entries.slice(0, most), [`${name}LeftOut`]: more };
}

/** A name out of a table, cut to what an answer has room for. */
export function shortName(name = ''): string {
  const shown = visible(name.slice(0, MOST_OF_A_NAME));
  return name.length > MOST_OF_A_NAME ? `${shown}…` : shown;
}
