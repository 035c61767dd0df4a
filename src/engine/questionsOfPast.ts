import type { Chronicle } from './chronicle.ts';
import { NO_CLASS } from './metrics.ts';
import { unitChoices } from './questionChoices.ts';
import { epochQuestion } from './questionsOfLoss.ts';
import type { HiddenUnit, Question, QuestionSource } from './questions.ts';

/** Questions that only all epochs together answer; null where there is no single answer. */
export function pastQuestions(source: QuestionSource, chronicle: Chronicle): (Question | null)[] {
  return [firstDeath(source, chronicle), firstClass(source, chronicle), lastFlip(source, chronicle)];
}

/** Layer by layer. */
function hiddenUnits(sizes: readonly number[]): HiddenUnit[] {
  return sizes
    .slice(1, -1)
    .flatMap((nUnits, l) => Array.from({ length: nUnits }, (_, unit) => ({ layer: l + 1, unit })));
}

/** Where several die at the same epoch one of them is offered, among such as did not. */
function firstDeath({ experiment }: QuestionSource, chronicle: Chronicle): Question | null {
  const units = hiddenUnits(experiment.shape.sizes);
  const fires = (epoch: number, { layer, unit }: HiddenUnit) => chronicle.firingCount(epoch, layer, unit) > 0;
  for (let epoch = 1; epoch < chronicle.length; epoch++) {
    const died = units.filter((one) => fires(epoch - 1, one) && !fires(epoch, one));
    const [first] = died;
    if (!first) continue;
    const end = chronicle.length - 1;
    const others = units
      .filter((one) => !died.includes(one))
      .sort(
        (a, b) => chronicle.firingCount(end, a.layer, a.unit) - chronicle.firingCount(end, b.layer, b.unit),
      );
    if (others.length === 0) return null;
    const choices = unitChoices(first, others);
    return {
      form: 'choice',
      key: 'firstDeath',
      subject: { ask: 'firstDeath' },
      choices: choices.map((one) => ({ is: 'unit', ...one })),
      answer: choices.indexOf(first),
      proof: { epoch, unit: first },
    };
  }
  return null;
}

/** The class, of those with test rows, whose test rows are all read right at the earliest epoch. */
function firstClass({ experiment }: QuestionSource, chronicle: Chronicle): Question | null {
  const { split, dataset, nClasses } = experiment;
  const rowsOf = (k: number) => [...split.test].filter((row) => dataset.labels[row] === k);
  const classes = Array.from({ length: nClasses }, (_, k) => ({ k, rows: rowsOf(k) })).filter(
    ({ rows }) => rows.length > 0,
  );
  if (classes.length < 2) return null;
  for (let epoch = 0; epoch < chronicle.length; epoch++) {
    const whole = classes.filter(({ k, rows }) =>
      rows.every((row) => chronicle.predictedClass(epoch, row) === k),
    );
    const [first] = whole;
    if (!first) continue;
    if (whole.length > 1) return null;
    return {
      form: 'choice',
      key: 'firstClass',
      subject: { ask: 'firstClass' },
      choices: classes.map(({ k }) => ({ is: 'class', class: k })),
      answer: classes.indexOf(first),
      proof: { epoch },
    };
  }
  return null;
}

/** Of the test row that is read right at the end and came to that last; of one that is read wrong only where none else flips. */
function lastFlip({ experiment }: QuestionSource, chronicle: Chronicle): Question | null {
  const { split, dataset } = experiment;
  const last = chronicle.length - 1;
  const flips = [...split.test]
    .sort((a, b) => a - b)
    .flatMap((row) => {
      const flip = chronicle.flipsOf(row).at(-1);
      return flip && flip.to !== NO_CLASS ? [flip] : [];
    });
  const isRight = ({ row }: { readonly row: number }) =>
    chronicle.predictedClass(last, row) === dataset.labels[row];
  const asked = flips.some(isRight) ? flips.filter(isRight) : flips;
  const [first] = asked;
  if (!first) return null;
  const flip = asked.reduce((latest, one) => (one.epoch > latest.epoch ? one : latest), first);
  const { row, epoch } = flip;
  const likely = [...chronicle.flipsOf(row), ...flips].map((one) => one.epoch);
  return epochQuestion({ ask: 'lastFlip', row }, epoch, likely, last, row);
}
