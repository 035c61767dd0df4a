import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { inProject } from '../../dev/project.ts';

/** Where sentences are said: every source that is shipped. */
const FOLDERS = ['src/engine', 'src/protocol', 'src/formats', 'src/session', 'src/host', 'webview'];

/** The functions that say a sentence, which is their first argument. */
const SAYING = new Set(['t', 'said', 'placesOf']);

export interface Source {
  readonly path: string; // in the project
  readonly tree: ts.SourceFile;
}

/** All sources that people see something of, as syntax trees. */
export function shippedSources(): Source[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(inProject(folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/(^|\/)test\//.test(name) && !name.endsWith('.d.ts'))
      .map((name) => join(folder, name))
      .sort()
      .map((path) => ({ path, tree: parse(path, readFileSync(inProject(path), 'utf8')) })),
  );
}

export function parse(path: string, text: string): ts.SourceFile {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
}

/** "webview/names.ts:12" */
export function placeOf({ path, tree }: Source, node: ts.Node): string {
  return `${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

/** The first argument of every call that says a sentence. */
export function saidIn({ tree }: Source): ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isSaying(node) && node.arguments[0]) found.push(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

export function isSaying(node: ts.CallExpression): boolean {
  return ts.isIdentifier(node.expression) && SAYING.has(node.expression.text);
}

/** Where a sentence has places to be filled: "{0} {1}", sorted. */
export function placesIn(sentence: string): string {
  return [...new Set(sentence.match(/\{\d+\}/g) ?? [])].sort().join(' ');
}
