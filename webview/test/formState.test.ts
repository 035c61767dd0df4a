import { expect, test } from 'vitest';
import { DEFAULT_CONFIG, DEFAULT_SPLIT } from '#engine/config';
import { FormState } from '../configuration/formState.ts';

const FACTS = { name: 'iris', nRows: 150, nFeatures: 4, nClasses: 3 };
const PROBLEM = {
  key: 'training.learningRate',
  message: 'must be a number above 0 and below 1000000, got -5',
  text: '-5',
};

function formWith(): FormState {
  const form = new FormState({ change: () => undefined, train: () => undefined }, () => undefined);
  form.api.showConfiguration(DEFAULT_CONFIG, FACTS, DEFAULT_SPLIT);
  return form;
}

test('a wrong value in the settings stands in its field, beside what is wrong with it', () => {
  const form = formWith();
  form.api.showProblems([PROBLEM]);
  expect(form.content.value?.texts.learningRate).toBe('-5');
  expect(form.problems.value).toEqual({ learningRate: PROBLEM.message });
});

test('when the settings are mended, also to what they were before, the field shows it', () => {
  const form = formWith();
  form.api.showProblems([PROBLEM]);
  form.api.showConfiguration(DEFAULT_CONFIG, FACTS, DEFAULT_SPLIT);
  expect(form.content.value?.texts.learningRate).toBe('0.00003');
  expect(form.problems.value).toEqual({});
});

test('a field that is typed in keeps what is typed', () => {
  const form = formWith();
  form.enter('learningRate');
  form.type('learningRate', '0.01');
  form.api.showProblems([PROBLEM]);
  expect(form.content.value?.texts.learningRate).toBe('0.01');
});

test('a test share of 0 is said to be no split', () => {
  const form = formWith();
  form.type('testShare', '1.5');
  expect(form.problems.value.testShare).toBe(
    'must be 0 for no split, or a number above 0 and below 1, got 1.5',
  );
  form.type('testShare', '0');
  expect(form.problems.value).toEqual({});
});
