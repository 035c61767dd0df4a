"""Trains the run {{quotedName}} again in PyTorch, on as many processes as it is started with, and compares.

The network is the same ({{sizesText}}, float64), and so are its first parameters and the order of the data. Each process has
a share of the rows; DistributedDataParallel brings their gradients together. So this file is the place to go on from
where one machine is no longer enough.

    python3 FILE                       one process
    torchrun --nproc-per-node 4 FILE   four; or start it yourself with MASTER_ADDR, MASTER_PORT, RANK and WORLD_SIZE

Process 0 writes every state into a saved run (--out), which opens in the Iris Network Inspector like any other. It is
written whole or not at all. The exit code is 1 if a parameter differs by more than 1e-9 from the inspector's.
"""

import argparse
import hashlib
import json
import math
import os
import secrets
import socket
import struct
import sys
from datetime import timedelta

# [[if batches=mini]]
import numpy
# [[end]]
import torch
import torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel

RUN = json.loads(r'''
{{run}}
''')

SIZES = {{sizes}}  # features, units of each hidden layer, classes
ACTIVATIONS = [{{torchActivations}}]  # of each hidden layer
EPOCHS = {{lastEpoch}}
# [[if optimizer=gradientDescent]]
MOMENTS = []  # what the optimiser remembers of each parameter, by PyTorch's names
# [[end]]
# [[if optimizer=momentum]]
MOMENTS = ["momentum_buffer"]  # what the optimiser remembers of each parameter, by PyTorch's names
# [[end]]
# [[if optimizer=adam]]
MOMENTS = ["exp_avg", "exp_avg_sq"]  # what the optimiser remembers of each parameter, by PyTorch's names
# [[end]]


class Network(torch.nn.Module):
    """Dense layers. Weights are [inputs × units], and all of them come before the biases, as in a saved run."""

    def __init__(self, values):
        super().__init__()
        shapes = list(zip(SIZES, SIZES[1:])) + [(n,) for n in SIZES[1:]]
        parts = torch.split(torch.tensor(values, dtype=torch.float64), [math.prod(shape) for shape in shapes])
        self.all = torch.nn.ParameterList(
            torch.nn.Parameter(part.reshape(shape).clone()) for part, shape in zip(parts, shapes)
        )

    def forward(self, x):
        """The scores Z of the output, before softmax: [rows × classes]."""
        n_layers = len(SIZES) - 1
        for layer in range(n_layers):
            x = x @ self.all[layer] + self.all[n_layers + layer]
            if layer < len(ACTIVATIONS):
                x = ACTIVATIONS[layer](x)
        return x


