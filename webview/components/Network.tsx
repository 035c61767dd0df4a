import { useMemo, useRef } from 'preact/hooks';
import { rowNumber } from '#engine/rowSample';
import { t } from '#engine/translation';
import { arrayName } from '../cellNames.ts';
import { count } from '../format.ts';
import { commonUnit } from '../names.ts';
import { layoutGraph, MOST_NODES } from '../paint/graphLayout.ts';
import type { GraphLayout } from '../paint/graphLayout.ts';
import { nodeArray } from '../phaseParts.ts';
import type { ShownRun } from '../run.ts';
import { view } from '../picture/view.ts';
import { useInspector, useSize } from './context.ts';
import { GraphEdges, ClassPatterns } from './GraphEdges.tsx';
import { GraphNodes } from './GraphNodes.tsx';

/** Layers of no more units than this are given the height that a value below each needs. */
const MOST_WITH_VALUES = 6;

/** The network graph, carrying the forward pass of the selected row. */
export function Network({ run }: { readonly run: ShownRun }) {
  const { state } = useInspector();
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const { row, layer, unit } = state.chosen.value;
  const { experiment } = run;
  const { sizes } = experiment.shape;
  const layout = useMemo(
    () => layoutGraph(sizes, { width, height }, { layer, unit }),
    [sizes, width, height, layer, unit],
  );
  const actual = experiment.dataset.classes[experiment.dataset.labels[row]!] ?? '';
  const tallest = Math.min(Math.max(...sizes), 12);
  const leastPitch = tallest <= MOST_WITH_VALUES ? 38 : 32;
  return (
    <>
      <h2>
        {t('Network ')}
        <span>{t('carrying row {0}, {1}', rowNumber(experiment, row), actual)}</span>
      </h2>
      <div
        class="graph"
        {...view(t('Network graph'))}
        ref={box}
        style={{ '--least-height': `${Math.max(190, 30 + tallest * leastPitch)}px` }}
      >
        {width > 0 && height > 0 && (
          <svg
            width={width}
            height={height}
            role="group"
            aria-label={t(
              'Network graph. Arrow up and down move between units; the tables below hold the same numbers.',
            )}
          >
            <ClassPatterns />
            <Captions run={run} layout={layout} width={width} />
            <GraphEdges run={run} layout={layout} width={width} />
            <GraphNodes run={run} layout={layout} width={width} />
          </svg>
        )}
      </div>
      <GraphNote layout={layout} nHidden={run.nHidden} />
    </>
  );
}

interface GraphProps {
  readonly run: ShownRun;
  readonly layout: GraphLayout;
  readonly width: number;
}

/** What stands in each column, as a formula where there is room for it. */
function Captions({ run, layout, width }: GraphProps) {
  const { state } = useInspector();
  const phase = state.phases.phase.value;
  const { config, scaler } = run.experiment;
  const { hiddenLayers } = config.network;
  const roomy = width / (layout.layers.length - 1) >= 170;
  const last = layout.layers.length - 1;
  const measured = commonUnit(run.experiment);
  const input = `X${measured === '' ? '' : `, ${measured}`}${scaler ? t(' → scaled') : ''}`;
  /** In a phase: the array whose values stand at the nodes. */
  const inPhase = (layer: number): string | undefined => {
    if (!phase) return undefined;
    const name = nodeArray(phase, layer, last);
    return name === null ? '' : arrayName({ name, layer });
  };
  return (
    <g aria-hidden="true">
      <text x={0} y={11}>
        {roomy ? input : 'X'}
      </text>
      {layout.layers.slice(1, -1).map(({ x }, i) => (
        <text key={i} x={x} y={11} text-anchor="middle">
          {inPhase(i + 1) ??
            (roomy ? `A${i + 1} = ${hiddenLayers[i]?.activation ?? ''}(Z${i + 1})` : `A${i + 1}`)}
        </text>
      ))}
      <text x={layout.barLeft} y={11}>
        {inPhase(last) ?? (roomy ? `P = softmax(Z${last})` : 'P')}
      </text>
    </g>
  );
}

function GraphNote({ layout, nHidden }: { readonly layout: GraphLayout; readonly nHidden: number }) {
  const missing = layout.layers.reduce((sum, layer) => sum + layer.nHidden, 0);
  const notes = [
    ...(layout.onlySelected ? [t('Only the edges of the selected unit are drawn.')] : []),
    ...(missing > 0
      ? [
          t(
            'Layers of more than {0} units are drawn as {0}: {1} left out.',
            MOST_NODES,
            count(missing, 'unit'),
          ),
        ]
      : []),
    ...(nHidden === 0 ? [t('No hidden layer: features lead straight to the classes.')] : []),
  ];
  return notes.length > 0 ? <p class="note">{notes.join(' ')}</p> : null;
}
