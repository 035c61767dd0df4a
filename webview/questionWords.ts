import { assertNever } from '#engine/assertNever';
import { splitUnit } from '#engine/dataset';
import { NO_CLASS, argmax } from '#engine/metrics';
import type { Choice, Outcome, Question, Subject } from '#engine/questions';
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
  const end = `epoch ${whole(newest)}`;
  switch (subject.ask) {
    case 'firstLoss':
      return {
        title: `Before any update, where does the training loss stand beside ln ${experiment.nClasses}?`,
        note: `Giving every class the same probability costs ln ${experiment.nClasses} = ${fixed(Math.log(experiment.nClasses), 4)}. Within 5 % of that counts as near.`,
      };
    case 'firstDeath':
      return {
        title: 'Which of these units is the first to die?',
        note: 'A unit dies at an epoch where it no longer fires on any training row, and did one epoch before.',
      };
    case 'correctAt':
      return {
        title: `How many test rows are read right at epoch ${whole(subject.epoch)}?`,
        note: `The run has ${whole(newest)} epochs. A whole number, from 0 to ${whole(experiment.split.test.length)}.`,
      };
    case 'wrongAtEnd':
      return { title: `One of these test rows is read wrong at ${end}. Which?`, note: valuesNote(run) };
    case 'lastFlip':
      return {
        title: `When is row ${whole(subject.row + 1)} read as another class for the last time?`,
        note: `It is a test row of ${labelOf(run, subject.row)}. What counts is the last epoch that reads it otherwise than the one before.`,
      };
    case 'movedMost':
      return {
        title: 'Which of these weights ends up farthest from where it began?',
        note: `Up or down, between epoch 0 and ${end}.`,
      };
    case 'carries':
      return {
        title: `Which unit weighs most in what row ${whole(subject.row + 1)} is read as?`,
        note: `At ${end}: the largest activation times weight, up or down, in the score of the class that it is read as.`,
      };
    case 'bestTestLoss':
      return {
        title: 'At which epoch is the test loss smallest?',
        note: 'The first such epoch, where there are several.',
      };
    case 'halfway':
      return {
        title: 'When is the training loss half way down?',
        note: 'The first epoch at which it is no higher than the middle between its first and its last value.',
      };
    case 'firstClass':
      return {
        title: 'Which class is the first whose test rows are all read right?',
        note: 'It need not stay so. An untrained network counts too.',
      };
    case 'firesMost':
      return {
        title: `Which of these units fires on the most training rows at ${end}?`,
        note: 'Units of the first hidden layer. A unit fires where its activation is above 0.',
      };
    case 'trial':
      return {
        title: trialTitle(subject),
        note: 'All else as in this run. Your prediction is kept, then a run of its own tells; this one stays.',
      };
    default:
      return assertNever(subject);
  }
}

function trialTitle({ change }: Extract<Subject, { readonly ask: 'trial' }>): string {
  const [rate, zeros, unscaled] = BREAKING_CHANGES;
  switch (change.key) {
    case rate.key:
      return `What becomes of the training loss with a learning rate of ${change.value}?`;
    case zeros.key:
      return 'What becomes of the training loss if all weights begin at 0?';
    case unscaled.key:
      return 'What becomes of the training loss if the features are not scaled?';
    default:
      return `What becomes of the training loss with ${change.key} ${String(change.value)}?`;
  }
}

function valuesNote({ experiment }: ShownRun): string {
  const names = experiment.dataset.features.map((feature) => splitUnit(feature).name).join(', ');
  const unit = commonUnit(experiment);
  return `The numbers are ${names}${unit && ` in ${unit}`}.`;
}

function labelOf({ experiment }: ShownRun, row: number): string {
  return experiment.dataset.classes[experiment.dataset.labels[row]!] ?? '';
}

const OUTCOME_WORDS: Readonly<Record<Outcome, (guessing: string) => string>> = {
  notFinite: () => 'It stops being a number',
  guessing: (guessing) => `It ends within 2 % of ${guessing}, as if guessing`,
  falls: () => 'It ends below its first value, and not there',
  rises: () => 'It ends no lower than its first value, and not there',
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
      return `row ${whole(choice.row + 1)}, ${dataset.classes[dataset.labels[choice.row]!] ?? ''}: ${shown}`;
    }
    case 'epoch':
      return `epoch ${whole(choice.epoch)}`;
    case 'class':
      return dataset.classes[choice.class] ?? '';
    case 'side':
      return { below: 'Below it', near: 'Near it', above: 'Above it' }[choice.side];
    case 'outcome':
      return OUTCOME_WORDS[choice.outcome](`ln ${nClasses}`);
    default:
      return assertNever(choice);
  }
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
  const at = `At epoch ${whole(proof.epoch)}`;
  const loss = (score: 'trainLoss' | 'testLoss') => fixed(history.score(proof.epoch, score), 4);
  const unit = proof.unit ? unitName(experiment, proof.unit.layer, proof.unit.unit) : '';
  switch (subject.ask) {
    case 'firstLoss': {
      const share = history.score(0, 'trainLoss') / Math.log(experiment.nClasses);
      return `${at} the training loss is ${loss('trainLoss')}, ${percent(share)} % of ln ${experiment.nClasses}.`;
    }
    case 'firstDeath':
      return `${at} ${unit} fires on no training row any more.`;
    case 'correctAt':
      return `${at} it is ${whole(question.answer)} of ${whole(experiment.split.test.length)}.`;
    case 'wrongAtEnd':
      return `${at} row ${whole((proof.row ?? 0) + 1)}, ${labelOf(run, proof.row ?? 0)}, is read as ${classAt(run, proof.epoch, proof.row ?? 0)}.`;
    case 'lastFlip':
      return `${at} it is read as ${classAt(run, proof.epoch, subject.row)}, one epoch before as ${classAt(run, proof.epoch - 1, subject.row)}.`;
    case 'movedMost':
      return `It goes from ${weightAt(run, 0, question)} to ${weightAt(run, newest, question)}.`;
    case 'carries':
      return `${at} no other unit adds as much to the score of ${classAt(run, proof.epoch, subject.row)}, or takes as much from it, as ${unit}.`;
    case 'bestTestLoss':
      return `${at} it is ${loss('testLoss')}.`;
    case 'halfway':
      return `${at} it is ${loss('trainLoss')}, of ${fixed(history.score(0, 'trainLoss'), 4)} at first and ${fixed(history.score(newest, 'trainLoss'), 4)} at last.`;
    case 'firstClass':
      return `${at} all its test rows are read right.`;
    case 'firesMost':
      return `${at} no other unit of the layer fires as often as ${unit}.`;
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
  return read === NO_CLASS ? 'no class' : (dataset.classes[read] ?? '');
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
    return `It begins at ${fixed(first, 4)}; from epoch ${whole(newest)} on the numbers are no longer finite.`;
  }
  return `It goes from ${fixed(first, 4)} to ${fixed(last, 4)}; ${guessing}.`;
}
