import { useMemo, useRef } from 'preact/hooks';
import { createPass } from '#engine/network';
import { t } from '#engine/translation';
import '../../styles/tutorial.css';
import type { Shown, ShownRun } from '../../run.ts';
import { Confusion } from '../Confusion.tsx';
import { useInspector } from '../context.ts';
import { ClassPatterns } from '../GraphEdges.tsx';
import { ActivatedHistogram, activatedText } from './ActivatedPicture.tsx';
import { ActivationCurves } from './ActivationCurves.tsx';
import { useFrames } from './frames.ts';
import { useRest } from '../inView.ts';
import { levelsText, LossLevelsChart } from './LossLevelsChart.tsx';
import { OutputRows } from './OutputRows.tsx';
import { Live, Picture } from './Picture.tsx';
import { ACTIVATION_NAMES, pictureLayer } from './pictureLayer.ts';
import { ScalingHistograms, zeroMatters } from './ScalingPicture.tsx';
import { SlopeRows } from './SlopeRows.tsx';
import { slopeText } from './slopeText.ts';
import { SoftmaxTable } from './SoftmaxPicture.tsx';
import { softmaxText } from './softmaxReading.ts';
import { capital, guessing, lossMarks } from './tutorialText.ts';
import { usePlace } from './usePlace.ts';

/** The tutorial's eight pictures in its order, all but the fifth at the epoch shown. */
export function TutorialTab({ run }: { readonly run: ShownRun }) {
  const { state } = useInspector();
  const page = useRef<HTMLDivElement>(null);
  const known = useFrames(run, state);
  const resting = useRest(state.shown);
  usePlace(page, state);
  const first = useFirstEpoch(run);
  const { row } = state.chosen.value;
  const { layer, activation } = pictureLayer(run, state.chosen.value);
  const z = `Z${layer}`;
  const name = activation && ACTIVATION_NAMES[activation];
  const atEnd = () => state.ended.value && state.player.epoch.value === state.newest.value;
  return (
    <div class="tutorial-page" ref={page}>
      <svg class="patterns" width="0" height="0" aria-hidden="true">
        <ClassPatterns />
      </svg>
      <p class="tutorial-start">
        {t(
          'The tutorial’s eight pictures in its order, drawn from this run. All but picture 5 follow the timeline above: scrub it, or play. A row, unit or class that you click is marked in all of them.',
        )}
      </p>
      <div class="pictures">
        <Picture
          number={1}
          resting={resting}
          title={t('Raw scores and their softmax')}
          text={
            <>
              {t(
                'The output gives a row one raw score per class. Softmax makes shares of them: exp of each score, divided by the sum. Only distances count, and exp turns a distance into a factor, so the largest stands out. ',
              )}
              <Live text={() => softmaxText(run, state.shown.value, row)} />
            </>
          }
        >
          <SoftmaxTable run={run} known={known} />
        </Picture>
        <Picture
          number={2}
          resting={resting}
          title={t('{0}, with features scaled and unscaled', z)}
          text={t(
            'The same weights and biases, fed once with standardised features and once with features as they were measured. {0}',
            zeroMatters(activation),
          )}
        >
          <ScalingHistograms run={run} known={known} />
        </Picture>
        <Picture
          number={3}
          resting={resting}
          title={activation ? t('A{0}, after {1}', layer, name ?? '') : t('A1, after the activation')}
          text={
            activation
              ? activatedText(activation, layer)
              : t(
                  'This network has no hidden layer, so there is no activation and no A1: the scores of picture 2 go straight into softmax.',
                )
          }
        >
          {activation && <ActivatedHistogram run={run} known={known} />}
        </Picture>
        <Picture
          number={4}
          resting={resting}
          title={
            activation
              ? t('{0} and its derivative', capital(name ?? ''))
              : t('The activation and its derivative')
          }
          text={
            activation
              ? slopeText(activation)
              : t(
                  'Without a hidden layer there is no activation to differentiate: P − Y reaches the weights as it is.',
                )
          }
        >
          {activation && (
            <>
              <ActivationCurves run={run} known={known} />
              <h3>
                {t('slope of every row and unit ')}
                <span>{run.nHidden > 1 ? t('layer {0}', layer) : ''}</span>
              </h3>
              <SlopeRows run={run} />
            </>
          )}
        </Picture>
        <Picture
          number={5}
          resting={resting}
          title={t('Before training: expected, P and log₁₀ P')}
          text={t(
            'All rows in the order of the data, at epoch 0. In the lane of its own class a row should fill the pale track: there the expected value is 1. Below the line hangs log₁₀ P, strong for the row’s own class, where the deep ones are what the loss is made of. Dotted is guessing: {0}.',
            guessing(run),
          )}
        >
          <OutputRows number={5} run={run} known={known} live={false} read={first} />
        </Picture>
        <Picture
          number={6}
          resting={resting}
          title={
            <Live
              text={() =>
                atEnd() ? t('After training: expected, P and log₁₀ P') : t('Now: expected, P and log₁₀ P')
              }
            />
          }
          text={t(
            'The same, at the epoch shown. Learning fills the tracks and empties what lies outside them; rows that stay half full are those that look like two classes at once.',
          )}
        >
          <OutputRows number={6} run={run} known={known} live read={() => state.shown.value} />
        </Picture>
        <Picture
          number={7}
          resting={resting}
          title={t('The loss and its levels')}
          text={
            <>
              {t(
                'Read to two decimals the loss goes down in steps, and a level that took many epochs is a stretch where little was learnt. {0} ',
                lossMarks(run),
              )}
              <Live text={() => levelsText(run, state.shown.value?.epoch ?? null)} />
            </>
          }
        >
          <LossLevelsChart run={run} />
        </Picture>
        <Picture
          number={8}
          resting={resting}
          title={t('Actual against predicted')}
          text={
            <>
              {run.experiment.split.train === run.experiment.split.test
                ? t(
                    'Each row is counted in the line of what it is and the column of what it is read as: right ones stand on the diagonal, from cool for none to warm for the most. A cell off the diagonal names its confusion; click it to walk through its rows.',
                  )
                : t(
                    'Each test row is counted in the line of what it is and the column of what it is read as: right ones stand on the diagonal, from cool for none to warm for the most. A cell off the diagonal names its confusion; click it to walk through its rows.',
                  )}
            </>
          }
        >
          <Confusion run={run} />
        </Picture>
      </div>
    </div>
  );
}

/** What epoch 0 was like, derived once; null before it has arrived. */
function useFirstEpoch(run: ShownRun): () => Shown | null {
  const { state } = useInspector();
  return useMemo(() => {
    let shown: Shown | null = null;
    return () => {
      void state.version.value;
      if (!shown && run.newest >= 0) {
        shown = run.derive(0, createPass(run.experiment.shape, run.experiment.nRows));
      }
      return shown;
    };
  }, [run, state]);
}
