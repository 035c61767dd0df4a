import type { ShownRun } from '../../run.ts';
import '../../styles/samples.css';
import { ClassPatterns } from '../GraphEdges.tsx';
import { ConfusionPair } from './ConfusionPair.tsx';
import { Flower } from './Flower.tsx';
import { RowList } from './RowList.tsx';
import { RowStory } from './RowStory.tsx';

/** Which rows are wrong, since when, and why: confusion and rows, then the selected row's story and a row of one's own. */
export function SamplesTab({ run }: { readonly run: ShownRun }) {
  return (
    <div class="samples-page">
      <svg class="unseen" aria-hidden="true">
        <ClassPatterns />
      </svg>
      <ConfusionPair run={run} />
      <RowList run={run} />
      <div class="samples-side">
        <RowStory run={run} />
        <Flower run={run} />
      </div>
    </div>
  );
}
