"""A peer's end of the conversation that serve.ts describes, for Python."""

import sys
import time

import numpy as np


def read_workload(shape, path):
    """X [rows × features], Y [rows × classes], then W1, W2, b1, b2: plain float64, one after another."""
    rows, features, hidden, classes = shape
    numbers = np.fromfile(path)
    at = 0
    arrays = []
    for size in [
        (rows, features),
        (rows, classes),
        (features, hidden),
        (hidden, classes),
        (1, hidden),
        (1, classes),
    ]:
        count = size[0] * size[1]
        arrays.append(numbers[at : at + count].reshape(size).copy())
        at += count
    return arrays


def serve(version, prepare):
    """prepare(arrays, learning_rate) gives train(epochs), which gives the loss of the last epoch."""
    train = None
    for line in sys.stdin:
        word, *rest = line.rstrip("\n").split(" ", 6)
        if word == "prepare":
            train = prepare(read_workload([int(n) for n in rest[:4]], rest[5]), float(rest[4]))
            print("ready", version, flush=True)
        else:
            start = time.perf_counter_ns()
            loss = train(int(rest[0]))
            print(time.perf_counter_ns() - start, repr(float(loss)), flush=True)
