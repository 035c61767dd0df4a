import { assertNever } from '#engine/assertNever';
import { splitUnit } from '#engine/dataset';
import { NO_CLASS, argmax } from '#engine/metrics';
import type { Choice, Outcome, Question, Subject } from '#engine/questions';
import { t } from '#engine/translation';
import { BREAKING_CHANGES } from '#engine/trials';
import { fixed, percent, plain, whole } from './format.ts';
import { networkCertainty } from './guessing.ts';
import { commonUnit, unitName } from './names.ts';
import type { ShownRun } from './run.ts';

/** A question in words: what is asked, and what has to be known to answer it. Neither says anything of the answer. */
export interface Asking {
  readonly title: string;
  readonly note: string;
}

export function askingOf(run: ShownRun, { subject }: Question): Asking {
  const { experiment, newest } = run;
  const end = t('epoch {0}', whole(newest));
  switch (subject.ask) {
    case 'firstLoss':
      return {
        title: t('Before any update, where does the training loss stand beside ln {0}?', experiment.nClasses),
        note: t(
          'Giving every class the same probability costs ln {0} = {1}. Within 5 % of that counts as near.',
          experiment.nClasses,
          fixed(Math.log(experiment.nClasses), 4),
        ),
      };
    case 'firstDeath':
      return {
        title: t('Which of these units is the first to die?'),
        note: t(
          'A unit dies at an epoch where it no longer fires on any training row, and did one epoch before.',
        ),
      };
    case 'correctAt':
      return {
        title: t('How many test rows are read right at epoch {0}?', whole(subject.epoch)),
        note: t(
          'The run has {0} epochs. A whole number, from 0 to {1}.',
          whole(newest),
          whole(experiment.split.test.length),
        ),
      };
    case 'wrongAtEnd':
      return { title: t('One of these test rows is read wrong at {0}. Which?', end), note: valuesNote(run) };
    case 'lastFlip':
      return {
        title: t('When is row {0} read as another class for the last time?', whole(subject.row + 1)),
        note: t(
          'It is a test row of {0}. What counts is the last epoch that reads it otherwise than the one before.',
          labelOf(run, subject.row),
        ),
      };
    case 'movedMost':
      return {
        title: t('Which of these weights ends up farthest from where it began?'),
        note: t('Up or down, between epoch 0 and {0}.', end),
      };
    case 'carries':
      return {
        title: t('Which unit weighs most in what row {0} is read as?', whole(subject.row + 1)),
        note: t(
          'At {0}: the largest activation times weight, up or down, in the score of the class that it is read as.',
          end,
        ),
      };
    case 'bestTestLoss':
      return {
        title: t('At which epoch is the test loss smallest?'),
        note: t('The first such epoch, where there are several.'),
      };
    case 'halfway':
      return {
        title: t('When is the training loss half way down?'),
        note: t(
          'The first epoch at which it is no higher than the middle between its first and its last value.',
        ),
      };
    case 'firstClass':
      return {
        title: t('Which class is the first whose test rows are all read right?'),
        note: t('It need not stay so. An untrained network counts too.'),
      };
    case 'firesMost':
      return {
        title: t('Which of these units fires on the most training rows at {0}?', end),
        note: t('Units of the first hidden layer. A unit fires where its activation is above 0.'),
      };
    case 'trial':
      return {
        title: trialTitle(subject),
        note: t(
          'All else as in this run. Your prediction is kept, then a run of its own tells; this one stays.',
        ),
      };
    default:
      return assertNever(subject);
  }
}

function trialTitle({ change }: Extract<Subject, { readonly ask: 'trial' }>): string {
  const [rate, zeros, unscaled] = BREAKING_CHANGES;
  switch (change.key) {
    case rate.key:
      return t('What becomes of the training loss with a learning rate of {0}?', change.value);
    case zeros.key:
      return t('What becomes of the training loss if all weights begin at 0?');
    case unscaled.key:
      return t('What becomes of the training loss if the features are not scaled?');
    default:
      return t('What becomes of the training loss with {0} {1}?', change.key, String(change.value));
  }
}

function valuesNote({ experiment }: ShownRun): string {
  const names = experiment.dataset.features.map((feature) => splitUnit(feature).name).join(', ');
  const unit = commonUnit(experiment);
  return t('The numbers are {0}{1}.', names, unit && t(' in {0}', unit));
}

function labelOf({ experiment }: ShownRun, row: number): string {
  return experiment.dataset.classes[experiment.dataset.labels[row]!] ?? '';
}

const OUTCOME_WORDS: Readonly<Record<Outcome, (guessing: string) => string>> = {
  notFinite: () => t('It stops being a number'),
  guessing: (guessing) => t('It ends within 2 % of {0}, as if guessing', guessing),
  falls: () => t('It ends lower than it began, and not as if guessing'),
  rises: () => t('It ends as high as it began or higher, and not as if guessing'),
};

