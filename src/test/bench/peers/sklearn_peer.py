"""scikit-learn's MLPClassifier.fit, set up to be full-batch gradient descent without momentum or regularisation."""

import warnings

import numpy as np
import sklearn
from sklearn.neural_network import MLPClassifier

from peer import serve

warnings.filterwarnings("ignore")  # that the few epochs of a block are not enough to converge


def prepare(arrays, learning_rate):
    x, y, w1, w2, b1, b2 = arrays
    rows = len(x)
    labels = np.argmax(y, axis=1)
    network = MLPClassifier(
        hidden_layer_sizes=(w1.shape[1],),
        solver="sgd",
        alpha=0,
        batch_size=rows,
        learning_rate_init=learning_rate * rows,  # its gradients are means, ours are sums
        momentum=0,
        shuffle=False,
        max_iter=1,
        n_iter_no_change=10**9,
        warm_start=True,
    )
    network.fit(x, labels)  # only so that there are weights to set
    network.coefs_ = [w1, w2]
    network.intercepts_ = [b1[0], b2[0]]

    def train(epochs):
        network.max_iter = epochs
        network.fit(x, labels)
        return network.loss_

    return train


serve(f"scikit-learn {sklearn.__version__}, NumPy {np.__version__}", prepare)
