import { parseArgs } from 'node:util';
import { nearest, quoted } from '#engine/words';
import { UserError } from './userError.ts';

/** What the command line asks for. */
export type Command =
  { readonly command: 'help' | 'version' | 'schema' } | ({ readonly command: 'train' } & TrainOptions);

export interface TrainOptions {
  readonly config?: string; // path of an experiment file
  readonly data?: string; // path of a CSV file
  readonly target?: string; // header of its label column
  readonly out?: string; // path of the run file, or - for standard output
  readonly save?: string; // path of the saved run
  readonly quiet: boolean;
}

const COMMANDS = ['train', 'schema'] as const;
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

/** @throws UserError for anything that is not in the help */
export function readArguments(args: readonly string[]): Command {
  const options = { ...FLAGS, ...TRAIN_OPTIONS };
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
  if (command === 'train') return { command, ...trainOptions(given) };
  const extra = given.keys().next();
  if (!extra.done) throw new UserError(`${command} takes no options, got --${extra.value}; ${HELP}`);
  return { command };
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
    default:
      return 'run.json';
  }
}

function readCommand([word, ...others]: readonly string[]): (typeof COMMANDS)[number] {
  const command = COMMANDS.find((name) => name === word);
  if (word === undefined) throw new UserError(`a command is missing: ${COMMANDS.join(' or ')}; ${HELP}`);
  if (!command) {
    const alike = nearest(word, COMMANDS);
    throw new UserError(`unknown command ${quoted(word)}; ${alike ? `did you mean ${alike}?` : HELP}`);
  }
  if (others.length > 0) {
    throw new UserError(`${command} takes options only, got ${quoted(others.join(' '))}; ${HELP}`);
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
