import type { Alert } from '#engine/alerts';
import { alertSubject, alertTitle } from './alertWords.ts';
import type { Inspector } from './components/context.ts';
import { whole } from './format.ts';
import type { ShownRun } from './run.ts';

/** Shows the epoch where an alert began, or the last one that there is before it, and selects what it is about. */
export function goToAlert({ state, select }: Inspector, alert: Alert): void {
  state.player.seek(Math.min(alert.epoch, state.newest.value));
  const subject = alertSubject(alert);
  if (subject) select(subject);
}

/** The alerts that stand on the timeline, by epoch: not those of the data, which are of no epoch, and no notes. */
export function markedAlerts(alerts: readonly Alert[]): Alert[] {
  const isMarked = ({ level, kind }: Alert) =>
    level !== 'note' && kind !== 'unscaled' && kind !== 'imbalance' && kind !== 'equalUnits';
  return alerts.filter(isMarked).sort((a, b) => a.epoch - b.epoch);
}

/** "epoch 1: error, diverged …", a line for each. */
export function alertLines(run: ShownRun, alerts: readonly Alert[]): string {
  return alerts
    .map((alert) => `epoch ${whole(alert.epoch)}: ${alert.level}: ${alertTitle(run, alert)}`)
    .join('\n');
}
