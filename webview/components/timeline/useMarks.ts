import { useMemo } from 'preact/hooks';
import type { Alert } from '#engine/alerts';
import type { TrainingEvent } from '#engine/trainingEvents';
import { markedAlerts } from '../../alertPlaces.ts';
import { bars, chainEvents, diamonds, groupEvents, reachOf, triangles } from '../../paint/eventMarks.ts';
import type { EventMark } from '../../paint/eventMarks.ts';
import { classOf, isAbout, isMarked } from '../../timelineEvents.ts';
import type { EventClass } from '../../timelineEvents.ts';
import { useInspector } from '../context.ts';

type Mark = EventMark<TrainingEvent>;

/** How far from a mark the pointer still means it. */
export const REACH = 4;

/** What lies where in the 40 px of the timeline; the thumb takes the 15 in the middle and is never covered. */
export const HEIGHT = 40;
export const MILESTONES = { y: 6.5, half: 3.5, pitch: 8, top: 0, bottom: 12 };
export const ALERTS = { y: 6.5, half: 4.5, pitch: 10 };
const RISES = { half: 2.5, pitch: 8 };
export const FLIPS = { top: 30, height: 5, pitch: 3, bottom: HEIGHT };

interface Marks extends Readonly<Record<EventClass, readonly Mark[]>> {
  readonly alerts: readonly EventMark<Alert>[];
}

/** The marks and what is drawn of them, made anew only when something happened, the width or the selection changed. */
export function useMarks(width: number) {
  const { state } = useInspector();
  const events = state.events.value;
  const alerts = state.alerts.value;
  const span = state.span.value;
  const chosen = state.chosen.value;
  const marks = useMemo((): Marks => {
    const of = (wanted: EventClass) => events.filter((event) => classOf(event) === wanted && isMarked(event));
    return {
      milestones: chainEvents(of('milestones'), span, width, MILESTONES.pitch),
      rises: chainEvents(of('rises'), span, width, RISES.pitch),
      flips: groupEvents(of('flips'), span, width, FLIPS.pitch),
      alerts: groupEvents(markedAlerts(alerts), span, width, ALERTS.pitch),
    };
  }, [events, alerts, span, width]);
  const paths = useMemo(
    () => pathsOf(marks, (event) => isAbout(event, chosen)),
    [marks, chosen.row, chosen.layer, chosen.unit],
  );
  return { marks, paths };
}

function pathsOf({ milestones, rises, flips, alerts }: Marks, isChosen: (event: TrainingEvent) => boolean) {
  const xs = (marks: readonly Mark[]) => marks.map(({ x }) => x);
  const holdsChosen = ({ events }: Mark) => events.some(isChosen);
  const plainFlips = flips.filter((mark) => !holdsChosen(mark));
  const [one, several] = [
    plainFlips.filter(({ events }) => events.length === 1),
    plainFlips.filter(({ events }) => events.length > 1),
  ];
  const isError = ({ events }: EventMark<Alert>) => events.some(({ level }) => level === 'error');
  const alertPath = (some: readonly EventMark<Alert>[]) => triangles(some, ALERTS.y, ALERTS.half);
  const above = [...milestones, ...rises, ...alerts];
  return {
    flips: bars(xs(one), FLIPS.top, 1, FLIPS.height) + bars(xs(several), FLIPS.top, 2, FLIPS.height),
    chosenFlips: bars(xs(flips.filter(holdsChosen)), FLIPS.top - 1, 2, FLIPS.height + 3),
    milestones: diamonds(
      milestones.filter((mark) => !holdsChosen(mark)),
      MILESTONES.y,
      MILESTONES.half,
    ),
    rises: diamonds(rises, MILESTONES.y, RISES.half),
    chosenMilestones: diamonds(milestones.filter(holdsChosen), MILESTONES.y, MILESTONES.half + 1),
    errors: alertPath(alerts.filter(isError)),
    warnings: alertPath(alerts.filter((mark) => !isError(mark))),
    reach:
      reachOf(above, REACH, MILESTONES.top, MILESTONES.bottom) +
      reachOf(flips, REACH, FLIPS.top - 1, FLIPS.bottom),
  };
}
