import { Confusion } from './Confusion.tsx';
import { Curves } from './Curves.tsx';
import { useInspector } from './context.ts';
import { EmptyPage } from './EmptyPage.tsx';
import { Matrices } from './Matrices.tsx';
import { Network } from './Network.tsx';
import { RowCard } from './RowCard.tsx';
import { Rows } from './Rows.tsx';
import { RunLine } from './RunLine.tsx';
import { ScaleLegend } from './ScaleLegend.tsx';
import { Toolbar } from './Toolbar.tsx';

/** The page, in the order the network computes: parameters, rows, result. */
export function App() {
  const { state } = useInspector();
  const run = state.run.value;
  if (!run) return <EmptyPage />;
  return (
    <main class="inspector" key={run.header.id}>
      <h1 class="unseen">Network inspector: {run.header.name}</h1>
      <Toolbar run={run} />
      <RunLine run={run} />
      <div class="page">
        <section class="column network" aria-label="Network">
          <Network run={run} />
          <ScaleLegend run={run} />
          <Matrices run={run} />
        </section>
        <section class="column rows" aria-label="Rows">
          <Rows run={run} />
        </section>
        <section class="column result" aria-label="Result">
          <Curves run={run} />
          <div class="verdict">
            <Confusion run={run} />
            <RowCard run={run} />
          </div>
        </section>
      </div>
    </main>
  );
}
