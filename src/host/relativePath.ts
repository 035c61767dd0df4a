/** The way from the folder of one file to another file, both by absolute paths with slashes. */
export function relativePath(from: string, to: string): string {
  const steps = from.split('/').slice(0, -1);
  const goal = to.split('/');
  let shared = 0;
  while (shared < steps.length && shared < goal.length - 1 && steps[shared] === goal[shared]) shared++;
  return [...steps.slice(shared).map(() => '..'), ...goal.slice(shared)].join('/');
}
