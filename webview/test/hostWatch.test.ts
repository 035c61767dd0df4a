import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { HostWatch, LOOK_MS } from '../hostWatch.ts';

function setUp({ expects = true } = {}) {
  const isGone = signal(false);
  let now = 0;
  let nQuestions = 0;
  const watch = new HostWatch(
    isGone,
    () => nQuestions++,
    () => expects,
    now,
  );
  /** Looks as many times as fit into so long. */
  const pass = (milliseconds: number, page: 'visible' | 'hidden' = 'visible', step = LOOK_MS) => {
    for (let passed = 0; passed < milliseconds; passed += step) watch.look((now += step), page);
  };
  return { isGone, watch, pass, questions: () => nQuestions };
}

test('a host that trains and never answers is taken for gone after some seconds, and is there again with its first word', () => {
  const { isGone, watch, pass } = setUp();
  pass(9_000);
  expect(isGone.value).toBe(false);
  pass(4_000);
  expect(isGone.value).toBe(true);
  watch.heard();
  expect(isGone.value).toBe(false);
});

test('a host that is slow to answer is not gone', () => {
  const { isGone, watch, pass } = setUp();
  for (let i = 0; i < 10; i++) {
    pass(8_000);
    watch.heard();
  }
  expect(isGone.value).toBe(false);
});

test('the time in which the page was hidden or stood still says nothing of the host', () => {
  const { isGone, pass } = setUp();
  pass(60_000, 'hidden');
  pass(60_000, 'visible', 3 * LOOK_MS);
  expect(isGone.value).toBe(false);
});

test('of a host that is to do nothing nothing is asked', () => {
  const { isGone, pass, questions } = setUp({ expects: false });
  pass(60_000);
  expect([isGone.value, questions()]).toEqual([false, 0]);
});
