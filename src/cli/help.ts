/** What `--help` prints. */
export const HELP_TEXT = `Trains a small neural network and prints what it learns.

  node dist/cli.mjs train [options]    train a network
  node dist/cli.mjs export RUN.irisrun --to KIND --out FILE
                                       write a saved run as something that other programs read
  node dist/cli.mjs schema             print the JSON Schema of the experiment file

Options of train
  --config FILE.irisnet.json   the experiment; what it leaves out has the tutorial's value
  --data FILE.csv              the data, instead of the bundled iris or the experiment's own: a header row,
                               numeric columns and a column of labels
  --target NAME                header of the label column of --data; the last column when left out
  --delimiter CHARACTER        what separates the cells of --data: , ; | or \\t; found when left out
  --missing POLICY             what is done with missing values of --data: refuse (when left out), dropRows or
                               imputeMean
  --out RUN.json               write the run: configuration, split, history, parameters, evaluation. The file
                               is written whole or not at all; - writes to standard output, and everything
                               else then goes to standard error
  --save RUN.irisrun           save the run with its data and every state, to be opened in VS Code or exported
  --quiet                      print nothing but problems

Options of export
  --to KIND                    numpy      a program that trains the run again in NumPy and compares
                               pytorch    one that does so in PyTorch on any number of processes, and writes
                                          a saved run
                               optuna     a program that searches for better settings with Optuna
                               onnx       the network with its scaler and class names, for any runtime
                               npz        an archive of arrays for numpy.load
                               csv        a table
                               notebook   the same program as numpy, with pictures, as a Jupyter notebook
                               html       a page of its own in which the whole run scrubs, without a network
  --out FILE                   written whole or not at all; - writes text to standard output
  --table NAME                 of csv: history (losses and right rows of every epoch; when left out),
                               predictions (every row with its class and the network's) or parameters
  --epochs all                 of npz and the table of parameters: every state, not only first and last

  -h, --help                   this text
  --version                    the version

Loss is the mean cross-entropy of the training rows in nats (guessing three classes costs ln 3 = 1.0986).
Colours are used on a terminal that has them; NO_COLOR=1 turns them off, FORCE_COLOR=1 on.

Exit codes
  0   trained. Also for a run that diverged: that the learning rate was too large is what the experiment
      found out, not a mistake in the input. The run file then has "status": "diverged", the epoch and the
      first array that was no longer finite, and the last parameters before it
  2   something in the input is wrong, or the output cannot be written: one message says what, where and how
      to mend it; nothing is written
  1   a fault of the program
`;
