import { expect, test } from 'vitest';
import { DEFAULT_CONFIG, DEFAULT_SPLIT } from '#engine/config';
import type { TrainingConfig } from '#engine/config';
import { FormState } from '../configuration/formState.ts';

const FACTS = { name: 'iris', nRows: 150, nFeatures: 4, nClasses: 3 };
const PROBLEM = {
  key: 'training.learningRate',
  message: 'must be a number above 0 and below 1000000, got -5',
  text: '-5',
};

function formWith(): FormState {
  const form = new FormState(
    { choose: () => undefined, change: () => undefined, train: () => undefined, live: () => undefined },
    () => undefined,
  );
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

function liveForm() {
  const said: string[] = [];
  const note = (what: string) => (config: TrainingConfig) => {
    said.push(`${what} ${config.network.seed} ${config.training.learningRate}`);
  };
  const form = new FormState(
    { choose: () => undefined, change: note('change'), train: note('train'), live: note('live') },
    () => undefined,
  );
  form.api.showConfiguration(DEFAULT_CONFIG, FACTS, DEFAULT_SPLIT);
  return { form, said };
}

test('live, each valid change retrains as it happens, and is kept when it is committed', () => {
  const { form, said } = liveForm();
  form.type('seed', '1');
  form.setLive(true);
  expect(said).toEqual([]);
  form.type('seed', '2');
  form.type('seed', '2x');
  form.type('seed', '2');
  form.type('learningRate', '0.01');
  form.commit();
  expect(said).toEqual(['live 2 0.00003', 'live 2 0.01', 'change 2 0.01']);
});

test('while a field is wrong nothing retrains, whatever is changed', () => {
  const { form, said } = liveForm();
  form.setLive(true);
  form.type('epochs', 'many');
  form.type('seed', '2');
  expect(said).toEqual([]);
  form.type('epochs', '2600');
  expect(said).toEqual(['live 2 0.00003']);
});

test('live, the way back to the tutorial retrains too; switched off nothing does', () => {
  const { form, said } = liveForm();
  form.setLive(true);
  form.type('seed', '2');
  form.reset();
  form.setLive(false);
  form.type('seed', '3');
  expect(said).toEqual(['live 2 0.00003', 'change 2346827 0.00003', 'live 2346827 0.00003']);
});

test('live is remembered with what stands in the fields', () => {
  const { form } = liveForm();
  form.setLive(true);
  form.type('seed', '7');
  const back = new FormState(
    { choose: () => undefined, change: fail, train: fail, live: fail },
    () => undefined,
  );
  back.restore(form.kept());
  expect(back.isLive.value).toBe(true);
  expect(back.content.value?.texts.seed).toBe('7');
});

function fail(): never {
  throw new Error('nothing may be told');
}
