/** Calls `act` with the latest arguments, at once and then at most every `milliseconds`. */
export function throttle<Args extends unknown[]>(
  milliseconds: number,
  act: (...args: Args) => void,
): (...args: Args) => void {
  let waiting: Args | null = null;
  let resting = false;
  const rest = () => {
    resting = true;
    setTimeout(() => {
      resting = false;
      if (!waiting) return;
      const args = waiting;
      waiting = null;
      act(...args);
      rest();
    }, milliseconds);
  };
  return (...args) => {
    if (resting) {
      waiting = args;
      return;
    }
    act(...args);
    rest();
  };
}
