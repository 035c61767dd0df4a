/**
 * Does one thing at a time: what is wanted before the last one is done waits, and of several that wait only the last is done.
 *
 * @param act one that fails has told of it itself; the next follows all the same
 */
export function latestOnly<Args extends readonly unknown[]>(
  act: (...args: Args) => Promise<unknown>,
): (...args: Args) => void {
  let isActing = false;
  let waiting: Args | null = null;
  const next = (): void => {
    const args = waiting;
    waiting = null;
    isActing = args !== null;
    if (args) act(...args).then(next, next);
  };
  return (...args) => {
    waiting = args;
    if (!isActing) next();
  };
}
