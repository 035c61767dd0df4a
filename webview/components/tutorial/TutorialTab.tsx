import type { ShownRun } from '../../run.ts';

export function TutorialTab({ run }: { readonly run: ShownRun }) {
  return <div class="tutorial-page">{run.header.name}</div>;
}