/** A choice as it is offered. */
export function choiceText({ experiment }: ShownRun, choice: Choice): string {
  const { dataset, nFeatures, nClasses } = experiment;
  switch (choice.is) {
    case 'unit':
      return unitName(experiment, choice.layer, choice.unit);
    case 'weight': {
      const [from, to] = [choice.input, choice.unit];
      return `W${choice.layer}: ${unitName(experiment, choice.layer - 1, from)} → ${unitName(experiment, choice.layer, to)}`;
    }
    case 'row': {
      const values = [...dataset.values.subarray(choice.row * nFeatures, (choice.row + 1) * nFeatures)];
      const shown = values.slice(0, 6).map(plain).join(' · ');
      return t(
        'row {0}, {1}: {2}',
        whole(choice.row + 1),
        dataset.classes[dataset.labels[choice.row]!] ?? '',
        shown,
      );
    }
    case 'epoch':
      return t('epoch {0}', whole(choice.epoch));
    case 'class':
      return dataset.classes[choice.class] ?? '';
    case 'side':
      return { below: t('Below it'), near: t('Near it'), above: t('Above it') }[choice.side];
    case 'outcome':
      return OUTCOME_WORDS[choice.outcome](`ln ${nClasses}`);
    default:
      return assertNever(choice);
  }
}

/** A choice as it goes on in a sentence. */
export function withinSentence(choice: string): string {
  return choice.charAt(0).toLowerCase() + choice.slice(1);
}

/** An answer of a question, right or not. */
export function answerText(run: ShownRun, question: Question, answer: number): string {
  if (question.form === 'count') return whole(answer);
  const choice = question.choices[answer];
  return choice ? choiceText(run, choice) : '';
}

/** What the run says itself, in a sentence with its numbers. */
export function proofText(run: ShownRun, question: Question): string {
  if (question.form === 'trial') return '';
  const { experiment, history, newest } = run;
  const { subject, proof } = question;
  const at = t('At epoch {0}', whole(proof.epoch));
  const loss = (score: 'trainLoss' | 'testLoss') => fixed(history.score(proof.epoch, score), 4);
  const unit = proof.unit ? unitName(experiment, proof.unit.layer, proof.unit.unit) : '';
  switch (subject.ask) {
    case 'firstLoss': {
      const share = history.score(0, 'trainLoss') / Math.log(experiment.nClasses);
      return t(
        '{0} the training loss is {1}, {2} % of ln {3}.',
        at,
        loss('trainLoss'),
        percent(share),
        experiment.nClasses,
      );
    }
    case 'firstDeath':
      return t('{0} {1} fires on no training row any more.', at, unit);
    case 'correctAt':
      return t('{0} it is {1} of {2}.', at, whole(question.answer), whole(experiment.split.test.length));
    case 'wrongAtEnd':
      return t(
        '{0} row {1}, {2}, is read as {3}.',
        at,
        whole((proof.row ?? 0) + 1),
        labelOf(run, proof.row ?? 0),
        classAt(run, proof.epoch, proof.row ?? 0),
      );
    case 'lastFlip':
      return t(
        '{0} it is read as {1}, one epoch before as {2}.',
        at,
        classAt(run, proof.epoch, subject.row),
        classAt(run, proof.epoch - 1, subject.row),
      );
    case 'movedMost':
      return t('It goes from {0} to {1}.', weightAt(run, 0, question), weightAt(run, newest, question));
    case 'carries':
      return t(
        '{0} no other unit adds as much to the score of {1}, or takes as much from it, as {2}.',
        at,
        classAt(run, proof.epoch, subject.row),
        unit,
      );
    case 'bestTestLoss':
      return t('{0} it is {1}.', at, loss('testLoss'));
    case 'halfway':
      return t(
        '{0} it is {1}, of {2} at first and {3} at last.',
        at,
        loss('trainLoss'),
        fixed(history.score(0, 'trainLoss'), 4),
        fixed(history.score(newest, 'trainLoss'), 4),
      );
    case 'firstClass':
      return t('{0} all its test rows are read right.', at);
    case 'firesMost':
      return t('{0} no other unit of the layer fires as often as {1}.', at, unit);
    case 'trial':
      return '';
    default:
      return assertNever(subject);
  }
}

/** What a row is read as, in words. */
function classAt(run: ShownRun, epoch: number, row: number): string {
  const { dataset, nClasses } = run.experiment;
  const read = argmax(networkCertainty(run, epoch, row), 0, nClasses);
  return read === NO_CLASS ? t('no class') : (dataset.classes[read] ?? '');
}

function weightAt({ history }: ShownRun, epoch: number, question: Question): string {
  const cell = question.form === 'choice' ? question.proof.cell : undefined;
  const layer = cell && history.parameters(epoch).layers[cell.layer - 1];
  return layer ? fixed(layer.weights[cell.row * layer.nUnits + cell.column]!) : '';
}

/** What a run that was trained for a prediction came to. */
export function outcomeSentence({ experiment, history, newest }: ShownRun, outcome: Outcome): string {
  const [first, last] = [history.score(0, 'trainLoss'), history.score(newest, 'trainLoss')];
  const guessing = `ln ${experiment.nClasses} = ${fixed(Math.log(experiment.nClasses), 4)}`;
  if (outcome === 'notFinite') {
    return t(
      'It begins at {0}; from epoch {1} on the numbers are no longer finite.',
      fixed(first, 4),
      whole(newest),
    );
  }
  return t('It goes from {0} to {1}; {2}.', fixed(first, 4), fixed(last, 4), guessing);
}
