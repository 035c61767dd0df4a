"""Looks for better settings than those of the run {{quotedName}}, with Optuna and PyTorch.

Every trial trains a network of one hidden layer on the same rows with other settings. Start this file as often as you
have processors, on one machine or on several that share the folder: all work on one study, which lies in the file
--storage, and stop when --trials are done together. Started again later it goes on.

What is made small is the loss of the {{nTest}} test rows. So these rows are no longer unseen: keep others to judge the
winner by.
"""

import argparse
import json

import optuna
import torch

RUN = json.loads(r'''
{{run}}
''')

REPORTS = 10  # how often a trial tells how it is doing, so that a hopeless one ends early
ACTIVATIONS = {
    "relu": torch.nn.ReLU,
    "leakyRelu": lambda: torch.nn.LeakyReLU(0.01),
    "tanh": torch.nn.Tanh,
    "sigmoid": torch.nn.Sigmoid,
}


def load():
    """Training and test rows: (x, labels) twice."""
    values = torch.tensor(RUN["values"], dtype=torch.float64).reshape(-1, {{nFeatures}})
    # [[if scaled=yes]]
    values = (values - torch.tensor(RUN["mean"], dtype=torch.float64)) / torch.tensor(RUN["scale"], dtype=torch.float64)
    # [[end]]
    labels = torch.tensor(RUN["labels"])
    return [(values[rows], labels[rows]) for rows in (RUN["train"], RUN["test"])]


def objective(trial, epochs):
    """The test loss of one choice of settings, after `epochs` updates with all training rows."""
    units = trial.suggest_int("units", 1, 16)
    activation = trial.suggest_categorical("activation", list(ACTIVATIONS))
    optimizer_name = trial.suggest_categorical("optimizer", ["momentum", "adam"])
    rate = trial.suggest_float("learning_rate", 1e-4, 1.0, log=True)
    (x, labels), (x_test, labels_test) = load()
    torch.manual_seed({{seed}} % 2**31)
    network = torch.nn.Sequential(
        torch.nn.Linear({{nFeatures}}, units), ACTIVATIONS[activation](), torch.nn.Linear(units, {{nClasses}})
    ).double()
    if optimizer_name == "adam":
        optimizer = torch.optim.Adam(network.parameters(), lr=rate)
    else:
        optimizer = torch.optim.SGD(network.parameters(), lr=rate, momentum=0.9)
    loss_of = torch.nn.CrossEntropyLoss()
    test_loss = float("inf")
    for epoch in range(1, epochs + 1):
        optimizer.zero_grad()
        loss_of(network(x), labels).backward()
        optimizer.step()
        if epoch % max(1, epochs // REPORTS) == 0 or epoch == epochs:
            with torch.no_grad():
                scores = network(x_test)
                test_loss = loss_of(scores, labels_test).item()
            trial.report(test_loss, epoch)
            if trial.should_prune():
                raise optuna.TrialPruned()
    right = (scores.argmax(dim=1) == labels_test).sum().item()
    trial.set_user_attr("right", f"{right} of {len(labels_test)}")
    return test_loss


def storage_in(path):
    """A file that several processes may write to at once."""
    try:
        from optuna.storages.journal import JournalFileBackend
    except ImportError:  # before Optuna 4
        from optuna.storages import JournalFileStorage as JournalFileBackend
    return optuna.storages.JournalStorage(JournalFileBackend(path))


def main():
    parser = argparse.ArgumentParser(description="Searches for better settings with Optuna.")
    parser.add_argument("--storage", default="sweep.log", help="file of the study (%(default)s)")
    parser.add_argument("--trials", type=int, default=40, help="trials of all processes together (%(default)s)")
    parser.add_argument("--epochs", type=int, default=300, help="updates of each trial (%(default)s)")
    options = parser.parse_args()
    torch.set_num_threads(1)  # several processes share the machine
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.create_study(
        study_name="iris-network", storage=storage_in(options.storage), load_if_exists=True, direction="minimize"
    )
    ended = (optuna.trial.TrialState.COMPLETE, optuna.trial.TrialState.PRUNED)
    if len(study.get_trials(deepcopy=False, states=ended)) < options.trials:
        enough = optuna.study.MaxTrialsCallback(options.trials, states=ended)
        study.optimize(lambda trial: objective(trial, options.epochs), callbacks=[enough])
    best = study.best_trial
    print(f"trials: {len(study.get_trials(deepcopy=False, states=ended))}")
    print("the run itself: test loss {{testLoss}}, {{testCorrect}} of {{nTest}} right")
    print(f"best: test loss {best.value:.6f}, {best.user_attrs['right']} right, with {best.params}")


if __name__ == "__main__":
    main()
