import { parseArgs } from 'node:util';
import type { TableChoices } from '#engine/config';
import { DELIMITERS, MISSING_POLICIES } from '#engine/tableFacts';
import { nearest, quoted } from '#engine/words';
import { choice } from './choice.ts';
import { EXPORT_OPTIONS, exportOptions } from './exportArguments.ts';
import type { ExportOptions } from './exportArguments.ts';
import { UserError } from './userError.ts';

/** What the command line asks for. */
export type Command =
  | { readonly command: 'help' | 'version' | 'schema' }
  | ({ readonly command: 'train' } & TrainOptions)
  | ({ readonly command: 'export' } & ExportOptions);

export interface TrainOptions {
  readonly config?: string; // path of an experiment file
  readonly data?: string; // path of a CSV file
  readonly choices: TableChoices; // how --data is read
  readonly out?: string; // path of the run file, or - for standard output
  readonly save?: string; // path of the saved run
  readonly quiet: boolean;
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
  delimiter: { type: 'string' },
  missing: { type: 'string' },
  out: { type: 'string' },
  save: { type: 'string' },
  quiet: { type: 'boolean' },
} as const;
type TrainOption = keyof typeof TRAIN_OPTIONS;
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
    case 'delimiter':
      return '";"';
    case 'missing':
      return 'dropRows';
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

/** What only means something with --data. */
const OF_DATA = {
  target: 'names the label column',
  delimiter: 'is what separates the cells',
  missing: 'says what is done with missing values',
} as const;

function trainOptions(given: ReadonlyMap<string, string>): TrainOptions {
  for (const [name, what] of Object.entries(OF_DATA)) {
    if (!given.has(name) || given.has('data')) continue;
    throw new UserError(
      `--${name} ${what} of --data, which is missing; add --data FILE.csv, or write dataset.${name} in the experiment file`,
    );
  }
  const text = (name: TrainOption) => (given.has(name) ? { [name]: given.get(name) } : {});
  return {
    ...text('config'),
    ...text('data'),
    ...text('out'),
    ...text('save'),
    choices: {
      ...text('target'),
      ...choice('delimiter', given, DELIMITERS),
      ...choice('missing', given, MISSING_POLICIES),
    },
    quiet: given.has('quiet'),
  };
}
