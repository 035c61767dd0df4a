import { describe, expect, test } from 'vitest';
import { relabelled, wrongLabelOf } from '#engine/relabelling';
import { trainAll } from '#session/trainAll';
import { experimentOf } from '../fixtureFiles.ts';

const experiment = experimentOf({ training: { epochs: 400 } }, 'iris');
const { dataset } = experiment;

describe('a dataset with one label changed', () => {
  const changed = relabelled(dataset, { row: 14, label: 2 });

  test('says so in its name, and leaves the data as they are', () => {
    expect(changed.name).toBe('iris, row 15 labelled virginica');
    expect(changed.labels[14]).toBe(2);
    expect(dataset.labels[14]).toBe(0);
    expect(changed.values).toBe(dataset.values);
    expect([...changed.labels].filter((label, row) => label !== dataset.labels[row])).toEqual([2]);
  });

  test.each([
    [{ row: 150, label: 0 }, /row must be from 0 to 149, got 150/],
    [{ row: -1, label: 0 }, /row must be/],
    [{ row: 3, label: 3 }, /label must be from 0 to 2, got 3/],
    [{ row: 3, label: 0 }, /row 3 has the label 0 already/],
  ])('is refused for %j', (relabelling, message) => {
    expect(() => relabelled(dataset, relabelling)).toThrow(message);
  });
});

test('the wrong label that is proposed is that of the training row which the run is surest of', () => {
  const { history } = trainAll(experiment);
  const wrong = wrongLabelOf(experiment, history);
  expect(wrong).not.toBeNull();
  if (!wrong) return;
  expect([...experiment.split.train]).toContain(wrong.row);
  expect(wrong.label).not.toBe(dataset.labels[wrong.row]);
});
