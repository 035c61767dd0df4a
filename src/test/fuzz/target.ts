import fc from 'fast-check';

/** Something that is fuzzed: cases, and what is done with each. */
export interface Target {
  /** Tries cases until the time is over. @throws Error with seed, smallest case and reason */
  run(seed: number, milliseconds: number, watch: Watch): number;
}

/** Who is told of each case. */
export interface Watch {
  began(): void;
  ended(): void;
}

/** @param check throws where something is wrong with what came of a case */
export function target<Case>(cases: fc.Arbitrary<Case>, check: (one: Case) => void): Target {
  return {
    run: (seed, milliseconds, watch) => {
      const property = fc.property(cases, (one) => {
        watch.began();
        check(one);
        watch.ended();
      });
      const details = fc.check(property, {
        seed,
        numRuns: Number.MAX_SAFE_INTEGER,
        interruptAfterTimeLimit: milliseconds,
        markInterruptAsFailure: false,
        endOnFailure: false,
      });
      if (details.failed) throw new Error(fc.defaultReportMessage(details) ?? 'failed');
      return details.numRuns;
    },
  };
}
