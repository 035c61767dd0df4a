import { useMemo, useRef } from 'preact/hooks';
import { livesOf } from '#engine/lives';
import type { LifeEvent } from '#engine/lives';
import { t } from '#engine/translation';
import { sampled } from '../../names.ts';
import { count, whole } from '../../format.ts';
import { view } from '../../picture/view.ts';
import type { ShownRun } from '../../run.ts';
import { useInspector, useSize } from '../context.ts';
import type { OverEpochsProps } from './CurvePanel.tsx';
import { LifeLayer } from './LifeLayer.tsx';
import { eventMark, eventText, firesNote } from './lifeWords.ts';
import { LivesTable } from './LivesTable.tsx';

/** Events written out below the pictures; the others stand in the table. */
const MOST_EVENTS = 8;

/** On how many training rows each hidden unit fires, over all epochs: who is born, dies and comes back. */
export function Lives({ run, window, gutter }: OverEpochsProps) {
  const { state } = useInspector();
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const { shape, split } = run.experiment;
  const { chronicle, nHidden } = run;
  const nRead = state.nRead.value;
  const lives = useMemo(() => (chronicle ? livesOf(chronicle, shape.sizes) : []), [run, nRead]);
  const events = lives.flatMap((life) => life.events).sort((a, b) => a.epoch - b.epoch);
  return (
    <div class="lives" {...view(t('Units’ lives'))} ref={box}>
      <h2>
        {t('Units’ lives ')}
        <span>
          {t(
            'on how many of the {0} {1}training rows each hidden unit fires',
            whole(split.train.length),
            sampled(run.experiment),
          )}
        </span>
      </h2>
      {nHidden === 0 && (
        <p class="note">{t('No hidden layer, so there are no units that could live or die.')}</p>
      )}
      {nHidden > 0 && !chronicle && (
        <p class="note">
          {t('This run is too large to be read as a whole, so only the epoch shown is counted here.')}
        </p>
      )}
      {shape.activations.map((activation, l) => (
        <div key={l}>
          <h3>
            {nHidden > 1 ? t('Hidden layer {0}, {1}', l + 1, activation) : t('Hidden layer, {0}', activation)}
            {firesNote(activation) && <span>{firesNote(activation)}</span>}
          </h3>
          <LifeLayer
            run={run}
            layer={l + 1}
            window={window}
            gutter={gutter}
            width={width}
            lives={lives.filter(({ layer }) => layer === l + 1)}
          />
        </div>
      ))}
      {chronicle && nHidden > 0 && (
        <>
          <Events run={run} events={events} nEvents={lives.reduce((sum, life) => sum + life.nEvents, 0)} />
          <LivesTable run={run} lives={lives} />
        </>
      )}
    </div>
  );
}

interface EventsProps {
  readonly run: ShownRun;
  readonly events: readonly LifeEvent[]; // the first ones at least
  readonly nEvents: number;
}

function Events({ run, events, nEvents }: EventsProps) {
  const { state, select } = useInspector();
  const nRead = state.nRead.value;
  if (nRead === 0) return <p class="note">{t('Reading all epochs …')}</p>;
  const epochs = count(nRead, 'epoch');
  if (events.length === 0) {
    return <p class="note">{t('No unit was born, died or revived in the {0} read.', epochs)}</p>;
  }
  const go = ({ epoch, layer, unit }: LifeEvent) => {
    select({ layer, unit });
    state.player.seek(epoch);
  };
  return (
    <p class="events">
      {events.slice(0, MOST_EVENTS).map((event) => (
        <button key={`${event.layer}/${event.unit}/${event.epoch}`} class="link" onClick={() => go(event)}>
          {eventMark(event)} {eventText(run, event)}
        </button>
      ))}
      {nEvents > MOST_EVENTS && (
        <span class="muted">{t('and {0} more in the table', whole(nEvents - MOST_EVENTS))}</span>
      )}
    </p>
  );
}
