import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Modules that only some folders may import; the compiler's project references refuse the wrong layers. */
const restricted = (...groups) => ({
  'no-restricted-imports': ['error', { patterns: groups.map(([group, message]) => ({ group, message })) }],
});
const VSCODE = [['vscode'], 'only src/host and its tests may import vscode'];
const NODE = [['node:*'], 'only src/host, src/cli, src/dev and tests may import Node modules'];
const ONLY_NODE = [['node:*'], 'src/host runs in browsers too: only its node*.ts may import Node modules'];
const ACROSS = [
  ['../../*', '!../../package.json', '!../../data'],
  'use #engine/…, #protocol/…, #formats/… or #session/… across folders',
];
const ACROSS_FROM_BELOW = [ACROSS[0].map((path) => path.replace('../../', '../../../')), ACROSS[1]];
const ANY_LAYER = [['#*', '../*'], 'the engine imports nothing'];

export default defineConfig(
  // src/kernel is AssemblyScript: the rules would have to know its types, and its own compiler checks it
  globalIgnores(['dist/', 'node_modules/', '.vscode/', 'src/kernel/']),
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^$', argsIgnorePattern: '^$' }],
      '@typescript-eslint/prefer-for-of': 'off', // numeric loops say their bounds
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off', // `void signal.value` says what an effect listens to
      '@typescript-eslint/no-unnecessary-type-parameters': 'off', // connect<Local, Remote>: the table is checked against Local
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off', // vscode.Disposable is a class, its users are not
      eqeqeq: 'error',
      'no-control-regex': 'off', // text from files is searched for just these
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({
          property,
          message: 'set text as text',
        })),
        { object: 'Math', property: 'random', message: 'random numbers come from a seeded RandomStream' },
      ],
      ...restricted(VSCODE, NODE),
    },
  },
  { files: ['src/engine/**'], rules: restricted(VSCODE, NODE, ANY_LAYER) },
  { files: ['src/{protocol,formats,session}/**', 'webview/**'], rules: restricted(VSCODE, NODE, ACROSS) },
  { files: ['webview/components/*/**'], rules: restricted(VSCODE, NODE, ACROSS_FROM_BELOW) }, // a room of the same house
  { files: ['src/host/**', 'api/**'], rules: restricted(ONLY_NODE, ACROSS) },
  { files: ['src/host/node*.ts'], rules: restricted(ACROSS) },
  { files: ['src/cli/**', 'src/dev/**'], rules: restricted(VSCODE, ACROSS) },
  {
    files: ['src/test/**', 'webview/test/**'],
    rules: {
      'no-restricted-imports': 'off',
      '@typescript-eslint/unbound-method': 'off', // spies and tables hold methods without calling them
      '@typescript-eslint/no-unnecessary-condition': 'off', // what a page answers is less certain than its types
    },
  },
  {
    // flat loops over arrays: an index inside the loop's bounds is never undefined
    files: [
      'src/engine/**',
      'src/formats/**',
      'src/cli/**',
      'webview/**',
      'src/test/**',
      'webview/test/**',
      'src/host/layersModel.ts',
    ],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['src/engine/elementary.ts', 'src/engine/random.ts'],
    rules: { 'no-loss-of-precision': 'error' },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
);
