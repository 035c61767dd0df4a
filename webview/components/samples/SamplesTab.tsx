import type { ShownRun } from '../../run.ts';

export function SamplesTab({ run }: { readonly run: ShownRun }) {
  return <div class="samples-page">{run.header.name}</div>;
}