def learning_rate(epoch):
    # [[if schedule=constant]]
    return {{learningRate}}
    # [[end]]
    # [[if schedule=step]]
    return {{learningRate}} * {{factor}} ** (epoch // {{every}})
    # [[end]]
    # [[if schedule=exponential]]
    return {{learningRate}} * {{factor}} ** epoch
    # [[end]]
    # [[if schedule=cosine]]
    return {{minimum}} + ({{learningRate}} - {{minimum}}) * (1 + math.cos(math.pi * epoch / {{epochs}})) / 2
    # [[end]]


def batches(epoch, n):
    """The rows of each update, as places in the training order."""
    # [[if batches=full]]
    yield torch.arange(n)
    # [[end]]
    # [[if batches=mini]]
    order = numpy.random.RandomState(({{seed}} + 1 + epoch) % 2**32).permutation(n)
    yield from torch.from_numpy(order).split({{batchSize}})
    # [[end]]


def load(rank, world):
    """All training rows as (x, labels), and this process's share of the training rows and of the test rows."""
    values = torch.tensor(RUN["values"], dtype=torch.float64).reshape(-1, SIZES[0])
    # [[if scaled=yes]]
    values = (values - torch.tensor(RUN["mean"], dtype=torch.float64)) / torch.tensor(RUN["scale"], dtype=torch.float64)
    # [[end]]
    labels = torch.tensor(RUN["labels"])
    train, test = torch.tensor(RUN["train"]), torch.tensor(RUN["test"])
    rows = [train, train[rank::world], test[rank::world]]
    return [(values[part], labels[part]) for part in rows]


def scores(network, shares):
    """Train loss, test loss, right training rows, right test rows: each the sum over the processes."""
    sums = []
    with torch.no_grad():
        for x, labels in shares:
            p = torch.softmax(network(x), dim=1)
            own = p.gather(1, labels[:, None])
            sums += [-(own + 1e-9).log().sum(), (p.argmax(dim=1) == labels).sum().double()]
    total = torch.stack(sums)
    dist.all_reduce(total)
    train_sum, train_correct, test_sum, test_correct = total.tolist()
    return train_sum / len(RUN["train"]), test_sum / len(RUN["test"]), train_correct, test_correct


def train(rank, world):
    """Trains to the end; the network, the number of states, their bytes as a saved run has them, and their hash."""
    everything, *shares = load(rank, world)
    network = Network(RUN["initial"])
    parallel = DistributedDataParallel(network)
    # [[if optimizer=gradientDescent]]
    optimizer = torch.optim.SGD(network.parameters(), lr=learning_rate(0))
    # [[end]]
    # [[if optimizer=momentum]]
    optimizer = torch.optim.SGD(network.parameters(), lr=learning_rate(0), momentum={{momentum}})
    # [[end]]
    # [[if optimizer=adam]]
    betas = ({{beta1}}, {{beta2}})
    optimizer = torch.optim.Adam(network.parameters(), lr=learning_rate(0), betas=betas, eps={{epsilon}})
    # [[end]]
    record, digest = bytearray(), hashlib.sha256()
    # [[if stopping=yes]]
    lowest, best = math.inf, 0
    # [[end]]
    for epoch in range(EPOCHS + 1):
        train_loss, test_loss, train_correct, test_correct = scores(network, shares)
        if rank == 0:
            keep(record, digest, epoch, network, optimizer, (train_loss, test_loss, train_correct, test_correct))
            if epoch % {{printed}} == 0:
                print(f"epoch {epoch}, loss {train_loss:.6f}", flush=True)
        # [[if stopping=yes]]
        if {{monitor}} < lowest - {{minDelta}}:
            lowest, best = {{monitor}}, epoch
        if epoch - best >= {{patience}}:
            break
        # [[end]]
        if epoch == EPOCHS:
            break
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(epoch)
        for batch in batches(epoch, len(everything[1])):
            share = batch[rank::world]  # may be empty: then it adds nothing
            x, labels = everything[0][share], everything[1][share]
            losses = torch.nn.functional.cross_entropy(parallel(x), labels, reduction="sum")
            optimizer.zero_grad()
            # the processes' gradients are averaged, and their sum is wanted
            # [[if reduction=sum]]
            (world * losses).backward()
            # [[end]]
            # [[if reduction=mean]]
            (world * losses / len(batch)).backward()
            # [[end]]
            optimizer.step()
    return network, epoch + 1, record, digest


def flat(network):
    return torch.cat([p.detach().reshape(-1) for p in network.parameters()])


def keep(record, digest, epoch, network, optimizer, scored):
    """Adds a state: the parameters, what the optimiser remembers, and the scores, all as little-endian float64."""
    values = flat(network)
    digest.update(values.numpy().astype("<f8").tobytes())
    if epoch % {{spacing}} == 0:  # of a long run a saved run keeps only some states
        record += values.numpy().astype("<f8").tobytes()
        for moment in MOMENTS:
            for p in network.parameters():
                kept = optimizer.state[p].get(moment) if p in optimizer.state else None
                record += (torch.zeros_like(p) if kept is None else kept).detach().numpy().astype("<f8").tobytes()
    record += struct.pack("<4d", *scored)


def saved_run(n_states, record, digest):
    """The bytes of an .irisrun: a head, JSON, float64 numbers, and the SHA-256 of all that."""
    header = {
        "format": "irisnet-saved-run",
        "name": RUN["name"],
        "config": RUN["config"],
        "dataset": {
            "name": RUN["dataset"],
            "features": RUN["features"],
            "classes": RUN["classes"],
            "rows": len(RUN["labels"]),
            "elsewhere": None,
        },
        "status": {"state": "{{status}}"},
        "states": n_states,
        "parametersHash": digest.hexdigest(),
    }
    text = json.dumps(header).encode("ascii")
    text += b" " * (-len(text) % 8)
    data = [*RUN["values"], *RUN["labels"]]
    content = b"irisrun\n" + struct.pack("<II", 1, len(text)) + text + struct.pack(f"<{len(data)}d", *data) + record
    return content + hashlib.sha256(content).digest()


def write(path, content):
    """Whole or not at all: beside it under another name, then renamed."""
    temporary = os.path.join(os.path.dirname(os.path.abspath(path)), f".irisrun-{secrets.token_hex(8)}")
    file = open(temporary, "xb")
    try:
        with file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def alone():
    """Started by itself: a group of one, at a port that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port), RANK="0", WORLD_SIZE="1")


def main():
    parser = argparse.ArgumentParser(description="Trains a run of the Iris Network Inspector again in PyTorch.")
    parser.add_argument("--out", default="pytorch.irisrun", help="the saved run to write (%(default)s)")
    parser.add_argument("--timeout", type=float, default=60, help="seconds to wait for a process (%(default)s)")
    options = parser.parse_args()
    if "RANK" not in os.environ:
        alone()
    dist.init_process_group("gloo", timeout=timedelta(seconds=options.timeout))
    rank, world = dist.get_rank(), dist.get_world_size()
    network, n_states, record, digest = train(rank, world)
    worst = (flat(network) - torch.tensor(RUN["last"], dtype=torch.float64)).abs().max().item()
    agrees = n_states == EPOCHS + 1 and worst <= 1e-9
    if rank == 0:
        write(options.out, saved_run(n_states, record, digest))
        print(f"processes: {world}, states: {n_states}, written: {options.out}")
        print(f"max |dW| = {worst}")
        print("the two programs agree" if agrees else "the two programs do not agree")
    dist.barrier()  # the others end well only if process 0 has written
    dist.destroy_process_group()
    return 0 if agrees else 1


if __name__ == "__main__":
    sys.exit(main())
