"""PyTorch, eager, with autograd. The argument is the type of its numbers: float64 or float32."""

import os
import sys

import torch
import torch.nn.functional as functional

from peer import serve


def prepare(arrays, learning_rate):
    tensors = [torch.tensor(array, dtype=getattr(torch, sys.argv[1])) for array in arrays]
    x, y, *parameters = tensors
    w1, w2, b1, b2 = [parameter.requires_grad_() for parameter in parameters]
    labels = y.argmax(dim=1)

    def train(epochs):
        for _ in range(epochs):
            logits = torch.relu(x @ w1 + b1) @ w2 + b2
            loss = functional.cross_entropy(logits, labels, reduction="sum")
            loss.backward()
            with torch.no_grad():
                for parameter in (w1, w2, b1, b2):
                    parameter -= learning_rate * parameter.grad
                    parameter.grad = None
        return loss.item() / len(x)

    return train


torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
serve(f"PyTorch {torch.__version__}, {sys.argv[1]}", prepare)
