import type { ConfigProblem } from '../configProblems.ts';

/** Nothing was done, and why: its message names each key that is wrong and how to mend it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(({ key, message }) => (key === '' ? message : `${key} ${message}`)).join('; '));
  }
}

/** Refuses a whole number above `most`; `which` says what there are so many of. @throws Refusal */
export function refuseAbove(key: string, value: number, most: number, which: string): void {
  if (value <= most) return;
  throw new Refusal([{ key, message: `must be at most ${most}, ${which}, got ${value}` }]);
}
