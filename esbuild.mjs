// Builds everything into dist/: the extension and its threads, the pages, the command line, and the tools that run the tests.
//   node esbuild.mjs                 for development and tests, with source maps
//   node esbuild.mjs --production    minified, without source maps, tests and tools
//   node esbuild.mjs --watch         keeps building
//   node esbuild.mjs --out=FOLDER    into another folder than dist
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { build, context } from 'esbuild';
import { kernelPlugin } from './kernel.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const out = process.argv.find((argument) => argument.startsWith('--out='))?.slice('--out='.length) ?? 'dist';

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none', // the licences are in ThirdPartyNotices.txt
  metafile: true,
  logLevel: 'warning',
  plugins: [kernelPlugin],
  loader: { '.py': 'text' },
  define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
};
const node = {
  ...common,
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'], // jsonc-parser's main cannot be bundled
};
/** What Node and a browser both run: there is one build of the extension and of each of its threads. */
const either = { ...common, platform: 'browser', target: 'es2022' };
const page = {
  ...common,
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
  outdir: `${out}/webview`,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  loader: { ...common.loader, '.svg': 'dataurl' },
};
/** What comes with the script that each page loads first, and with its style sheet: see webview/ui/libraries.ts. */
const sharedLibraries = {
  name: 'shared-libraries',
  setup(build) {
    const names = /^(?:preact(?:\/hooks|\/jsx-runtime)?|@preact\/signals|birpc)$/;
    build.onResolve({ filter: names }, ({ path }) => ({ path, namespace: 'shared' }));
    build.onLoad({ filter: names, namespace: 'shared' }, ({ path }) => ({
      contents: `module.exports = globalThis.irisLibraries['${path}']`,
    }));
    const styles = /[\\/]webview[\\/](?:styles|ui[\\/](?:controls|icons))\.css$/;
    build.onLoad({ filter: styles }, () => ({ contents: '', loader: 'css' }));
  },
};
const tool = { ...node, format: 'esm', packages: 'external', outExtension: { '.js': '.mjs' } };

/** Node's entry is its platform; the extension itself is loaded from the build that web hosts have. */
const besideExtension = {
  name: 'beside-extension',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/webExtension\.ts$/ }, () => ({ path: './web/extension.js', external: true })),
};

/** The editor's API is asked for once: each module that asks for it would copy its hundreds of names while being loaded. */
const vscodeOnce = {
  name: 'vscode-once',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^vscode$/ }, ({ namespace, path }) =>
      namespace === 'vscode-once' ? { path, external: true } : { path, namespace: 'vscode-once' },
    );
    onLoad({ filter: /.*/, namespace: 'vscode-once' }, () => ({ contents: `export * from 'vscode'` }));
  },
};

/** A table that comes with the extension is read while building, so that the extension needs no reader beside its thread's. */
const readTables = {
  name: 'read-tables',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.csv$/ }, async ({ path }) => {
      const { readDataset } = await importNow(`export * from '#formats/csv'`);
      const { dataset, problems } = readDataset(readFileSync(path, 'utf8'), { name: basename(path, '.csv') });
      if (!dataset) throw new Error(`${path}: ${problems[0].message}`);
      const { values, labels, ...names } = dataset;
      const contents = JSON.stringify({ ...names, values: [...values], labels: [...labels] });
      return { contents, loader: 'json', watchFiles: [path] };
    }),
};

/** What a module of the sources exports, for the build itself. */
async function importNow(contents) {
  const options = { format: 'esm', sourcemap: false, write: false, logLevel: 'error' };
  const { outputFiles } = await build({ ...node, ...options, stdin: { contents, resolveDir: '.' } });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}

