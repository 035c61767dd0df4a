import { basename, dirname, resolve } from 'node:path';
import { DEFAULT_CONFIG } from '#engine/config';
import type { DatasetSource, ExperimentConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { prepareExperiment } from '#engine/experiment';
import type { Experiment } from '#engine/experiment';
import { MisfitError } from '#engine/misfit';
import { CSV_LIMITS } from '#formats/csvOptions';
import { readDataset } from '#formats/csv';
import { tableName, tableNotes } from '#formats/tableNotes';
import { decodeText } from '#formats/textBytes';
import { MOST_PROBLEMS } from '#session/configProblems';
import { misfitProblem } from '#session/datasetProblems';
import { problemSentence, readExperimentFile } from '#session/experimentFile';
import type { FileProblem } from '#session/experimentFile';
import type { JsonDocument } from '#session/jsonText';
import type { TrainOptions } from './arguments.ts';
import { bundledIris } from './bundle.ts';
import { readBytes } from './readBytes.ts';
import { UserError, problemsOf } from './userError.ts';

/** An experiment ready to be trained, and where it came from. */
export interface Input {
  readonly experiment: Experiment;
  readonly source: DatasetSource | undefined; // undefined: the bundled iris
  readonly files: readonly string[]; // absolute paths of all files that were read
  readonly notes: readonly string[]; // what was done with the data, and what is worth knowing of it
}

/** Reads the experiment file and the data that the options name. @throws UserError for whatever is wrong with them */
export async function readInput({ config, data, choices }: TrainOptions): Promise<Input> {
  const file = config === undefined ? null : await readConfig(config);
  const { dataset: configured, ...training } = file?.experiment ?? DEFAULT_CONFIG_FILE;
  const source = data === undefined ? configured : { path: data, ...choices };
  const folder = data === undefined && config !== undefined ? dirname(config) : '.';
  const path = source ? resolve(folder, source.path) : bundledIris();
  const shown = source && data === undefined ? `${path} (dataset.path of ${config})` : (data ?? path);
  const { dataset, notes: ofData } = await readData(path, shown, source);
  const notes = [...(file?.notes ?? []), ...ofData];
  const files = [path, ...(config === undefined ? [] : [resolve(config)])];
  try {
    return { experiment: prepareExperiment(training, dataset), source, files, notes };
  } catch (error) {
    if (error instanceof MisfitError && file) throw file.refusal([misfitProblem(file.document, error)]);
    if (error instanceof RangeError) throw new UserError(`${config ?? shown}: ${error.message}`);
    throw error;
  }
}

type Data = Pick<Input, 'notes'> & { readonly dataset: Dataset };

const DEFAULT_CONFIG_FILE: ExperimentConfig = DEFAULT_CONFIG;

interface ConfigFile {
  readonly experiment: ExperimentConfig;
  readonly document: JsonDocument;
  readonly notes: readonly string[];
  readonly refusal: (problems: readonly FileProblem[]) => UserError;
}

async function readConfig(path: string): Promise<ConfigFile> {
  const { document, experiment, problems, warnings } = readExperimentFile(await readText(path, path));
  const refusal = (found: readonly FileProblem[]) => {
    const counted = found.length < MOST_PROBLEMS ? 'all' : 'atLeast'; // no more are looked for
    return problemsOf(path, found.map(located), found.length, counted);
  };
  if (!experiment) throw refusal(problems);
  return { experiment, document, refusal, notes: warnings.map((one) => warningText(path, one)) };
}

function warningText(path: string, warning: FileProblem): string {
  return `${path}, line ${warning.line}, column ${warning.column}: ${problemSentence(warning)}`;
}

function located({ key, message, line, column }: FileProblem): string {
  return `line ${line}, column ${column}: ${key && `${key}: `}${message}`;
}

/** Reads a CSV file. @throws UserError for whatever is wrong with it */
export async function readData(
  path: string,
  shown: string,
  source: DatasetSource | undefined,
): Promise<Data> {
  const text = await readText(path, shown);
  const reading = readDataset(text, { ...source, name: tableName(basename(path)) });
  if ('dataset' in reading) return { dataset: reading.dataset, notes: tableNotes(reading.facts) };
  throw problemsOf(
    shown,
    reading.problems.map(({ message }) => message),
    reading.total,
  );
}

const LARGEST = { bytes: CSV_LIMITS.bytes, mend: 'keep only the rows and columns that are needed' };

/** The UTF-8 text of a file. */
async function readText(path: string, shown: string): Promise<string> {
  const decoded = decodeText(await readBytes(path, shown, LARGEST));
  if ('text' in decoded) return decoded.text;
  throw new UserError(`${shown}: ${decoded.what}; ${decoded.mend}`);
}
