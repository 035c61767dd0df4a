import type { ShownRun } from '../../run.ts';

export function PhaseBar({ run }: { readonly run: ShownRun }) {
  return <div hidden>{run.header.name}</div>;
}
