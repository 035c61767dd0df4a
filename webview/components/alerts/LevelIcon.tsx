import type { AlertLevel } from '#engine/alerts';
import type { IconName } from '../../ui/icons.ts';

const ICONS: Readonly<Record<AlertLevel, IconName>> = { error: 'error', warning: 'warning', note: 'info' };

/** A level as VS Code's Problems draw it: three shapes, each in its colour. */
export function LevelIcon({ level }: { readonly level: AlertLevel }) {
  return <span class={`icon icon-${ICONS[level]} level-${level}`} aria-hidden="true" />;
}
