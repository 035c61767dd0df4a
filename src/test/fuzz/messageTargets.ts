import fc from 'fast-check';
import { DEFAULT_CONFIG } from '#engine/config';
import { checkChange } from '#protocol/changeGuards';
import {
  checkGhost,
  checkHeader,
  checkIndex,
  checkPiece,
  checkSelection,
  checkStatus,
  checkText,
} from '#protocol/guards';
import { isWithin } from '#protocol/messageSize';
import { checkChoices, checkPreview } from '#protocol/preview';
import { checkSeed, checkSweep } from '#protocol/sweepGuards';
import { connect } from '#protocol/transport';
import { parseTrainingConfig } from '#session/configSchema';
import { anything, oneWrong } from '../../../webview/test/hostile.ts';
import { target } from './target.ts';
import { refuseUnhelpful } from './textTargets.ts';

const DATASET = () => ({
  name: 'two',
  features: ['x', 'y'],
  classes: ['a', 'b'],
  values: new Float64Array(8),
  labels: Int32Array.of(0, 1, 0, 1),
});
const FACTS = () => ({
  delimiter: ',',
  delimiterFound: ',',
  columns: [
    {
      name: 'x',
      kind: 'numbers',
      nNumbers: 4,
      nMissing: 0,
      nOther: 0,
      min: 0,
      max: 1,
      mean: 0.5,
      nDistinct: 2,
      distinctIs: 'counted',
    },
  ],
  target: 'y',
  features: ['x'],
  nRows: 4,
  classes: [{ name: 'a', nRows: 4 }],
  dropped: { problems: [], total: 0 },
  nImputed: 0,
  warnings: [],
  firstRows: [['1', 'a']],
});

/** A right argument of each guard, made anew each time. */
const GUARDS: Readonly<Record<string, readonly [check: (value: unknown) => unknown, right: () => unknown]>> =
  {
    checkText: [(value) => checkText(value, 'text'), () => 'Tutorial'],
    checkIndex: [(value) => checkIndex(value, 'index'), () => 7],
    checkSelection: [checkSelection, () => ({ row: 1, layer: 1, unit: null, array: 'W' })],
    checkPiece: [checkPiece, () => ({ runId: 'a', offset: 0, data: new Float64Array(3) })],
    checkStatus: [checkStatus, () => ({ state: 'diverged', epoch: 3, where: 'Z1' })],
    checkHeader: [
      checkHeader,
      () => ({
        ...{ id: 'a', name: 'n', config: structuredClone(DEFAULT_CONFIG), dataset: DATASET() },
        ...{
          status: { state: 'running' },
          nStates: 2,
          isNew: true,
          isDraft: false,
          unbroken: null,
          curves: new Float64Array(8),
        },
      }),
    ],
    checkGhost: [checkGhost, () => ({ name: 'before', curves: new Float64Array(8), nTrain: 120, nTest: 0 })],
    checkSweep: [
      checkSweep,
      () => ({
        ...{ id: 'a', name: 'n', seeds: [0, 1], state: 'running', isNew: true },
        outcomes: [{ seed: 0, status: { state: 'failed', message: 'no thread' }, result: null }],
      }),
    ],
    checkSeed: [checkSeed, () => 5],
    checkChange: [checkChange, () => ({ key: 'training.learningRate', value: 3e-6 })],
    checkChoices: [checkChoices, () => ({ delimiter: ',', target: 'y', features: ['x'], missing: 'refuse' })],
    checkPreview: [
      checkPreview,
      () => ({
        ...{ file: 'a.csv', place: 'b', choices: {}, training: 't', hasUnsavedChanges: false },
        outcome: { kind: 'ready', facts: FACTS() },
      }),
    ],
  };

const MOST_REFUSAL = 5000; // characters

/** Each guard gives what is right, or throws a TypeError in one short line; what it gives, it gives again. */
export const guards = target(
  fc.constantFrom(...Object.keys(GUARDS)).chain((name) => {
    const right = GUARDS[name]![1];
    return fc.tuple(fc.constant(name), fc.oneof(anything, oneWrong(right), fc.constant(null).map(right)));
  }),
  ([name, value]) => {
    const check = GUARDS[name]![0];
    isWithin(value, 1000);
    let given;
    try {
      given = check(value);
    } catch (error) {
      if (!(error instanceof TypeError) || error.message.length > MOST_REFUSAL) throw error;
      refuseUnhelpful(error.message);
      return;
    }
    check(given);
    if (Object.prototype.toString.call({}) !== '[object Object]' || 'polluted' in {})
      throw new Error('polluted');
  },
);

/** A configuration of any shape is the schema's, or each problem has a sentence; the page sends nothing else of that size. */
export const configuration = target(
  fc.oneof(
    anything,
    oneWrong(() => structuredClone(DEFAULT_CONFIG)),
    manyLayers(),
  ),
  (value) => {
    if (!isWithin(value, 4 * 1024 * 1024)) return;
    const reading = parseTrainingConfig(value);
    if ('config' in reading) return;
    if (reading.problems.length === 0) throw new Error('refused without a reason');
    for (const { key, message } of reading.problems) refuseUnhelpful(`${key}|`, message);
  },
);

function manyLayers(): fc.Arbitrary<unknown> {
  return fc.tuple(fc.constantFrom(9, 1000, 100_000), anything).map(([length, entry]) => ({
    ...DEFAULT_CONFIG,
    network: { ...DEFAULT_CONFIG.network, hiddenLayers: Array.from({ length }, () => entry) },
  }));
}

/** Whatever comes over the channel, only functions of the table are called, and with a list of arguments. */
export const channel = target(
  fc.oneof(
    anything,
    oneWrong(() => ({ t: 'q', i: 'abc', m: 'add', a: [1, 2] })),
    oneWrong(() => ({ t: 's', i: 'abc', r: 1, e: 'wrong' })),
  ),
  (message) => {
    let deliver: (message: unknown) => void = () => undefined;
    const { close } = connect<{ add(a: unknown): void }, object>(
      { post: () => undefined, onMessage: (listener) => ((deliver = listener), () => undefined) },
      { add: (a) => void checkText(a, 'a') },
    );
    deliver(message);
    close();
  },
);
