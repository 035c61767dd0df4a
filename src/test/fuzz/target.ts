import fc from 'fast-check';

/** Something that is fuzzed: cases, and what is done with each. */
export interface Target {
  /** Tries cases until the time is over. @throws Error with seed, smallest case and reason */
  run(seed: number, milliseconds: number, watch: Watch): number | Promise<number>;
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
      return casesIn(fc.check(property, limits(seed, milliseconds)));
    },
  };
}

/** As `target`, of what needs to be waited for. */
export function asyncTarget<Case>(cases: fc.Arbitrary<Case>, check: (one: Case) => Promise<void>): Target {
  return {
    run: async (seed, milliseconds, watch) => {
      const property = fc.asyncProperty(cases, async (one) => {
        watch.began();
        await check(one);
        watch.ended();
      });
      return casesIn(await fc.check(property, limits(seed, milliseconds)));
    },
  };
}

function limits(seed: number, milliseconds: number) {
  return {
    seed,
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: milliseconds,
    markInterruptAsFailure: false,
    endOnFailure: false,
  };
}

function casesIn<Values>(details: fc.RunDetails<Values>): number {
  if (details.failed) throw new Error(fc.defaultReportMessage(details) ?? 'failed');
  return details.numRuns;
}
