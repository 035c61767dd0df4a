import { expect, test } from 'vitest';
import { HELPED_KERNEL, PRODUCT_ENGINE } from '../engines.ts';
import { SERIES } from '../shapes.ts';
import type { Measured, Race, Result } from './measured.ts';
import { duration, reportMarkdown } from './report.ts';

function result(name: string, kind: Result['kind'], medianMicroseconds: number): Result {
  const pace = {
    medianMicroseconds,
    lowerQuartile: medianMicroseconds * 0.9,
    upperQuartile: medianMicroseconds * 1.2,
    blocks: 9,
    epochsPerBlock: 1,
  };
  return { name, kind, version: `${name} 1`, pace, lossError: kind === 'ours' ? null : 2e-16 };
}

const SMALL_RACE: Race = {
  shape: SERIES[0]!,
  results: [result(PRODUCT_ENGINE, 'ours', 10), result('NumPy', 'peer', 150), result('C', 'limit', 9)],
};
const LARGE_RACE: Race = {
  shape: SERIES[5]!,
  results: [
    result(PRODUCT_ENGINE, 'ours', 4e6),
    result('NumPy', 'peer', 1e6),
    result('PyTorch', 'peer', 3.6e6),
    { ...result('C', 'limit', 0), pace: { skipped: 'no gcc | here' } },
  ],
};
const MEASURED: Measured = {
  machine: {
    processor: 'Some Processor',
    cores: 2,
    memoryGigabytes: 24,
    system: 'Linux 6',
    node: 'v20.1.0',
    load: 0.3,
    day: '2026-01-31',
  },
  races: [SMALL_RACE, LARGE_RACE],
  own: { memory: { bytesPerState: 376, history: { 2600: { bytes: 977976 }, 100000: { bytes: 37600376 } } } },
};

const lines = (measured: Measured) => reportMarkdown(measured).split('\n');

test('every contestant has its time at every shape, and a dash where it was not measured', () => {
  expect(lines(MEASURED)).toEqual(
    expect.arrayContaining([
      '|  | 120x4-5-3 | 60000x784-128-10 |',
      `| ${PRODUCT_ENGINE} | 10 µs (9–12) | 4 s (3.6–4.8) |`,
      '| NumPy | 150 µs (140–180) | 1 s (0.9–1.2) |',
      '| C | 9 µs (8.1–11) | – |',
    ]),
  );
});

test('ratios are in our times', () => {
  expect(lines(MEASURED)).toEqual(expect.arrayContaining(['| NumPy | 15 | 0.25 |', '| C | 0.9 | – |']));
});

test('where a peer is faster is told, and who; C is no peer', () => {
  const text = reportMarkdown(MEASURED);
  expect(text).toContain(
    '### Where we lose\n\n- 60000x784-128-10: NumPy (0.25 of our time), PyTorch (0.9 of our time).\n\n',
  );
  const [ours, numpy] = SMALL_RACE.results;
  const won = { ...MEASURED, races: [{ ...SMALL_RACE, results: [ours!, numpy!] }] };
  expect(reportMarkdown(won)).toContain('Nowhere among these.');
});

test('two threads are set against our two', () => {
  const results = [
    ...LARGE_RACE.results.slice(0, 1),
    result(HELPED_KERNEL, 'ours', 2e6),
    result('NumPy, 2 threads', 'peer', 3e6),
  ];
  expect(reportMarkdown({ ...MEASURED, races: [{ ...LARGE_RACE, results }] })).toContain(
    'Nowhere among these.',
  );
});

test('a shape that ours was not measured at is no victory', () => {
  const results = LARGE_RACE.results.map((one) =>
    one.kind === 'ours' ? { ...one, pace: { skipped: 'slow' } } : one,
  );
  expect(reportMarkdown({ ...MEASURED, races: [{ ...LARGE_RACE, results }] })).toContain(
    '- 60000x784-128-10: ours was not measured.',
  );
});

test('versions, the largest difference of the losses and what was left out stand in one table', () => {
  expect(lines(MEASURED)).toEqual(
    expect.arrayContaining([
      '| NumPy | NumPy 1 | 2e-16 |  |',
      '| C | C 1 | 2e-16 | 60000x784-128-10: no gcc \\| here |',
    ]),
  );
});

test('the sections of the other benchmark have a table for each kind of row', () => {
  expect(reportMarkdown(MEASURED)).toContain(
    '|  | bytesPerState |\n| --- | --- |\n|  | 376 |\n\n|  | bytes |\n| --- | --- |\n| history 2600 | 977976 |\n',
  );
  expect(reportMarkdown({ ...MEASURED, own: null })).not.toContain('## Memory');
});

test('machine and day are told', () => {
  expect(reportMarkdown(MEASURED)).toContain(
    'on 2026-01-31. Measured on Some Processor (2 cores, 24 GB), Linux 6, Node v20.1.0, on which 0.3 programs were busy on average before it began.',
  );
});

test.each([
  [2.304, '2.3 µs'],
  [999, '999 µs'],
  [3420, '3.42 ms'],
  [1.17e6, '1.17 s'],
  [undefined, '–'],
])('%s microseconds are written as %s', (microseconds, text) => {
  expect(duration(microseconds)).toBe(text);
});
