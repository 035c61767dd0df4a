import { channel, configuration, guards } from './messageTargets.ts';
import { savedRun } from './savedRunTarget.ts';
import { csvBytes, csvText, experimentFile } from './textTargets.ts';
import type { Target } from './target.ts';

/** All that comes from outside: files, and messages in both directions. */
export const TARGETS = {
  csvText,
  csvBytes,
  experimentFile,
  guards,
  configuration,
  channel,
  savedRun,
} as const satisfies Readonly<Record<string, Target>>;

export type TargetName = keyof typeof TARGETS;
export const TARGET_NAMES = Object.keys(TARGETS) as TargetName[];
