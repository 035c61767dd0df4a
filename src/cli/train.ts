import type { DatasetSource, TrainingConfig } from '#engine/config';
import type { Divergence } from '#engine/divergence';
import type { Experiment } from '#engine/experiment';
import type { History } from '#engine/history';
import { NO_CLASS } from '#engine/metrics';
import { runSummary, writeRunSummary } from '#formats/runSummary';
import type { Ending, RunSummary } from '#formats/runSummary';
import { Run } from '#session/run';
import { describeRun } from '#session/runName';
import { saveRun } from '#session/savedRun';
import { trainAll } from '#session/trainAll';
import type { TrainOptions } from './arguments.ts';
import { MOST_CLASSES_DRAWN, confusionList, confusionTable } from './confusionTable.ts';
import { DIGESTS, parametersHash } from './digests.ts';
import { readInput } from './input.ts';
import { checkOutput, writeOutput } from './output.ts';
import { coloursFor } from './terminal.ts';
import { UserError } from './userError.ts';

/** The tutorial prints the loss of every hundredth epoch; the last one that it computes is printed too. */
const EPOCHS_PER_LINE = 100;

/** The command `train`. @throws UserError when something in the input is wrong; nothing has been written then */
export async function train(options: TrainOptions): Promise<void> {
  const { experiment, source, files, notes } = await readInput(options);
  const toStandardOutput = options.out === '-';
  const file =
    options.out === undefined || toStandardOutput
      ? undefined
      : await checkOutput('--out', options.out, files);
  if (options.save === '-') {
    throw new UserError(
      '--save -: a saved run is not text; give the path of a file, or --out - for the run as JSON',
    );
  }
  const saved = options.save === undefined ? undefined : await checkOutput('--save', options.save, files);
  if (file && saved?.path === file.path) {
    throw new UserError(`--save ${options.save}: this is the file of --out too; give another path`);
  }
  const stream = toStandardOutput ? process.stderr : process.stdout;
  const print = (text: string) => {
    if (!options.quiet) stream.write(text);
  };

  if (!options.quiet) for (const note of notes) process.stderr.write(`Note: ${note}\n`);

  const { epochs } = experiment.config.training;
  const { history, divergence } = trainAll(experiment, (epoch, states) => {
    const loss = states.score(epoch, 'trainLoss');
    const isPrinted = epoch % EPOCHS_PER_LINE === 0 || epoch === epochs - 1;
    if (isPrinted && epoch < epochs && Number.isFinite(loss)) {
      print(`Epoch ${epoch}, Loss: ${loss}\n`);
    }
  });
  const ending: Ending = divergence ? { state: 'diverged', ...divergence } : { state: 'completed' };
  const summary = runSummary({
    experiment,
    source,
    history,
    ending,
    parametersHash: parametersHash(history),
  });
  if (saved) await writeOutput(saved, await savedRun(experiment, source, history, ending));
  if (file) await writeOutput(file, writeRunSummary(summary));
  if (toStandardOutput) process.stdout.write(writeRunSummary(summary));
  if (divergence) {
    const message = divergenceText(divergence, experiment.config) + lastFiniteText(summary);
    if (options.quiet) process.stderr.write(message);
    else print(message);
  } else {
    print(earlyStoppingText(summary) + evaluationText(summary, coloursFor(stream, process.env)));
  }
}

function savedRun(
  { config, dataset }: Experiment,
  source: DatasetSource | undefined,
  history: History,
  status: Ending,
): Promise<Uint8Array> {
  const name = describeRun(config, source ? { name: dataset.name, choices: source } : null);
  const input = { id: '', name, config, dataset };
  const run = new Run(input, { numbers: history.data.subarray(0, history.filled), status });
  return saveRun(run, null, DIGESTS);
}

function divergenceText({ epoch, where }: Divergence, config: TrainingConfig): string {
  return `Diverged at epoch ${epoch}: ${where} is no longer finite. ${causeText(epoch, config)}\n`;
}

/** Before the first update nothing can have been trained too fast: the values themselves are too large. */
function causeText(epoch: number, { preprocessing, training }: TrainingConfig): string {
  if (epoch > 0) {
    const orScale = preprocessing.standardize ? '' : ', or set preprocessing.standardize to true';
    return `The learning rate ${training.learningRate} is too large for this network and data; lower training.learningRate${orScale}.`;
  }
  return preprocessing.standardize
    ? 'The values in the data are too large; use units that give smaller numbers.'
    : 'The values in the data are too large for this network; set preprocessing.standardize to true.';
}

/** How right the last state was whose outputs were still finite. */
function lastFiniteText({ evaluation: { epoch, predictions, correct, total } }: RunSummary): string {
  return predictions.includes(NO_CLASS)
    ? 'No state has finite outputs for all test rows.\n'
    : `Epoch ${epoch} is the last whose outputs are finite: ${correct} of ${total} test rows right.\n`;
}

/** Where early stopping ended the training, and whose parameters are evaluated; nothing where there is none. */
function earlyStoppingText({ config, earlyStopping, evaluation }: RunSummary): string {
  const watched = config.training.earlyStopping;
  if (!earlyStopping || !watched) return '';
  const { best, stoppedAt } = earlyStopping;
  const loss = watched.monitor === 'testLoss' ? 'test loss' : 'training loss';
  const ended =
    stoppedAt === null
      ? `Trained all epochs: early stopping found the best ${loss} at epoch ${best}.`
      : `Stopped early at epoch ${stoppedAt}: the best ${loss} was at epoch ${best}, ${stoppedAt - best} epochs before.`;
  const evaluated = evaluation.epoch === best ? 'the best epoch' : 'the last epoch';
  return `${ended}\nEvaluated are the parameters of ${evaluated}, ${evaluation.epoch}.\n`;
}

function evaluationText({ evaluation, dataset }: RunSummary, colours: 'plain' | 'coloured'): string {
  const { accuracy, correct, total, confusionMatrix } = evaluation;
  const percent = (100 * accuracy).toFixed(2);
  const { classes } = dataset;
  const confusion =
    classes.length > MOST_CLASSES_DRAWN
      ? confusionList(classes, confusionMatrix)
      : confusionTable(classes, confusionMatrix, colours);
  return `Accuracy: ${percent}% (${correct}/${total})\n\n${confusion}`;
}
