import './translations.ts';
import { effect } from '@preact/signals';
import { render } from 'preact';
import type { InspectorPageApi } from '#protocol/api';
import {
  checkGhost,
  checkHeader,
  checkIndex,
  checkPiece,
  checkSelection,
  checkStatus,
  checkText,
} from '#protocol/guards';
import { checkFormat } from '#protocol/pictures';
import { checkSample } from '#protocol/sampleGuards';
import { checkSweep } from '#protocol/sweepGuards';
import { commandOf } from './commands.ts';
import { App } from './components/App.tsx';
import { InspectorContext } from './components/context.ts';
import type { Inspector } from './components/context.ts';
import { Deeds } from './deeds.ts';
import { acquireHost, canTrain, connectInspector, Problems } from './host.ts';
import { HostWatch, LOOK_MS } from './hostWatch.ts';
import './inspector.css';
import { belongsTo } from './keys.ts';
import { keepView, readKept, viewFor } from './keptView.ts';
import { pictureFile, viewsInSight } from './picture/pictures.ts';
import type { Clock } from './player.ts';
import { pointAtMatrix } from './pointAtMatrix.ts';
import { report, whatIsShown } from './report.ts';
import { InspectorState, isLive } from './state.ts';
import { prefersReducedMotion, watchTheme } from './theme.ts';
import { throttle } from './throttle.ts';
import { Tooltip } from './tooltip.ts';

/** How often the host is told which epoch is shown. */
const TELL_MS = 100;

const clock: Clock = {
  now: () => performance.now(),
  frame: (callback) => {
    const id = requestAnimationFrame(callback);
    return () => cancelAnimationFrame(id);
  },
  after: (milliseconds, callback) => {
    const id = setTimeout(callback, milliseconds);
    return () => clearTimeout(id);
  },
};

const problems = new Problems();
problems.watch(window);
watchTheme(document.body);
const state = new InspectorState(clock, prefersReducedMotion);
const tooltip = new Tooltip(document.body);
const host = acquireHost();

const page: InspectorPageApi = {
  showRun: (header) => {
    const outline = checkHeader(header);
    const checked = { ...outline, sample: checkSample(header.sample, outline.dataset) };
    keepNow(); // the run before, as it stands
    state.showRun(checked, viewFor(readKept(host.kept()), checked.id));
  },
  showNothing: () => state.showNothing(),
  showGhost: (ghost) => state.draft.showGhost(checkGhost(ghost)),
  showKept: (runId) => state.draft.showKept(checkText(runId, 'runId')),
  showMovedOn: (runId, difference) => {
    if (checkText(runId, 'runId') !== state.run.value?.header.id) return;
    state.movedOn.value = difference === null ? null : checkText(difference, 'difference');
  },
  showSweep: (sweep) => state.showSweep(checkSweep(sweep)),
  receive: (piece) => state.receive(checkPiece(piece)),
  showStatus: (runId, status, nStates) =>
    state.showStatus(checkText(runId, 'runId'), checkStatus(status), checkIndex(nStates, 'nStates')),
  select: (selection) => {
    const checked = checkSelection(selection);
    state.select(checked);
    if (checked.array && checked.layer !== null) pointAtMatrix(state, checked.layer, checked.array);
  },
  report: () => report(state, problems.list),
  views: viewsInSight,
  picture: (name, format) => pictureFile(checkText(name, 'view'), checkFormat(format), whatIsShown(state)),
};
const remote = connectInspector(host, page, problems, () => watch.heard());
let nWaiting = 0; // calls that the host has not answered
const ask = (call: () => Promise<unknown>) => () => {
  nWaiting++;
  void call()
    .catch(problems.rejected)
    .finally(() => nWaiting--);
};

/** What is asked of the host to see whether it is there: it hears again which epoch is shown. */
const knock = () => {
  const run = state.run.peek();
  if (run) ask(() => remote.epochShown(run.header.id, state.player.epoch.peek() ?? 0))();
};
const watch = new HostWatch(
  state.hostIsGone,
  knock,
  () => nWaiting > 0 || isLive(state.status.peek()),
  performance.now(),
);
if (canTrain()) setInterval(() => watch.look(performance.now(), document.visibilityState), LOOK_MS);

const deeds = new Deeds(state, (deed) => ask(() => remote.did(deed))());

const inspector: Inspector = {
  state,
  tooltip,
  retrain: ask(() => remote.retrain()),
  retrainWith: (change) => ask(() => remote.retrainWith(change))(),
  breakRun: (key) => ask(() => remote.breakRun(key, state.lessons.wrongLabel.peek()))(),
  openRun: (runId) => ask(() => remote.openRun(runId))(),
  did: deeds.tell,
  pause: ask(() => remote.pause()),
  resume: ask(() => remote.resume()),
  stop: ask(() => remote.stop()),
  keepDraft: ask(() => remote.keepDraft()),
  openSeed: (seed) => {
    state.setOptions({ tab: 'network' });
    ask(() => remote.openSeed(seed))();
  },
  select: (part) => {
    state.select({ row: null, layer: null, unit: null, ...part });
    deeds.selected(part.row ?? null);
    ask(() => remote.selected(state.chosen.peek()))();
  },
  open: (cell) => {
    state.open(cell);
    deeds.opened();
    if (cell) ask(() => remote.selected(state.chosen.peek()))();
  },
};

const root = document.getElementById('root');
if (root) {
  root.replaceChildren(); // the word that stood there while the scripts were under way
  render(
    <InspectorContext.Provider value={inspector}>
      <App />
    </InspectorContext.Provider>,
    root,
  );
}

effect(() => {
  void state.run.value;
  tooltip.hide(); // what it says is about the run before
});
effect(() => {
  void state.shown.value;
  void state.chosen.value;
  tooltip.refresh();
});
effect(() => {
  const chosen = state.chosen.value;
  // what a person chose has been told; this is where the page itself looks in a new run
  if (state.run.value && !state.chosenByPerson.peek()) ask(() => remote.selected(chosen))();
});
const tellEpoch = throttle(TELL_MS, (runId: string, epoch: number) => {
  ask(() => remote.epochShown(runId, epoch))();
});
effect(() => {
  const epoch = state.player.epoch.value;
  const run = state.run.value;
  if (run && epoch !== null) tellEpoch(run.header.id, epoch);
});
const keepNow = keepView(state, host);

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || !state.run.value || belongsTo(outermost(event), event.key)) return;
  const act = commandOf(event, inspector);
  if (!act) return;
  event.preventDefault();
  act(inspector);
});

/** The element of the page itself that a key was pressed on, outside the toolkit's own trees. */
function outermost(event: KeyboardEvent): Element | null {
  return event.target instanceof Element ? event.target : null;
}

ask(() => remote.ready())();
