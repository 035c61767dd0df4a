import fc from 'fast-check';
import { applyEdits } from 'jsonc-parser';
import { DEFAULT_CONFIG } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { prepareExperiment } from '#engine/experiment';
import { MisfitError } from '#engine/misfit';
import { Trainer } from '#engine/trainer';
import { readDataset } from '#formats/csv';
import { writeDataset } from '#formats/csvWriter';
import { decodeText } from '#formats/textBytes';
import { checkPreview } from '#protocol/preview';
import { readExperimentFile } from '#session/experimentFile';
import { fixesOf } from '#session/experimentFixes';
import { editsBetween } from '#session/jsonEdits';
import { HOSTILE_NAMES, hostileText, mutated } from '../../../webview/test/hostile.ts';
import { target } from './target.ts';

const MOST_SHOWN = 100;

const cell = fc.oneof(
  { weight: 6, arbitrary: fc.double({ noNaN: true }).map(String) },
  { weight: 1, arbitrary: fc.constantFrom('', 'NA', '1,5', 'NaN', 'inf', '"a\nb"', ...HOSTILE_NAMES) },
);

const table = fc
  .record({
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    newline: fc.constantFrom('\n', '\r\n', '\r'),
    headers: fc.array(fc.oneof(fc.constantFrom(...HOSTILE_NAMES, 'x', 'y'), fc.string()), {
      minLength: 1,
      maxLength: 6,
    }),
    rows: fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 12 }),
    labels: fc.constantFrom('a', 'b', ...HOSTILE_NAMES),
  })
  .map(({ delimiter, newline, headers, rows, labels }) => {
    const lines = rows.map((cells, i) => [
      ...headers.map((_, c) => cells[c % cells.length] ?? ''),
      i % 2 ? labels : 'b',
    ]);
    return [[...headers, 'label'], ...lines].map((cells) => cells.join(delimiter)).join(newline);
  });

/** Bytes become text or a reason; a text becomes a data set that can be trained on, or problems that say what, where and how. */
export const csvText = target(fc.oneof(mutated(table), hostileText), (text) => {
  const reading = readDataset(text, { name: 'fuzz' });
  const outcome =
    'dataset' in reading ? { kind: 'ready', facts: reading.facts } : { kind: 'refused', ...reading };
  checkPreview({ ...PREVIEW, outcome: structuredClone(outcome) });
  if ('dataset' in reading) return trainable(reading.dataset);
  if (reading.problems.length === 0 || reading.problems.length > MOST_SHOWN)
    throw new Error('no problems, or too many');
  for (const { what, mend, message } of reading.problems) refuseUnhelpful(`${what}|${mend}`, message);
});

const PREVIEW = { file: 'a.csv', place: '', choices: {}, training: '', hasUnsavedChanges: false };

export const csvBytes = target(
  fc.oneof(
    fc.uint8Array({ maxLength: 600 }),
    fc.tuple(table, fc.uint8Array({ maxLength: 8 }), fc.nat()).map(([text, noise, at]) => {
      const bytes = new TextEncoder().encode(text);
      bytes.set(noise.subarray(0, bytes.length), at % Math.max(1, bytes.length - noise.length));
      return bytes;
    }),
  ),
  (bytes) => {
    const decoded = decodeText(bytes);
    if ('text' in decoded) readDataset(decoded.text, { name: 'fuzz' });
    else refuseUnhelpful(decoded.what, decoded.mend);
  },
);

function trainable(dataset: Dataset): void {
  const { values, labels, classes, features } = dataset;
  if (values.length !== labels.length * features.length) throw new Error('values and labels do not fit');
  if (!values.every(Number.isFinite)) throw new Error('a value is not finite');
  if (!labels.every((label) => label >= 0 && label < classes.length)) throw new Error('a label has no class');
  writtenAndReadAgain(dataset);
  try {
    const trainer = new Trainer(prepareExperiment({ ...DEFAULT_CONFIG, split: null }, dataset));
    const record = new Float64Array(trainer.recordLength);
    for (let epoch = 0; epoch < 3 && trainer.next(record) === 'trained'; epoch++);
  } catch (error) {
    if (!(error instanceof MisfitError)) throw error;
  }
}

