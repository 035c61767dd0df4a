import { expect, test, vi } from 'vitest';
import type { ToolServices } from '../../host/toolCalls.ts';

/** An editor made of an older VS Code, which no test can start. */
vi.mock('vscode', () => ({
  lm: undefined,
  Disposable: class {
    static readonly from = () => {
      throw new Error('there is nothing to register');
    };
    readonly dispose = () => undefined;
  },
}));

test('an editor without language-model tools has none, and the extension is not hindered', async () => {
  const { registerLanguageModelTools } = await import('../../host/languageModelTools.ts');
  const nothing = registerLanguageModelTools({} as ToolServices);
  expect(() => void nothing.dispose()).not.toThrow();
});
