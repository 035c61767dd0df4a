import { t } from '#engine/translation';
import type { Ghost } from '#protocol/api';
import { GHOST_DASHES } from '../charts/curveChart.ts';
import { scoresIn } from '../draft.ts';
import { fixed, whole } from '../format.ts';
import '../styles/live.css';
import { useInspector } from './context.ts';

/** The legend of the curves that a draft is compared with, with their values at the epoch shown. */
export function GhostNote() {
  const { state } = useInspector();
  const ghost = state.draft.ghost.value;
  if (!ghost) return null;
  const epoch = state.player.epoch.value;
  return (
    <p class="ghost-note">
      <Sample dashes={GHOST_DASHES.ghost} />
      {t(' before, {0}', ghost.name)}
      {epoch === null ? '' : valuesAt(ghost, epoch)}
    </p>
  );
}

/** A piece of the line, as the chart draws it. */
function Sample({ dashes }: { readonly dashes: readonly number[] }) {
  return (
    <svg width="28" height="8" aria-hidden="true">
      <path d="M0 4H28" stroke-dasharray={dashes.join(' ')} />
    </svg>
  );
}

/** The same in words, for those who do not see the curves. */
export function ghostSummary(ghost: Ghost | null, epoch: number): string {
  return ghost ? t('. Before, {0}{1}', ghost.name, valuesAt(ghost, epoch)) : '';
}

function valuesAt({ curves, nTest }: Ghost, epoch: number): string {
  const trainLoss = scoresIn(curves, 'trainLoss')[epoch];
  const testLoss = scoresIn(curves, 'testLoss')[epoch];
  if (trainLoss === undefined || testLoss === undefined) return t(': no epoch {0}', whole(epoch));
  return t(': train {0}{1}', fixed(trainLoss, 4), nTest > 0 ? t(', test {0}', fixed(testLoss, 4)) : '');
}
