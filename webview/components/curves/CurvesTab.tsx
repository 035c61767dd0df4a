import type { ShownRun } from '../../run.ts';

export function CurvesTab({ run }: { readonly run: ShownRun }) {
  return <div class="curves-page">{run.header.name}</div>;
}
