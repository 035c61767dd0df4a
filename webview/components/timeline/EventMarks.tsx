import { useMemo, useRef, useState } from 'preact/hooks';
import type { TrainingEvent } from '#engine/trainingEvents';
import { bars, diamonds, groupEvents, markAt } from '../../paint/eventMarks.ts';
import type { EventMark } from '../../paint/eventMarks.ts';
import type { ShownRun } from '../../run.ts';
import { classOf, eventLines, goTo, isAbout, isMarked } from '../../timelineEvents.ts';
import type { EventClass } from '../../timelineEvents.ts';
import { useInspector } from '../context.ts';

type Mark = EventMark<TrainingEvent>;

/** How far from a mark the pointer still means it. */
const REACH = 4;

/** What lies where in the 40 px of the timeline; the thumb takes the 15 in the middle and is never covered. */
const HEIGHT = 40;
const MILESTONES = { y: 6.5, half: 3.5, pitch: 8, top: 0, bottom: 12 };
const RISES = { half: 2.5, pitch: 7 };
const FLIPS = { top: 30, height: 5, pitch: 3, bottom: HEIGHT };

interface EventMarksProps {
  readonly run: ShownRun;
  readonly width: number;
}

/**
 * Milestones as diamonds above the track, hollow where the loss begins to rise, class flips as ticks below it; those that
 * the selection is about stand out. All are a few paths, drawn again only when there is more to draw. By keyboard: [ and ],
 * or the list of events.
 */
export function EventMarks({ run, width }: EventMarksProps) {
  const inspector = useInspector();
  const { state, tooltip } = inspector;
  const picture = useRef<SVGSVGElement>(null);
  const [hovered, setHovered] = useState<Mark | null>(null);
  const { marks, paths } = useMarks(width);
  const find = (event: MouseEvent): Mark | null => {
    const { left, top } = picture.current?.getBoundingClientRect() ?? { left: 0, top: 0 };
    const lines = event.clientY - top < HEIGHT / 2 ? [marks.milestones, marks.rises] : [marks.flips];
    const near = lines.map((line) => markAt(line, event.clientX - left, REACH));
    return near.find((mark) => mark !== undefined) ?? null;
  };
  const leave = () => {
    setHovered(null);
    tooltip.hide();
  };
  const hover = (event: PointerEvent) => {
    const mark = event.buttons === 0 ? find(event) : null; // not while the thumb is dragged past
    setHovered(mark);
    if (!mark) tooltip.hide();
    else tooltip.show({ x: event.clientX, y: event.clientY }, () => eventLines(run, mark.events));
  };
  const click = (event: MouseEvent) => {
    const mark = find(event);
    if (mark) goTo(inspector, nextOf(mark, state.player.epoch.value ?? -1));
  };
  return (
    <svg
      ref={picture}
      class="event-marks"
      width={width}
      height={HEIGHT}
      aria-hidden="true"
      onPointerMove={hover}
      onPointerLeave={leave}
      onClick={click}
    >
      <path class="event-tick" d={paths.flips} />
      <path class="event-tick chosen" d={paths.chosenFlips} />
      <path class="event-rise" d={paths.rises} />
      <path class="event-milestone" d={paths.milestones} />
      <path class="event-milestone chosen" d={paths.chosenMilestones} />
      {hovered && <path class="event-hovered" d={outline(hovered)} />}
      <path class="event-reach" d={paths.reach} />
    </svg>
  );
}

/** The marks and what is drawn of them, made anew only when something happened, the width or the selection changed. */
function useMarks(width: number) {
  const { state } = useInspector();
  const events = state.events.value;
  const span = state.span.value;
  const chosen = state.chosen.value;
  const marks = useMemo(() => {
    const of = (wanted: EventClass, pitch: number) =>
      groupEvents(
        events.filter((event) => classOf(event) === wanted && isMarked(event)),
        span,
        width,
        pitch,
      );
    return {
      milestones: of('milestones', MILESTONES.pitch),
      rises: of('rises', RISES.pitch),
      flips: of('flips', FLIPS.pitch),
    };
  }, [events, span, width]);
  const paths = useMemo(
    () => pathsOf(marks, (event) => isAbout(event, chosen)),
    [marks, chosen.row, chosen.layer, chosen.unit],
  );
  return { marks, paths };
}

/** A mark of several events is walked through, one event a click. */
function nextOf({ events }: Mark, epoch: number): TrainingEvent {
  return events.find((event) => event.epoch > epoch) ?? events[0]!;
}

type Marks = Readonly<Record<EventClass, readonly Mark[]>>;

function pathsOf({ milestones, rises, flips }: Marks, isChosen: (event: TrainingEvent) => boolean) {
  const xs = (marks: readonly Mark[]) => marks.map(({ x }) => x);
  const holdsChosen = ({ events }: Mark) => events.some(isChosen);
  const plainFlips = flips.filter((mark) => !holdsChosen(mark));
  const [one, several] = [
    plainFlips.filter(({ events }) => events.length === 1),
    plainFlips.filter(({ events }) => events.length > 1),
  ];
  const reach = (marks: readonly Mark[], top: number, bottom: number) =>
    bars(xs(marks), top, 2 * REACH + 1, bottom - top);
  return {
    flips: bars(xs(one), FLIPS.top, 1, FLIPS.height) + bars(xs(several), FLIPS.top, 2, FLIPS.height),
    chosenFlips: bars(xs(flips.filter(holdsChosen)), FLIPS.top - 1, 2, FLIPS.height + 3),
    milestones: diamonds(xs(milestones.filter((mark) => !holdsChosen(mark))), MILESTONES.y, MILESTONES.half),
    rises: diamonds(xs(rises), MILESTONES.y, RISES.half),
    chosenMilestones: diamonds(xs(milestones.filter(holdsChosen)), MILESTONES.y, MILESTONES.half + 1),
    reach: reach(milestones, MILESTONES.top, MILESTONES.bottom) + reach(flips, FLIPS.top - 1, FLIPS.bottom),
  };
}

function outline({ x, events }: Mark): string {
  return events.some((event) => classOf(event) === 'flips')
    ? bars([x], FLIPS.top - 1, 4, FLIPS.height + 2)
    : diamonds([x], MILESTONES.y, MILESTONES.half + 2);
}
