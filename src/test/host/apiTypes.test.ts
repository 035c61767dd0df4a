import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, expectTypeOf, test } from 'vitest';
import type { TrainingConfig } from '#engine/config';
import type { RunSummary } from '#formats/runSummary';
import type * as published from '../../../api/iris-network.d.ts';
import { inProject } from '../../dev/project.ts';
import type { IrisNetworkApi, RunChange } from '../../host/api.ts';

/** All that differs is what only the tests have. */
type Own = Omit<IrisNetworkApi, 'inspectorReport' | `preview${string}`>;

// the compiler checks these; an API of its own would let another extension compile against what is not there
test('the published types are those of the extension', () => {
  expectTypeOf<Omit<Own, 'train'>>().toEqualTypeOf<Omit<published.IrisNetworkApi, 'train'>>();
  expectTypeOf<RunChange>().toEqualTypeOf<published.RunChange>();
  expectTypeOf<TrainingConfig>().toEqualTypeOf<published.CompleteConfig>();
  expectTypeOf<Omit<RunSummary, 'config'>>().toEqualTypeOf<Omit<published.RunSummary, 'config'>>();
  expectTypeOf<RunSummary['config']>().toExtend<published.CompleteConfig>();
  expectTypeOf<Own>().toExtend<published.IrisNetworkApi>();
  expectTypeOf<TrainingConfig>().toExtend<published.IrisNetworkConfig>();
});

const read = (file: string) => readFileSync(inProject(file), 'utf8');

test.each([
  [
    'the types themselves',
    read('api/iris-network.d.ts')
      .match(/(?<=^ \* {5}).+/gm)
      ?.join('\n'),
  ],
  ['README.md', /```ts\n(.+?)```/s.exec(read('README.md'))?.[1]],
])('the example in %s compiles as it stands, strictly', { timeout: 30_000 }, (_, example) => {
  expect(example).toContain('.train(');
  expect(complaintsAbout(example ?? '')).toEqual([]);
});

/** What the compiler says of an example that another extension has taken over, beside its copy of the types. */
function complaintsAbout(example: string): readonly string[] {
  const file = inProject('api', 'example.ts');
  const source = `import * as vscode from 'vscode';
    import type { IrisNetworkApi } from './iris-network.d.ts';
    export async function example(token: vscode.CancellationToken) {
      ${example}
      return [iris, summary, token];
    }`;
  const options: ts.CompilerOptions = {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['vscode'],
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => path === file || fileExists(path);
  host.readFile = (path) => (path === file ? source : readFile(path));
  const found = ts.getPreEmitDiagnostics(ts.createProgram([file], options, host));
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
