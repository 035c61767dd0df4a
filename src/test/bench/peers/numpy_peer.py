"""NumPy, as the tutorial writes its training: whole arrays, a line for each formula."""

import numpy as np

from peer import serve


def prepare(arrays, learning_rate):
    x, y, w1, w2, b1, b2 = arrays

    def epoch():
        nonlocal w1, w2, b1, b2
        z1 = np.dot(x, w1) + b1
        a1 = np.maximum(0, z1)
        z2 = np.dot(a1, w2) + b2
        exponentials = np.exp(z2 - np.max(z2))
        p = exponentials / np.sum(exponentials, axis=1, keepdims=True)

        dz2 = p - y
        dw2 = np.dot(a1.T, dz2)
        db2 = np.sum(dz2, axis=0, keepdims=True)
        da1 = np.dot(dz2, w2.T)
        dz1 = da1 * (a1 > 0)
        dw1 = np.dot(x.T, dz1)
        db1 = np.sum(dz1, axis=0, keepdims=True)

        w1 -= learning_rate * dw1
        b1 -= learning_rate * db1
        w2 -= learning_rate * dw2
        b2 -= learning_rate * db2
        return -np.mean(np.sum(y * np.log(p + 1e-9), axis=1))

    def train(epochs):
        for _ in range(epochs):
            loss = epoch()
        return loss

    return train


serve(f"NumPy {np.__version__}", prepare)
