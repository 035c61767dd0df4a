import ts from 'typescript';
import { placeOf } from './sentences.ts';
import type { Source } from './sentences.ts';

/** The attributes and properties that people read or hear. */
const READ_ATTRIBUTES = new Set(['title', 'alt', 'label', 'placeholder', 'summary', 'hint']);
const READ_PROPERTIES = new Set([
  ...['title', 'placeHolder', 'detail', 'prompt', 'openLabel', 'saveLabel', 'description', 'tooltip'],
]);
const MESSAGES = /^vscode\.window\.(show\w+Message|setStatusBarMessage)$/;

/** What is the same in every language: symbols and names of arrays, the product, kinds of files. */
const SAME = /^(Iris|Network|ReLU|Glorot|He|Adam|log₁₀|ln|exp|max|softmax|[XYZAPWbd]?[ZAWb]?\d?)$/;

/** The words in a source that are shown or read out and do not come through `t`, with their places. */
export function forgottenIn(source: Source): string[] {
  const found: string[] = [];
  const tell = (node: ts.Node, text: string) => {
    if (hasWords(text)) found.push(`${placeOf(source, node)} ${text.trim()}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) tell(node, node.text);
    else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) lookAt(node.expression, tell);
    else if (ts.isJsxAttribute(node) && isReadAttribute(node.name.getText())) lookAt(node.initializer, tell);
    else if (ts.isCallExpression(node) && MESSAGES.test(node.expression.getText()))
      lookAt(node.arguments[0], tell);
    else if (isReadProperty(source, node)) lookAt(node.initializer, tell);
    ts.forEachChild(node, visit);
  };
  visit(source.tree);
  return [...new Set(found)];
}

function isReadAttribute(name: string): boolean {
  return READ_ATTRIBUTES.has(name) || name === 'aria-label' || name === 'aria-valuetext';
}

function isReadProperty({ path }: Source, node: ts.Node): node is ts.PropertyAssignment {
  return (
    path.startsWith('src/host/') && ts.isPropertyAssignment(node) && READ_PROPERTIES.has(node.name.getText())
  );
}

/** The literals that a value may be: through choices and templates, not into calls. */
function lookAt(node: ts.Node | undefined, tell: (node: ts.Node, text: string) => void): void {
  if (!node) return;
  if (ts.isStringLiteralLike(node)) tell(node, node.text);
  else if (ts.isTemplateExpression(node)) {
    tell(node, [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(' '));
    for (const { expression } of node.templateSpans) lookAt(expression, tell);
  } else if (ts.isConditionalExpression(node)) {
    lookAt(node.whenTrue, tell);
    lookAt(node.whenFalse, tell);
  } else if (ts.isJsxExpression(node) || ts.isParenthesizedExpression(node)) lookAt(node.expression, tell);
  else if (ts.isBinaryExpression(node)) lookAtOperands(node, tell);
}

/** What is compared, and what decides, is not read. */
function lookAtOperands(node: ts.BinaryExpression, tell: (node: ts.Node, text: string) => void): void {
  const operator = node.operatorToken.kind;
  const joins = operator === ts.SyntaxKind.PlusToken || operator === ts.SyntaxKind.BarBarToken;
  if (joins || operator === ts.SyntaxKind.QuestionQuestionToken) lookAt(node.left, tell);
  if (
    joins ||
    operator === ts.SyntaxKind.QuestionQuestionToken ||
    operator === ts.SyntaxKind.AmpersandAmpersandToken
  ) {
    lookAt(node.right, tell);
  }
}

function hasWords(text: string): boolean {
  const words = text.match(/[\p{L}₁₀]+\d*/gu) ?? [];
  return words.some((word) => word.length > 1 && !SAME.test(word));
}
