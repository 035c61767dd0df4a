import type { ShownRun } from '../../run.ts';

export function ArithmeticStrip({ run }: { readonly run: ShownRun }) {
  return <div hidden>{run.header.name}</div>;
}
