import { useRef, useState } from 'preact/hooks';
import type { Alert } from '#engine/alerts';
import type { TrainingEvent } from '#engine/trainingEvents';
import { alertLines, goToAlert } from '../../alertPlaces.ts';
import { whole } from '../../format.ts';
import { bars, diamonds, epochX, markAt, triangles } from '../../paint/eventMarks.ts';
import type { EventMark } from '../../paint/eventMarks.ts';
import type { ShownRun } from '../../run.ts';
import { classOf, eventLines, goTo } from '../../timelineEvents.ts';
import { useInspector } from '../context.ts';
import { ALERTS, FLIPS, HEIGHT, MILESTONES, REACH, useMarks } from './useMarks.ts';

type Mark = EventMark<TrainingEvent>;

/** What lies under the pointer: an alert, the events of a mark, or both. */
interface Found {
  readonly alert: EventMark<Alert> | undefined;
  readonly mark: Mark | undefined;
}

interface EventMarksProps {
  readonly run: ShownRun;
  readonly width: number;
}

/** A wide mark of fewer pixels has no room for its number. */
const LEAST_NUMBERED = 26;

/**
 * Above the track milestones as diamonds, hollow where the loss begins to rise, and alerts as triangles; class flips as ticks
 * below it; those that the selection is about stand out. All are a few paths, drawn again only when there is more to draw. By
 * keyboard: [ and ], or the lists of events and alerts.
 */
export function EventMarks({ run, width }: EventMarksProps) {
  const inspector = useInspector();
  const { state, tooltip } = inspector;
  const picture = useRef<SVGSVGElement>(null);
  const [hovered, setHovered] = useState<Found | null>(null);
  const { marks, paths } = useMarks(width);
  const place = (event: MouseEvent) => {
    const { left, top } = picture.current?.getBoundingClientRect() ?? { left: 0, top: 0 };
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const find = (event: MouseEvent): Found | null => {
    const { x, y } = place(event);
    const isAbove = y < HEIGHT / 2;
    const near = (isAbove ? [marks.milestones, marks.rises] : [marks.flips]).map((line) =>
      markAt(line, x, REACH),
    );
    const mark = near.find((one) => one !== undefined);
    const alert = isAbove ? markAt(marks.alerts, x, REACH) : undefined;
    return mark || alert ? { alert, mark } : null;
  };
  const leave = () => {
    setHovered(null);
    tooltip.hide();
  };
  const hover = (event: PointerEvent) => {
    const found = event.buttons === 0 ? find(event) : null; // not while the thumb is dragged past
    setHovered(found);
    if (!found) tooltip.hide();
    else tooltip.show({ x: event.clientX, y: event.clientY }, () => linesOf(run, found));
  };
  const click = (event: MouseEvent) => {
    const found = find(event);
    if (found?.alert) {
      goToAlert(inspector, found.alert.events[0]!);
      state.setOptions({ alerts: 'shown' });
    } else if (found?.mark) {
      const { mark } = found;
      const at = (one: TrainingEvent) =>
        Math.abs(epochX(one.epoch, state.span.value, width) - place(event).x);
      goTo(inspector, mark.end > mark.x ? nearest(mark, at) : nextOf(mark, state.player.epoch.value ?? -1));
    }
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
      <Numbers marks={[...marks.rises, ...marks.milestones]} />
      <path class="event-alert warning" d={paths.warnings} />
      <path class="event-alert error" d={paths.errors} />
      {hovered && <path class="event-hovered" d={outline(hovered)} />}
      <path class="event-reach" d={paths.reach} />
    </svg>
  );
}

/** How many events a wide mark stands for, in its middle. */
function Numbers({ marks }: { readonly marks: readonly Mark[] }) {
  const wide = marks.filter(({ x, end }) => end - x >= LEAST_NUMBERED);
  return (
    <>
      {wide.map(({ x, end, events }) => (
        <text key={x} class="event-number" x={(x + end) / 2} y={MILESTONES.y + 3.5} text-anchor="middle">
          {whole(events.length)}
        </text>
      ))}
    </>
  );
}

function linesOf(run: ShownRun, { alert, mark }: Found): string {
  return [alert && alertLines(run, alert.events), mark && eventLines(run, mark.events)]
    .filter((text) => text !== undefined)
    .join('\n');
}

/** A mark of several events is walked through, one event a click. */
function nextOf({ events }: Mark, epoch: number): TrainingEvent {
  return events.find((event) => event.epoch > epoch) ?? events[0]!;
}

/** The event of a wide mark that lies nearest to the pointer. */
function nearest({ events }: Mark, distance: (event: TrainingEvent) => number): TrainingEvent {
  return events.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}

function outline({ alert, mark }: Found): string {
  if (alert) return triangles([alert], ALERTS.y, ALERTS.half + 1);
  if (!mark) return '';
  return mark.events.some((event) => classOf(event) === 'flips')
    ? bars([mark.x], FLIPS.top - 1, 4, FLIPS.height + 2)
    : diamonds([mark], MILESTONES.y, MILESTONES.half + 2);
}
