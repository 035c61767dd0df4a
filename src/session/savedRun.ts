import { en } from 'zod/locales';
import type { DatasetSource, TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { earlyStoppingOf } from '#engine/earlyStopping';
import type { History } from '#engine/history';
import { SCORES } from '#engine/keyEpochs';
import { testSize, trainSize } from '#engine/rowSample';
import type { SampledTable } from '#engine/rowSample';
import { t } from '#engine/translation';
import { quoted } from '#engine/words';
import { SavedRunError, packRun, unpackRun } from '#formats/runContainer';
import type { Sha256 } from '#formats/runContainer';
import { parseTrainingConfig } from './configSchema.ts';
import { Run } from './run.ts';
import type { EndedRun } from './run.ts';
import { savedRunHeader } from './savedRunHeader.ts';
import type { SavedRunHeader, WrittenHeader } from './savedRunHeader.ts';

/** A saved run without its data says where they were, as an experiment file does, and what they must be. */
export interface DataReference extends DatasetSource {
  readonly sha256: string; // see `dataHash`
}

/** What a program lends for saving and opening. */
export interface Digests {
  readonly sha256: Sha256;
  /** SHA-256 of all parameter states, as hexadecimal text. */
  readonly parametersHash: (history: History) => Promise<string>;
}

/**
 * The bytes of a run that has ended. The same run gives the same bytes.
 *
 * @param elsewhere where its data can be found; null puts them into the file
 * @throws RangeError for a run that has not ended, or has no state
 */
export async function saveRun(
  run: Run,
  elsewhere: DataReference | null,
  { sha256, parametersHash }: Digests,
): Promise<Uint8Array> {
  const { history, dataset, status } = run;
  const ended = savedRunHeader().shape.status.safeParse(status);
  if (!ended.success || history.length === 0) {
    throw new RangeError(`only a run that has ended can be saved, this one is ${status.state}`);
  }
  const header: WrittenHeader = {
    format: 'irisnet-saved-run',
    name: run.name,
    config: run.config,
    dataset: {
      name: dataset.name,
      features: [...dataset.features],
      classes: [...dataset.classes],
      rows: dataset.labels.length,
      elsewhere: elsewhere && written(elsewhere),
    },
    status: ended.data,
    states: history.length,
    parametersHash: await parametersHash(history),
  };
  const data = elsewhere ? [] : dataNumbers(dataset);
  return packRun(header, [...data, history.data.subarray(0, history.filled)], sha256);
}

/**
 * The run that some bytes hold, with all its states; nothing is trained. What is made of them is no larger than they are,
 * but for the rows as the network sees them.
 *
 * @param findData called for a run whose data are not in the file
 * @param sampled what is shown of data that are too large to be shown as a whole; left out: all
 * @throws SavedRunError that says in a sentence without the file's name what is wrong
 */
export async function openRun(
  bytes: Uint8Array,
  id: string,
  digests: Digests,
  findData: (reference: DataReference) => Promise<Dataset>,
  sampled: (config: TrainingConfig, dataset: Dataset) => Promise<SampledTable | null> = nothingLeftOut,
): Promise<Run> {
  const parts = await unpackRun(bytes, digests.sha256);
  const header = readHeader(parts.header);
  const reading = parseTrainingConfig(header.config);
  if (!('config' in reading)) {
    const [problem] = reading.problems;
    throw new SavedRunError(
      t('has a wrong configuration: {0} {1}', problem?.key ?? '', problem?.message ?? ''),
    );
  }
  const { config } = reading;
  const { dataset, numbers } = await dataOf(header, parts.numbers, digests.sha256, findData);
  const ended: EndedRun = { numbers, status: header.status };
  const run = await refusing(async () => {
    const input = { id, name: header.name, config, dataset, sampled: await sampled(config, dataset) };
    return new Run(input, ended);
  });
  checkStates(run, header);
  if (run.history.keys.spacing === 1 && (await digests.parametersHash(run.history)) !== header.parametersHash)
    throw new SavedRunError(t('does not hold the states that its hash is of; save the run again'));
  return run;
}

function written({ features, ...reference }: DataReference) {
  return { ...reference, ...(features && { features: [...features] }) };
}

/** SHA-256 of the names and numbers of some data, as hexadecimal text. */
export async function dataHash(dataset: Dataset, sha256: Sha256): Promise<string> {
  const { features, classes } = dataset;
  const packed = await packRun({ features, classes }, dataNumbers(dataset), sha256);
  return Array.from(packed.subarray(-32), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function dataNumbers({ values, labels }: Dataset): Float64Array[] {
  return [values, Float64Array.from(labels)];
}

/** What is wrong is said in the words of zod, which has none of its own in `zod/mini`: they are lent to it. */
function readHeader(value: unknown): SavedRunHeader {
  const parsed = savedRunHeader().safeParse(value, { error: en().localeError });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const key = issue?.path.join('.') ?? '';
  throw new SavedRunError(t('has a wrong header: {0} {1}; save the run again', key, issue?.message ?? ''));
}

/** The data, and the numbers that follow them. */
async function dataOf(
  { dataset: head }: SavedRunHeader,
  numbers: Float64Array,
  sha256: Sha256,
  findData: (reference: DataReference) => Promise<Dataset>,
): Promise<{ readonly dataset: Dataset; readonly numbers: Float64Array }> {
  const { features, classes, rows, elsewhere } = head;
  if (elsewhere) {
    const dataset = await findData(elsewhere);
    const found = await dataHash(dataset, sha256);
    if (found !== elsewhere.sha256) {
      throw new SavedRunError(
        t(
          'was trained on other data than there are now in {0}; bring that file back as it was',
          quoted(elsewhere.path, 200),
        ),
      );
    }
    return { dataset, numbers };
  }
  const nValues = rows * features.length;
  if (nValues + rows > numbers.length) {
    throw new SavedRunError(
      t('says that it has {0} rows, and is too short for them; save the run again', rows),
    );
  }
  const values = numbers.slice(0, nValues);
  const labels = Int32Array.from(numbers.subarray(nValues, nValues + rows));
  const isLabel = (label: number, row: number) =>
    label === numbers[nValues + row] && label >= 0 && label < classes.length;
  if (!values.every(Number.isFinite) || !labels.every(isLabel)) {
    throw new SavedRunError(t('holds data that are no numbers or have no class; save the run again'));
  }
  const dataset = { name: head.name, features, classes, values, labels };
  return { dataset, numbers: numbers.subarray(nValues + rows) };
}

function nothingLeftOut(): Promise<null> {
  return Promise.resolve(null);
}

async function refusing(make: () => Promise<Run>): Promise<Run> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new SavedRunError(t('does not fit together: {0}; save the run again', error.message));
  }
}

/** Of a row that is surely right: the small number that keeps its logarithm finite makes it less than 0. */
const LEAST_LOSS = -1e-8;

/** What the pictures rely on: as many states as the header says, finite parameters, counts of rows. */
function checkStates({ history, experiment, status, config }: Run, { states }: SavedRunHeader): void {
  const refuse = (what: string) => new SavedRunError(t('{0}; save the run again', what));
  if (history.length !== states)
    throw refuse(t('says that it has {0} states, and has {1}', states, history.length));
  const mostStates = config.training.epochs + 1;
  const stoppedAt = earlyStoppingOf(history, config.training)?.stoppedAt;
  const allStates = typeof stoppedAt === 'number' ? stoppedAt + 1 : mostStates;
  if (states > allStates || (status.state === 'completed' && states !== allStates)) {
    throw refuse(t('says that it is {0}, and has {1} of {2} states', status.state, states, allStates));
  }
  if (status.state === 'diverged' && status.epoch >= mostStates) {
    throw refuse(t('says that it diverged at epoch {0} of {1}', status.epoch, mostStates - 1));
  }
  const most = { trainCorrect: trainSize(experiment), testCorrect: testSize(experiment) };
  for (let epoch = 0; epoch < states; epoch++) {
    if (history.keys.isKey(epoch) && !history.parameterValues(epoch).every(Number.isFinite)) {
      throw refuse(t('has a parameter that is no finite number in the state of epoch {0}', epoch));
    }
    for (const score of SCORES) {
      const value = history.score(epoch, score);
      const isGood =
        score === 'trainLoss' || score === 'testLoss'
          ? !(value < LEAST_LOSS)
          : Number.isInteger(value) && value >= 0 && value <= most[score];
      if (!isGood) throw refuse(t('has the wrong {0} {1} at epoch {2}', score, value, epoch));
    }
  }
}
