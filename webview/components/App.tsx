import type { ComponentType } from 'preact';
import { t } from '#engine/translation';
import type { ShownRun } from '../run.ts';
import type { Tab } from '../viewOptions.ts';
import { AlertNews } from './alerts/AlertNews.tsx';
import { AlertPanel } from './alerts/AlertPanel.tsx';
import { ArraysTab } from './arrays/ArraysTab.tsx';
import { ArithmeticStrip } from './arithmetic/ArithmeticStrip.tsx';
import { RunContext, useInspector } from './context.ts';
import { CurvesTab } from './curves/CurvesTab.tsx';
import { Dialogs } from './dialogs/Dialogs.tsx';
import { EmptyPage } from './EmptyPage.tsx';
import { LessonsTab } from './lessons/LessonsTab.tsx';
import { NetworkTab } from './NetworkTab.tsx';
import { PhaseBar } from './phases/PhaseBar.tsx';
import { RunLine } from './RunLine.tsx';
import { SampleNote } from './SampleNote.tsx';
import { SamplesTab } from './samples/SamplesTab.tsx';
import { SeedsTab } from './seeds/SeedsTab.tsx';
import { TAB_PANEL } from './Tabs.tsx';
import { Toolbar } from './Toolbar.tsx';
import { TutorialTab } from './tutorial/TutorialTab.tsx';

const PAGES: Readonly<Record<Tab, ComponentType<{ readonly run: ShownRun }>>> = {
  network: NetworkTab,
  arrays: ArraysTab,
  samples: SamplesTab,
  curves: CurvesTab,
  tutorial: TutorialTab,
  lessons: LessonsTab,
  seeds: SeedsTab,
};

/** Timeline and headline above, one of the pages, and below it the arithmetic of the number that is open. */
export function App() {
  const { state } = useInspector();
  const run = state.run.value;
  if (!run) return state.answered.value ? <EmptyPage /> : <main class="inspector" aria-busy="true" />;
  const tab = state.tab.value;
  const Page = PAGES[tab];
  return (
    <RunContext.Provider value={run} key={run.header.id}>
      <main class="inspector">
        <h1 class="unseen">
          {state.draft.isDraft.value
            ? t('Network inspector: draft, {0}', run.header.name)
            : t('Network inspector: {0}', run.header.name)}
        </h1>
        <Toolbar run={run} />
        <RunLine run={run} />
        <SampleNote run={run} />
        <PhaseBar />
        <div class="work">
          <div class="tab-panel" id={TAB_PANEL} role="tabpanel" aria-labelledby={`tab-${tab}`}>
            <Page run={run} />
          </div>
          <AlertPanel run={run} />
        </div>
        <AlertNews run={run} />
        <ArithmeticStrip run={run} />
        <Dialogs run={run} />
      </main>
    </RunContext.Provider>
  );
}
