import type { ShownRun } from '../../run.ts';

export function ArraysTab({ run }: { readonly run: ShownRun }) {
  return <div class="arrays-page">{run.header.name}</div>;
}
