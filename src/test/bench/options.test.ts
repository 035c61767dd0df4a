import { expect, test } from 'vitest';
import { parseOptions, parsePeerOptions, SECTIONS } from './options.ts';
import { SERIES, shapeName } from './shapes.ts';

test('everything is measured unless something is named', () => {
  expect(parseOptions([])).toEqual({ sections: SECTIONS, shapes: SERIES, seconds: 4, json: false });
});

test('sections and shapes are measured in their own order, whatever order they are named in', () => {
  const { sections, shapes, seconds, json } = parseOptions([
    '--only=start,epoch',
    '--shapes=1000x13-64-3,120x4-5-3',
    '--seconds=0.5',
    '--json',
  ]);
  expect(sections).toEqual(['epoch', 'start']);
  expect(shapes.map(shapeName)).toEqual(['120x4-5-3', '1000x13-64-3']);
  expect([seconds, json]).toEqual([0.5, true]);
});

test.each([
  ['--only=epoch,typo', 'no such section: typo; the sections are epoch, run, streaming'],
  ['--shapes=1x1-1-1', 'no such shape: 1x1-1-1; the shapes are 120x4-5-3, 150x4-16-3'],
  ['--seconds=0', '--seconds must be a number above 0, got 0'],
  ['--seconds=soon', '--seconds must be a number above 0, got soon'],
  ['--fast', '--fast'],
])('%s is refused by name', (argument, sentence) => {
  expect(() => parseOptions([argument])).toThrow(sentence);
});

test.each([
  [[], 'no'],
  [['--write'], 'yes'],
  [['--rewrite'], 'again'],
])('the report with %j: %s', (args, write) => {
  expect(parsePeerOptions(args)).toEqual({ shapes: SERIES, seconds: 20, json: false, write, sections: [] });
});

test('a report of some shapes is refused, of some sections it is written again', () => {
  expect(() => parsePeerOptions(['--write', '--shapes=120x4-5-3'])).toThrow('leave --shapes out');
  expect(() => parsePeerOptions(['--only=run'])).toThrow('--only goes with --rewrite');
  expect(parsePeerOptions(['--rewrite', '--only=memory,run']).sections).toEqual(['run', 'memory']);
});