const product = [
  {
    ...either,
    entryPoints: { extension: 'src/host/webExtension.ts' },
    format: 'cjs',
    plugins: [...common.plugins, readTables, vscodeOnce],
    outdir: `${out}/web`,
  },
  {
    ...node,
    entryPoints: { extension: 'src/host/nodeExtension.ts' },
    format: 'cjs',
    plugins: [besideExtension],
    outExtension: { '.js': '.cjs' },
    outdir: out,
  },
  {
    ...either,
    entryPoints: {
      worker: 'src/host/trainingWorker.ts',
      tableWorker: 'src/host/tableWorker.ts',
      sampleWorker: 'src/host/sampleWorker.ts',
      exportWorker: 'src/host/exportWorker.ts',
    },
    format: 'iife',
    outExtension: { '.js': '.cjs' },
    outdir: out,
  },
  {
    ...node,
    entryPoints: { cli: 'src/cli/main.ts' },
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    outdir: out,
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...page,
    entryPoints: {
      inspector: 'webview/main.tsx',
      configuration: 'webview/configuration.tsx',
      preview: 'webview/preview.tsx',
      replay: 'webview/replay/main.ts',
    },
    plugins: [...common.plugins, sharedLibraries],
  },
  { ...page, entryPoints: { toolkit: 'webview/ui/toolkit.ts' } },
];
const tools = [
  { ...tool, entryPoints: ['src/dev/*.ts'], outdir: `${out}/dev` },
  {
    ...tool,
    entryPoints: [
      'src/test/bench/main.ts',
      'src/test/bench/peers.ts',
      'src/test/bench/solo.ts',
      'src/test/bench/pieceSource.ts',
      'src/test/bench/peers/engine.ts',
      'src/test/bench/peers/tensorflow.ts',
      'src/test/bench/peers/brain.ts',
    ],
    entryNames: '[name]', // all in dist/bench: project.ts counts the steps up from there
    outdir: `${out}/bench`,
  },
  {
    ...node,
    entryPoints: ['src/test/fuzz/thread.ts'],
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    outdir: `${out}/test/fuzz`,
  },
  { ...tool, entryPoints: { fuzz: 'src/test/fuzz/main.ts' }, outdir: `${out}/dev` },
  {
    ...common,
    entryPoints: ['src/test/everywhere/hashes.ts'],
    target: 'es2022',
    format: 'iife',
    globalName: 'everywhere',
    outdir: `${out}/test`,
  },
  {
    ...node,
    entryPoints: ['src/test/extension/*.ts'],
    format: 'cjs',
    external: ['vscode', 'mocha'],
    outExtension: { '.js': '.cjs' },
    outdir: `${out}/test/extension`,
  },
  {
    ...node,
    entryPoints: { main: 'src/test/otherExtension/main.ts' },
    format: 'cjs',
    external: ['vscode'],
    outExtension: { '.js': '.cjs' },
    outdir: `${out}/test/otherExtension`,
  },
];

const there = ([, file]) => existsSync(file);
const present = (job) =>
  Array.isArray(job.entryPoints)
    ? job
    : { ...job, entryPoints: Object.fromEntries(Object.entries(job.entryPoints).filter(there)) };

/** The licences of the packages that these builds took something from, each package once. */
function notices(results) {
  const files = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []);
  return [...new Set(folders)].sort().map(notice).join('\n');
}

function notice(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
  const owner = author?.name ?? author ?? 'its authors';
  const texts = files.map((file) => readFileSync(`${folder}/${file}`, 'utf8').trim());
  if (!license) throw new Error(`${name} names no licence, so it cannot be shipped`);
  if (files.length === 0) texts.push(`Copyright ${owner}. The package holds no text of its licence.`);
  return [`${name} ${version}, ${license}`, ...texts, `${'-'.repeat(80)}\n`].join('\n\n');
}

/** The JSON Schema by which an editor completes and explains experiment files. */
async function editorSchema() {
  const { experimentEditorSchema } = await importNow(`export * from '#session/editorSchema'`);
  return JSON.stringify(experimentEditorSchema(), null, production ? 0 : 2);
}

if (production) rmSync(out, { recursive: true, force: true });
if (watch) {
  const contexts = await Promise.all([...product, ...tools].map(present).map((job) => context(job)));
  await Promise.all(contexts.map((one) => one.watch()));
  console.log('watching; stop with Ctrl+C');
} else {
  const buildAll = (jobs) => Promise.all(jobs.map((job) => build(present(job))));
  const [shipped] = await Promise.all([buildAll(product), buildAll(production ? [] : tools)]);
  writeFileSync(`${out}/web/package.json`, '{"type":"commonjs"}\n'); // or Node would take it for a module
  writeFileSync(`${out}/ThirdPartyNotices.txt`, notices(shipped));
  writeFileSync(`${out}/experiment.schema.json`, await editorSchema());
}
