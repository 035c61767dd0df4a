import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { inProject } from '../../dev/project.ts';

test.each([
  ['main', '--only=typo', /^no such section: typo; /],
  ['main', '--fast', /^Unknown option '--fast'/],
  ['main', 'epoch', /^Unexpected argument 'epoch'/],
  ['peers', '--seconds=0', /^--seconds must be a number above 0, got 0$/],
])('%s %s: one line, no stack', (program, argument, line) => {
  const file = inProject('dist', 'bench', `${program}.mjs`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, argument], { encoding: 'utf8' });
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr.trimEnd()).toMatch(line);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});
