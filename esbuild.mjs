// Builds everything into dist/: the extension and its worker, the pages, the command line, and the tools that run the tests.
//   node esbuild.mjs                 for development and tests, with source maps
//   node esbuild.mjs --production    minified, without source maps, tests and tools
//   node esbuild.mjs --watch         keeps building
import { existsSync, rmSync } from 'node:fs';
import { build, context } from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
};
const node = { ...common, platform: 'node', target: 'node20' };
const page = {
  ...common,
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
  outdir: 'dist/webview',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  loader: { '.svg': 'dataurl' },
};
const tool = { ...node, format: 'esm', packages: 'external', outExtension: { '.js': '.mjs' } };

const product = [
  {
    ...node,
    entryPoints: { extension: 'src/host/extension.ts' },
    format: 'cjs',
    external: ['vscode'],
    outExtension: { '.js': '.cjs' },
    outdir: 'dist',
  },
  {
    ...node,
    entryPoints: { worker: 'src/host/trainingWorker.ts' },
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    outdir: 'dist',
  },
  {
    ...node,
    entryPoints: { cli: 'src/cli/main.ts' },
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    outdir: 'dist',
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...page,
    entryPoints: {
      inspector: 'webview/main.tsx',
      configuration: 'webview/configuration.tsx',
      toolkit: 'webview/ui/toolkit.ts',
    },
  },
];
const tools = [
  { ...tool, entryPoints: ['src/dev/*.ts'], outdir: 'dist/dev' },
  {
    ...node,
    entryPoints: ['src/test/extension/*.ts'],
    format: 'cjs',
    external: ['vscode', 'mocha'],
    outExtension: { '.js': '.cjs' },
    outdir: 'dist/test/extension',
  },
];

const there = ([, file]) => existsSync(file);
const present = (job) =>
  Array.isArray(job.entryPoints)
    ? job
    : { ...job, entryPoints: Object.fromEntries(Object.entries(job.entryPoints).filter(there)) };
const jobs = (production ? product : [...product, ...tools]).map(present);

if (production) rmSync('dist', { recursive: true, force: true });
if (watch) {
  const contexts = await Promise.all(jobs.map((job) => context(job)));
  await Promise.all(contexts.map((one) => one.watch()));
  console.log('watching; stop with Ctrl+C');
} else {
  await Promise.all(jobs.map((job) => build(job)));
}