function writtenAndReadAgain(dataset: Dataset): void {
  const again = readDataset(writeDataset(dataset, 'the label column of the file'), { name: dataset.name });
  if (!('dataset' in again)) throw new Error(`what was written is refused: ${again.problems[0]?.message}`);
  const { values, labels, classes } = again.dataset;
  const isSame =
    values.every((value, i) => Object.is(value, dataset.values[i])) &&
    labels.every((label, i) => classes[label] === dataset.classes[dataset.labels[i] ?? -1]);
  if (!isSame) throw new Error('what was written is read as something else');
}

const EXPERIMENT = JSON.stringify(
  {
    dataset: { path: 'wine.csv', target: 'class', features: ['a', 'b'] },
    ...DEFAULT_CONFIG,
    training: {
      ...DEFAULT_CONFIG.training,
      optimizer: 'adam',
      beta1: 0.9,
      schedule: { kind: 'step', every: 5, factor: 0.5 },
      earlyStopping: { monitor: 'testLoss', patience: 5, minDelta: 0, restoreBest: true },
    },
  },
  null,
  1,
);

const jsonText = fc.json({ maxDepth: 6 }).map((text) => `{"network": ${text}, "training": ${text}}`);
const deepText = fc
  .tuple(fc.constantFrom('[', '{"a":', '{"network":', '[[', '/*', '//'), fc.constantFrom(10, 40, 30_000))
  .map(([piece, times]) => piece.repeat(times));

/** As much as a file can hold: of different keys, of one key, of entries of a list, on one line or on many. */
const longText = fc
  .record({
    member: fc.constantFrom<(i: number) => string>(
      (i) => `"k${i}":1`,
      () => '"seed":1',
      () => '"__proto__":{"units":1}',
      (i) => `"k${i}":{"k":[]}`,
    ),
    place: fc.constantFrom<(inside: string) => string>(
      (inside) => `{${inside}}`,
      (inside) => `{"network":{${inside}}}`,
      (inside) => `{"network":{"hiddenLayers":[{${inside}}]}}`,
      (inside) => `{"network":{"hiddenLayers":[{${inside.replaceAll(',', '},{').replaceAll('\n', '')}}]}}`,
    ),
    times: fc.constantFrom(150, 3000, 50_000),
    between: fc.constantFrom(',', ',\n'),
  })
  .map(({ member, place, times, between }) =>
    place(Array.from({ length: times }, (_, i) => member(i)).join(between)),
  );

/** A text becomes an experiment that is read the same once more, or problems with a place and a sentence each. */
export const experimentFile = target(
  fc.oneof(
    { weight: 40, arbitrary: mutated(fc.constant(EXPERIMENT)) },
    { weight: 20, arbitrary: mutated(jsonText) },
    { weight: 20, arbitrary: hostileText },
    { weight: 5, arbitrary: deepText },
    { weight: 1, arbitrary: longText },
  ),
  (text) => {
    const { document, experiment, problems } = readExperimentFile(text);
    if (experiment) {
      const again = readExperimentFile(JSON.stringify(experiment)).experiment;
      if (JSON.stringify(again) !== JSON.stringify(experiment))
        throw new Error('read once more it is another');
      editsBetween(text, experiment, { ...experiment, ...DEFAULT_CONFIG });
      return;
    }
    if (problems.length === 0 || problems.length > MOST_SHOWN) throw new Error('no problems, or too many');
    for (const problem of problems) {
      const { key, message, line, column, offset, length } = problem;
      refuseUnhelpful(`${key}|`, message);
      if (!(line >= 1 && column >= 1 && offset >= 0 && offset + length <= text.length + 1)) {
        throw new Error(`the place of ${JSON.stringify(problem)} is not in the text`);
      }
    }
    if (text.length < 2000)
      for (const { edits } of problems.flatMap((one) => fixesOf(document, one)))
        applyEdits(document.text, [...edits]);
  },
);

/** I11, as far as a program can tell: there is a sentence, in one line, that names no place in the program. */
export function refuseUnhelpful(...texts: readonly string[]): void {
  for (const text of texts) {
    if (text.trim() === '') throw new Error('an empty message');
    if (/\n|^\s*at \S+ \(|TypeError|undefined is not/m.test(text)) throw new Error(`not for people: ${text}`);
  }
}
