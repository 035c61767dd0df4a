import { parseArgs } from 'node:util';
import { nearest, quoted } from '#engine/words';
import { CSV_TABLES } from '#formats/exportCsv';
import type { CsvTableName } from '#formats/exportCsv';
import { EPOCH_CHOICES } from '#formats/exportedRun';
import type { EpochChoice } from '#formats/exportedRun';
import { UserError } from './userError.ts';

/** What the command line asks for. */
export type Command =
  | { readonly command: 'help' | 'version' | 'schema' }
  | ({ readonly command: 'train' } & TrainOptions)
  | ({ readonly command: 'export' } & ExportOptions);

export interface TrainOptions {
  readonly config?: string; // path of an experiment file
  readonly data?: string; // path of a CSV file
  readonly target?: string; // header of its label column
  readonly out?: string; // path of the run file, or - for standard output
  readonly save?: string; // path of the saved run
  readonly quiet: boolean;
}

/** What a saved run can be written as. */
export const EXPORT_KINDS = ['numpy', 'pytorch', 'optuna', 'onnx', 'npz', 'csv', 'notebook', 'html'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

export interface ExportOptions {
  readonly run: string; // path of a saved run
  readonly to: ExportKind;
  readonly out: string; // path of the file to write, or - for standard output
  readonly table: CsvTableName; // of a CSV file
  readonly epochs: EpochChoice; // of the states in a CSV file or an archive
}

const COMMANDS = ['train', 'export', 'schema'] as const;
const HELP = 'see --help';

const FLAGS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;
const TRAIN_OPTIONS = {
  config: { type: 'string' },
  data: { type: 'string' },
  target: { type: 'string' },
  out: { type: 'string' },
  save: { type: 'string' },
  quiet: { type: 'boolean' },
} as const;
type TrainOption = keyof typeof TRAIN_OPTIONS;
const EXPORT_OPTIONS = {
  to: { type: 'string' },
  out: { type: 'string' },
  table: { type: 'string' },
  epochs: { type: 'string' },
} as const;
const OPTIONS_OF: Readonly<Record<(typeof COMMANDS)[number], object>> = {
  train: TRAIN_OPTIONS,
  export: EXPORT_OPTIONS,
  schema: {},
};

/** @throws UserError for anything that is not in the help */
export function readArguments(args: readonly string[]): Command {
  const options = { ...FLAGS, ...TRAIN_OPTIONS, ...EXPORT_OPTIONS };
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const given = new Map<string, string>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    if (given.has(token.name)) throw new UserError(`${token.rawName} is given twice; give it once`);
    given.set(token.name, valueOf(token, options));
  }
  if (given.has('help')) return { command: 'help' };
  if (given.has('version')) return { command: 'version' };
  const command = readCommand(words);
  refuseForeignOptions(command, given);
  switch (command) {
    case 'train':
      return { command, ...trainOptions(given) };
    case 'export':
      return { command, ...exportOptions(words[1], given) };
    case 'schema':
      return { command };
  }
}

function refuseForeignOptions(command: (typeof COMMANDS)[number], given: ReadonlyMap<string, string>): void {
  const own = OPTIONS_OF[command];
  const foreign = [...given.keys()].find((name) => !Object.hasOwn(own, name));
  if (foreign === undefined) return;
  const known = Object.keys(own);
  const takes = known.length === 0 ? 'no options' : known.map((name) => `--${name}`).join(', ');
  throw new UserError(`${command} takes ${takes}, got --${foreign}; ${HELP}`);
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/** The value of a known option; empty for a switch. */
function valueOf(
  { name, rawName, value, inlineValue }: OptionToken,
  options: Record<string, { type: string }>,
): string {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (!option) {
    const alike = nearest(name, Object.keys(options));
    throw new UserError(`unknown option ${quoted(rawName)}; ${alike ? `did you mean --${alike}?` : HELP}`);
  }
  if (option.type === 'boolean') {
    if (value !== undefined)
      throw new UserError(`${rawName} takes no value, got ${quoted(value)}; leave it out`);
    return '';
  }
  const looksLikeOption = !inlineValue && value !== undefined && value.length > 1 && value.startsWith('-');
  if (value === undefined || value === '' || looksLikeOption) {
    throw new UserError(`${rawName} needs a value, as in ${rawName} ${example(name)}`);
  }
  return value;
}

function example(name: string): string {
  switch (name) {
    case 'config':
      return 'wine.irisnet.json';
    case 'data':
      return 'wine.csv';
    case 'target':
      return 'class';
    case 'save':
      return 'run.irisrun';
    case 'to':
      return 'csv';
    case 'table':
      return 'predictions';
    case 'epochs':
      return 'all';
    default:
      return 'run.json';
  }
}

function readCommand([word, ...others]: readonly string[]): (typeof COMMANDS)[number] {
  const command = COMMANDS.find((name) => name === word);
  if (word === undefined) throw new UserError(`a command is missing: give ${COMMANDS.join(', ')}; ${HELP}`);
  if (!command) {
    const alike = nearest(word, COMMANDS);
    throw new UserError(`unknown command ${quoted(word)}; ${alike ? `did you mean ${alike}?` : HELP}`);
  }
  const extra = others.slice(command === 'export' ? 1 : 0);
  if (extra.length > 0) {
    const takes = command === 'export' ? 'one saved run and options' : 'options only';
    throw new UserError(`${command} takes ${takes}, got ${quoted(extra.join(' '))}; ${HELP}`);
  }
  return command;
}

function trainOptions(given: ReadonlyMap<string, string>): TrainOptions {
  if (given.has('target') && !given.has('data')) {
    throw new UserError(
      '--target names the label column of --data, which is missing; add --data FILE.csv, or write dataset.target in ' +
        'the experiment file',
    );
  }
  const text = (name: TrainOption) => (given.has(name) ? { [name]: given.get(name) } : {});
  return {
    ...text('config'),
    ...text('data'),
    ...text('target'),
    ...text('out'),
    ...text('save'),
    quiet: given.has('quiet'),
  };
}

function exportOptions(run: string | undefined, given: ReadonlyMap<string, string>): ExportOptions {
  if (run === undefined) {
    throw new UserError(`export needs a saved run, as in export run.irisrun --to csv --out run.csv; ${HELP}`);
  }
  const to = given.get('to');
  if (to === undefined) throw new UserError(`--to is missing; give one of ${EXPORT_KINDS.join(', ')}`);
  const out = given.get('out');
  if (out === undefined) throw new UserError('--out is missing; give the path of the file to write');
  const kind = choiceOf('to', to, EXPORT_KINDS);
  const [table, epochs] = [given.get('table'), given.get('epochs')];
  if (table !== undefined && kind !== 'csv') {
    throw new UserError(`--table is about --to csv, got --to ${kind}; leave one out`);
  }
  if (epochs !== undefined && kind !== 'npz' && table !== 'parameters') {
    throw new UserError('--epochs is about --to npz and --to csv --table parameters; leave it out');
  }
  return {
    run,
    to: kind,
    out,
    table: choiceOf('table', table ?? 'history', CSV_TABLES),
    epochs: choiceOf('epochs', epochs ?? 'ends', EPOCH_CHOICES),
  };
}

function choiceOf<Choice extends string>(option: string, value: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((one) => one === value);
  if (choice !== undefined) return choice;
  const alike = nearest(value, choices);
  const offer = alike ? `did you mean ${alike}?` : `give one of ${choices.join(', ')}`;
  throw new UserError(`--${option}: unknown ${quoted(value)}; ${offer}`);
}
