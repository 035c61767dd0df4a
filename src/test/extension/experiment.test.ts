import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { command, configure, eventually, inspectorShows, nextState, product } from './product.ts';

const FILE = `// an experiment with comments
{
  "training": {
    "epochs": 40, // a few
    "learningRate": 1e-4,
  },
}
`;

describe('an experiment file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'iris-network-experiment-'));
  const at = (name: string) => vscode.Uri.file(path.join(folder, name));
  const write = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
    return at(name);
  };
  const open = async (name: string, text: string) => {
    const editor = await vscode.window.showTextDocument(write(name, text), { preview: false });
    return editor.document;
  };

  before(() => product());
  afterEach(async () => {
    await vscode.workspace.saveAll(); // a dirty editor would ask whether to close
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await configure({ 'training.epochs': undefined });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is JSON with comments, without a problem', async () => {
    const document = await open('good.irisnet.json', FILE);
    assert.equal(document.languageId, 'jsonc');
    await lensesOf(document);
    // VS Code complains of a last comma until it has read the schema, which allows it
    await eventually(
      'no problem',
      () => told(document),
      (found) => found.length === 0,
    );
  });

  it('has each problem once, at its key, and a quick fix for it', async () => {
    const text =
      '{\n  "training": { "epohcs": 3 },\n  "network": { "seed": -1 },\n  "split": null,\n  "split": 5\n}';
    const document = await open('bad.irisnet.json', text);
    const problems = await eventually(
      'problems',
      () => ours(document),
      (found) => found.length === 4,
    );
    assert.deepEqual(
      problems.map(({ range, message }) => `${document.getText(range)} ${message}`),
      [
        '"epohcs" unknown key "epohcs"; did you mean "epochs"?',
        '"seed" network.seed must be a whole number from 0 to 4294967295, got -1',
        '"split" split must be an object { }, got 5; null is allowed too',
        '"split" the key "split" is given twice; remove one of the two',
      ],
    );
    for (const title of ["Change to 'epochs'", 'Change to 0', 'Remove this "split"']) {
      const actions = await Promise.all(ours(document).map(({ range }) => fixesAt(document, range)));
      const fix = actions.flat().find((action) => action.title === title);
      assert.ok(fix?.edit, title);
      await vscode.workspace.applyEdit(fix.edit);
    }
    await eventually(
      'no problem',
      () => told(document),
      (found) => found.length === 0,
    );
    assert.equal(
      document.getText(),
      '{\n  "training": { "epochs": 3 },\n  "network": { "seed": 0 },\n  "split": null\n}',
    );
  });

  it('has what does not fit its data at the key, until it does', async () => {
    write('four.csv', 'a,b,kind\n1,2,x\n2,3,y\n3,1,x\n4,2,y\n');
    const cases = [
      [
        'iris',
        '{\n  "training": { "batchSize": 500 }\n}',
        '"batchSize"',
        /^training\.batchSize 500 is more than the 120 training rows/,
      ],
      [
        'four',
        '{\n  "dataset": { "path": "four.csv" },\n  "split": { "testSize": 0.9 }\n}',
        '"testSize"',
        /^split\.testSize 0\.9 of 4 rows leaves 0 training rows/,
      ],
      [
        'parts',
        '{\n  "dataset": { "path": "four.csv" },\n  "split": { "testSize": 0.25, "stratify": true }\n}',
        '"testSize"',
        /fewer than the 2 classes/,
      ],
    ] as const;
    for (const [name, text, key, message] of cases) {
      const document = await open(`${name}.irisnet.json`, text);
      const [problem] = await eventually(
        name,
        () => ours(document),
        (found) => found.length === 1,
      );
      assert.ok(problem);
      assert.equal(document.getText(problem.range), key);
      assert.match(problem.message, message);
      assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), '{}');
      await vscode.workspace.applyEdit(edit);
      await eventually(
        'no problem',
        () => ours(document),
        (found) => found.length === 0,
      );
    }
  });

  it('is warned of a key that its optimizer does not read, with a fix', async () => {
    const document = await open('unread.irisnet.json', '{ "training": { "epochs": 3, "momentum": 0.5 } }');
    const [warning] = await eventually(
      'a warning',
      () => ours(document),
      (found) => found.length === 1,
    );
    assert.ok(warning);
    assert.equal(warning.severity, vscode.DiagnosticSeverity.Warning);
    const fixes = await fixesAt(document, warning.range);
    assert.deepEqual(
      fixes.slice(0, 2).map(({ title }) => title),
      [`Set 'optimizer' to "momentum"`, 'Remove "momentum"'],
    );
  });

  it('that is no JSON is told by VS Code alone', async () => {
    const document = await open('broken.irisnet.json', '{\n  "training": { "epochs": 3,, }\n}');
    const places = await eventually(
      'a problem',
      () => vscode.languages.getDiagnostics(document.uri),
      (found) => found.length > 0,
    );
    assert.deepEqual(ours(document), []);
    assert.equal(places[0]?.range.start.line, 1);
  });

  it('offers its keys, and says what they mean', async () => {
    const document = await open('complete.irisnet.json', '{\n  "training": { "epochs": 3, "" }\n}');
    const offered = await eventually(
      'keys',
      () => completionsAt(document, 1, 30),
      (found) => found.includes('learningRate'),
    );
    assert.ok(!offered.includes('epochs'), 'what is there already');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(1, 18),
    );
    const help = hovers
      .flatMap(({ contents }) => contents.map((part) => (part as vscode.MarkdownString).value))
      .join();
    assert.match(help, /A whole number from 0 to 1000000/);
  });

  it('is trained as it stands in the editor, by the lens above it', async () => {
    const document = await open('train.irisnet.json', FILE);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, rangeOf(document, '40'), '25');
    await vscode.workspace.applyEdit(edit);
    const train = (await lensesOf(document)).find(
      ({ command: lens }) => lens?.title === '$(play) Train',
    )?.command;
    assert.ok(train);
    const ended = nextState('completed');
    await vscode.commands.executeCommand(train.command, ...((train.arguments ?? []) as unknown[]));
    assert.equal((await ended).epoch, 25);
    await inspectorShows('26 states', ({ statesReceived }) => statesReceived === 26);
  });

  it('with problems starts nothing', async () => {
    const document = await open('wrong.irisnet.json', FILE.replace('40', '-40'));
    const api = await product();
    let started = 0;
    const listening = api.onDidChangeRun(() => started++);
    await command('trainExperiment', document.uri);
    listening.dispose();
    assert.equal(started, 0);
  });

  it('names a table of its own, which is looked for and whose columns are checked', async () => {
    write('flowers.csv', 'width,height,kind\n1,2,a\n2,3,b\n3,4,a\n4,5,b\n5,6,a\n');
    const text = '{ "dataset": { "path": "flower.csv", "target": "kind" }, "training": { "epochs": 3 } }';
    const document = await open('table.irisnet.json', text);
    const [missing] = await eventually(
      'no file',
      () => ours(document),
      (found) => found.length === 1,
    );
    assert.equal(missing && document.getText(missing.range), '"path"');
    assert.match(missing?.message ?? '', /there is no such file; did you mean "flowers\.csv"\?/);
    const [fix] = await fixesAt(document, missing?.range ?? new vscode.Range(0, 0, 0, 0));
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    await eventually(
      'no problem',
      () => ours(document),
      (found) => found.length === 0,
    );
    const ended = nextState('completed');
    await command('trainExperiment', document.uri);
    assert.equal((await ended).name, 'flowers: 3 epochs, label kind');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, rangeOf(document, '"kind"'), '"knid"');
    await vscode.workspace.applyEdit(edit);
    const [column] = await eventually(
      'a column',
      () => ours(document),
      (found) => found.length === 1,
    );
    assert.equal(column?.message, 'dataset.target there is no column "knid"; did you mean "kind"?');
  });

  it('is written with the configuration of a run, and read again as that', async () => {
    const api = await product();
    const run = await api.train({ training: { epochs: 7 }, split: null });
    await command('saveAsExperiment', undefined, at('saved.irisnet.json'));
    const document = await vscode.workspace.openTextDocument(at('saved.irisnet.json'));
    assert.match(document.getText(), /"epochs": 7, \/\/ \S/);
    const ended = nextState('completed');
    await command('trainExperiment', document.uri);
    assert.equal((await ended).epoch, 7);
    const report = await inspectorShows('8 states', ({ statesReceived }) => statesReceived === 8);
    assert.equal(report.parametersHash, run.parametersHash);
  });

  it('is made anew with what the settings say', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await configure({ 'training.epochs': 12 });
    await command('newExperiment', at('new.irisnet.json'));
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(text, /"epochs": 12,/);
    assert.match(text, /^\/\/ An experiment/);
  });
});

function ours({ uri }: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Iris');
}

/** All that is said of a document, by whomever. */
function told({ uri }: vscode.TextDocument): string[] {
  return vscode.languages.getDiagnostics(uri).map(({ message }) => message);
}

async function fixesAt({ uri }: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range);
}

function lensesOf({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  return eventually(
    'lenses',
    async () => vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri),
    (lenses) => lenses.length === 2,
  );
}

async function completionsAt({ uri }: vscode.TextDocument, line: number, column: number): Promise<string[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    uri,
    new vscode.Position(line, column),
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const offset = document.getText().indexOf(text);
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + text.length));
}
