# %% [markdown]
# # A small network, trained a second time
#
# The run *{{name}}* was trained in the Iris Network Inspector. Here the same network is trained once more, in plain
# NumPy, from nothing but the data and the settings of that run, and the two results are compared number by number.
# If both programs do the same arithmetic, they end at the same weights.
#
# - data: {{nRows}} rows, {{nFeatures}} features, {{nClasses}} classes
# - network: {{sizesText}}{{activationText}}
# - training: {{trainingText}}
#
# Each section computes one thing. The shape of an array stands beside it as [rows × columns]: {{nTrain}} is always the
# number of training rows.
#
# [[if form=script]]
# Run it with `python3 FILE`. It needs NumPy; where scikit-learn is installed, three steps are checked against it too.
# It ends with exit code 1 if any parameter differs by more than 1e-9.
# [[end]]

# %%
import json

import numpy as np

# %% [markdown]
# ## 1. The run
#
# What the network learned from, how, and what the inspector came to. `initial` and `last` hold all parameters in one
# list: every weight matrix from input to output, row by row, and then every row of biases.

# %%
RUN = json.loads(r'''
{{run}}
''')

n_classes = len(RUN["classes"])
values = np.array(RUN["values"], dtype=float).reshape(-1, len(RUN["features"]))  # [{{nRows}} × {{nFeatures}}]
labels = np.array(RUN["labels"])  # [{{nRows}}], each the index of a class

# %% [markdown]
# ## 2. One-hot targets
#
# A class is written as a row with a 1 in its own column and 0 in the others. So the target has the form of the
# network's output, a share for every class, and the two can be subtracted.

# %%
Y = np.eye(n_classes)[labels]  # [{{nRows}} × {{nClasses}}]
print("first target:", Y[0])

# %% [markdown]
# ## 3. Training rows and test rows
#
# [[if split=plain]]
# The rows are shuffled by a random stream with the seed {{randomState}}. The first {{nTest}} of them are kept for the
# test, and the network never learns from these; the other {{nTrain}} are learned from, in this order.
# [[end]]
# [[if split=stratified]]
# Of each class its share of the rows is kept for the test, {{nTest}} rows in all, and the network never learns from these;
# the other {{nTrain}} are learned from, in this order. How the rows are drawn takes scikit-learn a page of code: here they
# are taken from the run, and the next section but one asks scikit-learn for its own.
# [[end]]
# [[if split=no]]
# This run keeps no rows for a test: it learns from all of them, and is judged by them too.
# [[end]]

# %%
# [[if split=plain]]
order = np.random.RandomState({{randomState}}).permutation(len(values))
n_test = int(np.ceil({{testSize}} * len(values)))
test, train = order[:n_test], order[n_test:]
# [[end]]
# [[if split=stratified]]
test, train = np.array(RUN["test"]), np.array(RUN["train"])
# [[end]]
# [[if split=no]]
train = test = np.arange(len(values))
# [[end]]
print("the inspector's rows:", train.tolist() == RUN["train"] and test.tolist() == RUN["test"])

# %% [markdown]
# ## 4. Scaling
#
# [[if scaled=no]]
# This run takes the features as they are, each in its own unit.
# [[end]]
# [[if scaled=yes]]
# Features with large numbers would drown the others. From each the mean is subtracted, and the rest is divided by the
# standard deviation, so that every feature lies about 0 and spreads about 1. A feature that never changes, but for
# rounding, is divided by 1.
# [[end]]
# [[if fitted=all]]
# Mean and deviation come from all rows, as in the tutorial: a little is known of the test rows before the test.
# [[end]]
# [[if fitted=train]]
# Mean and deviation come from the training rows only, so nothing is known of the test rows before the test.
# [[end]]

# %%
# [[if scaled=no]]
X = values  # [{{nRows}} × {{nFeatures}}]
# [[end]]
# [[if fitted=all]]
seen = values
# [[end]]
# [[if fitted=train]]
seen = values[train]
# [[end]]
# [[if scaled=yes]]
mean = seen.mean(axis=0)  # [{{nFeatures}}]
variance = seen.var(axis=0)  # [{{nFeatures}}]
epsilon = np.finfo(float).eps
rounding = len(seen) * epsilon * variance + (len(seen) * mean * epsilon) ** 2
scale = np.where(variance <= rounding, 1.0, np.sqrt(variance))
X = (values - mean) / scale  # [{{nRows}} × {{nFeatures}}]
print("mean:", mean.round(3), "scale:", scale.round(3))
# [[end]]
X_train, Y_train = X[train], Y[train]  # [{{nTrain}} × {{nFeatures}}], [{{nTrain}} × {{nClasses}}]
X_test, Y_test = X[test], Y[test]  # [{{nTest}} × {{nFeatures}}], [{{nTest}} × {{nClasses}}]

# %% [markdown]
# scikit-learn has a tool for each of these three steps. Where it is installed, it must agree.

# %%
try:
    from sklearn.model_selection import train_test_split
    from sklearn.preprocessing import OneHotEncoder, StandardScaler
except ImportError:
    print("scikit-learn is not installed: its check is left out")
else:
    encoder = OneHotEncoder(categories=[range(n_classes)])
    assert (encoder.fit_transform(labels.reshape(-1, 1)).toarray() == Y).all()
    # [[if split=plain|stratified]]
    rows, groups = np.arange(len(values)), {{stratifyBy}}
    their_train, their_test = train_test_split(
        rows, test_size={{testSize}}, random_state={{randomState}}, stratify=groups
    )
    assert (their_train == train).all() and (their_test == test).all()
    # [[end]]
    # [[if scaled=yes]]
    assert np.allclose(StandardScaler().fit(seen).transform(values), X, rtol=1e-9, atol=1e-9)
    # [[end]]
    print("scikit-learn agrees")

# %% [markdown]
# ## 5. First parameters
#
# Layer l has a weight matrix [inputs × units] and a row of biases [1 × units].
# [[if initialization=uniform]]
# One random stream with the seed {{seed}} gives every weight a number between 0 and 1. It gives one to every bias too;
# those of the hidden layers are set to 0, those of the output stay.
# [[end]]
# [[if initialization=glorot]]
# One random stream with the seed {{seed}} gives every weight a number within ±√(6 / (inputs + units)), after Glorot and
# Bengio. Biases begin at 0.
# [[end]]
# [[if initialization=he]]
# One random stream with the seed {{seed}} gives every weight a number within ±√(6 / inputs), after He. Biases begin at 0.
# [[end]]
# [[if initialization=zeros]]
# Everything begins at 0. Units of a hidden layer that begin alike stay alike.
# [[end]]

# %%
sizes = {{sizes}}
shapes = list(zip(sizes, sizes[1:]))
# [[if initialization=uniform]]
random = np.random.RandomState({{seed}})
weights = [random.rand(n_in, n_out) for n_in, n_out in shapes]
biases = [random.rand(1, n_out) for n_in, n_out in shapes]
biases = [0 * b for b in biases[:-1]] + biases[-1:]
# [[end]]
# [[if initialization=glorot]]
random = np.random.RandomState({{seed}})
weights = [(2 * random.rand(n_in, n_out) - 1) * np.sqrt(6 / (n_in + n_out)) for n_in, n_out in shapes]
# [[end]]
# [[if initialization=he]]
random = np.random.RandomState({{seed}})
weights = [(2 * random.rand(n_in, n_out) - 1) * np.sqrt(6 / n_in) for n_in, n_out in shapes]
# [[end]]
# [[if initialization=zeros]]
weights = [np.zeros((n_in, n_out)) for n_in, n_out in shapes]
# [[end]]
# [[if initialization=glorot|he|zeros]]
biases = [np.zeros((1, n_out)) for n_in, n_out in shapes]
# [[end]]
parameters = weights + biases  # one list of the same arrays: what is changed here is changed there
print("parameters:", sum(p.size for p in parameters))


def difference(stored):
    """The largest distance between any of our parameters and the inspector's."""
    ours = np.concatenate([p.ravel() for p in parameters])
    return np.abs(ours - np.array(stored)).max()


print("first parameters, max |dW| =", difference(RUN["initial"]))

# %% [markdown]
# ## 6. Forward
#
# [[if hidden=yes]]
# Every layer multiplies what it gets by its weights and adds its biases; this is Z. A hidden layer then bends Z by its
# activation, which is what makes the network more than one matrix. The derivative of the activation is taken from its
# output A, as the backward pass has it at hand.
# [[end]]
# [[if hidden=no]]
# Without a hidden layer the network multiplies its input by the weights and adds the biases; this is Z.
# [[end]]
# At the output softmax turns the scores Z of a row into shares P that are positive and add up to 1. The largest score of
# the row is subtracted first: that changes no share, and no exponential can overflow.


# %%
# [[if activation=relu]]
def relu(z):
    return np.maximum(z, 0)


def relu_slope(a):
    return (a > 0).astype(float)


# [[end]]
# [[if activation=leakyRelu]]
def leaky_relu(z):
    return np.where(z > 0, z, 0.01 * z)


def leaky_relu_slope(a):
    return np.where(a > 0, 1.0, 0.01)


# [[end]]
# [[if activation=tanh]]
def tanh(z):
    return np.tanh(z)


def tanh_slope(a):
    return 1 - a * a


# [[end]]
# [[if activation=sigmoid]]
def sigmoid(z):
    e = np.exp(-np.abs(z))  # never overflows
    return np.where(z >= 0, 1, e) / (1 + e)


def sigmoid_slope(a):
    return a * (1 - a)


# [[end]]
# [[if activation=linear]]
def linear(z):
    return z


def linear_slope(a):
    return np.ones_like(a)


# [[end]]
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


hidden_layers = {{activations}}  # activation and slope of each hidden layer


def forward(x):
    """The output of every layer, beginning with the input: [X, A1, …, P]."""
    outputs = [x]
    for layer, (w, b) in enumerate(zip(weights, biases)):
        z = outputs[-1] @ w + b  # [rows × units]
        activate = hidden_layers[layer][0] if layer < len(hidden_layers) else softmax
        outputs.append(activate(z))
    return outputs


P = forward(X_train)[-1]  # [{{nTrain}} × {{nClasses}}]
print("first row before training:", P[0].round(4), "sum", P[0].sum().round(12))

# %% [markdown]
# ## 7. Loss
#
# Cross-entropy asks for one share only, that of the row's own class, and takes −ln of it: 0 for a row that is sure and
# right, more the surer it is of something else. The loss is the mean over the rows. Guessing among {{nClasses}} classes
# costs ln {{nClasses}} = {{guess}}. The 1e-9 keeps a share of 0 from costing infinitely much.


# %%
def cross_entropy(p, y):
    return -(y * np.log(p + 1e-9)).sum(axis=1).mean()


def correct(p, y):
    """How many rows have their largest share at their own class."""
    return int((p.argmax(axis=1) == y.argmax(axis=1)).sum())


print("loss before training:", cross_entropy(P, Y_train), "- the inspector's:", RUN["trainLoss"][0])

# %% [markdown]
# ## 8. Backward
#
# In which direction does the loss fall? The chain rule walks from the output to the input. Softmax and cross-entropy
# together leave the simplest of all gradients, P − Y. A weight's gradient is what came in, times what is asked of its
# unit, summed over the rows; and what is asked of a unit is handed back through the weights that lead away from it.
# [[if reduction=mean]]
# This run divides the gradients by the number of rows.
# [[end]]


# %%
def backward(outputs, y):
    """The gradients in the order of `parameters`."""
    d_weights, d_biases = [], []
    dz = outputs[-1] - y  # [rows × classes]
    # [[if reduction=mean]]
    dz = dz / len(y)
    # [[end]]
    for layer in reversed(range(len(weights))):
        d_weights.insert(0, outputs[layer].T @ dz)  # [inputs × units]
        d_biases.insert(0, dz.sum(axis=0, keepdims=True))  # [1 × units]
        if layer > 0:
            slope = hidden_layers[layer - 1][1]
            dz = (dz @ weights[layer].T) * slope(outputs[layer])  # [rows × units of the layer before]
    return d_weights + d_biases


# %% [markdown]
# ## 9. Update
#
# [[if optimizer=gradientDescent]]
# Gradient descent: every parameter takes a step against its gradient. How long the step is, the learning rate says.
# [[end]]
# [[if optimizer=momentum]]
# Gradient descent with momentum, after Polyak: every parameter has a velocity that keeps {{momentum}} of itself and takes
# in the gradient, and it moves by that velocity times the learning rate.
# [[end]]
# [[if optimizer=adam]]
# Adam, after Kingma and Ba: running means of the gradient and of its square, corrected for having begun at 0. Their
# quotient is a step of about one learning rate for every parameter, however large its gradient.
# [[end]]
# [[if schedule=step|exponential|cosine]]
# The learning rate changes from epoch to epoch.
# [[end]]


# %%
# [[if schedule=constant]]
def learning_rate(epoch):
    return {{learningRate}}


# [[end]]
# [[if schedule=step]]
def learning_rate(epoch):
    return {{learningRate}} * {{factor}} ** (epoch // {{every}})


# [[end]]
# [[if schedule=exponential]]
def learning_rate(epoch):
    return {{learningRate}} * {{factor}} ** epoch


# [[end]]
# [[if schedule=cosine]]
def learning_rate(epoch):
    share = (1 + np.cos(np.pi * epoch / {{epochs}})) / 2
    return {{minimum}} + ({{learningRate}} - {{minimum}}) * share


# [[end]]
# [[if optimizer=gradientDescent]]
def update(gradients, rate):
    for p, g in zip(parameters, gradients):
        p -= rate * g


# [[end]]
# [[if optimizer=momentum]]
velocities = [np.zeros_like(p) for p in parameters]


def update(gradients, rate):
    for p, g, v in zip(parameters, gradients, velocities):
        v *= {{momentum}}
        v += g
        p -= rate * v


# [[end]]
# [[if optimizer=adam]]
first_moments = [np.zeros_like(p) for p in parameters]
second_moments = [np.zeros_like(p) for p in parameters]
n_updates = 0


def update(gradients, rate):
    global n_updates
    n_updates += 1
    for p, g, m, v in zip(parameters, gradients, first_moments, second_moments):
        m *= {{beta1}}
        m += (1 - {{beta1}}) * g
        v *= {{beta2}}
        v += (1 - {{beta2}}) * g * g
        direction = m / (1 - {{beta1}}**n_updates)
        p -= rate * direction / (np.sqrt(v / (1 - {{beta2}}**n_updates)) + {{epsilon}})


# [[end]]
# %% [markdown]
# ## 10. Training
#
# [[if batches=full]]
# An epoch is one pass over all training rows: forward, the losses, backward, update. The losses of an epoch belong to
# the parameters from before its update, so {{updates}} epochs have {{states}} states; the last is only judged.
# [[end]]
# [[if batches=mini]]
# An epoch goes through all training rows once, {{batchSize}} at a time, and updates after each batch. The order is a
# permutation of its own in every epoch. The losses of an epoch belong to the parameters from before its first update, so
# {{updates}} epochs have {{states}} states; the last is only judged.
# [[end]]
# In the inspector the loss of the training rows went from {{firstLoss}} to {{lastLoss}}.
# [[if stopping=yes]]
# Training ends when the {{monitorText}} loss has not fallen by more than {{minDelta}} for {{patience}} epochs.
# [[end]]

# %%
train_loss, test_loss, test_correct = [], [], []
# [[if stopping=yes]]
lowest, best = np.inf, 0
# [[end]]
for epoch in range({{lastEpoch}} + 1):
    outputs = forward(X_train)
    P_test = forward(X_test)[-1]
    train_loss.append(cross_entropy(outputs[-1], Y_train))
    test_loss.append(cross_entropy(P_test, Y_test))
    test_correct.append(correct(P_test, Y_test))
    if epoch % {{printed}} == 0:
        print(f"epoch {epoch}, loss {train_loss[-1]:.6f}")
    # [[if stopping=yes]]
    if {{monitor}}[-1] < lowest - {{minDelta}}:
        lowest, best = {{monitor}}[-1], epoch
    if epoch - best >= {{patience}}:
        break
    # [[end]]
    if epoch == {{lastEpoch}}:
        break
    # [[if batches=full]]
    update(backward(outputs, Y_train), learning_rate(epoch))
    # [[end]]
    # [[if batches=mini]]
    order = np.random.RandomState(({{seed}} + 1 + epoch) % 2**32).permutation(len(X_train))
    for start in range(0, len(order), {{batchSize}}):
        batch = order[start : start + {{batchSize}}]
        update(backward(forward(X_train[batch]), Y_train[batch]), learning_rate(epoch))
    # [[end]]

print(f"loss {train_loss[0]:.6f} -> {train_loss[-1]:.6f} after {epoch} epochs")

# %% [markdown]
# ## 11. Evaluation
#
# [[if split=plain|stratified]]
# How many of the {{nTest}} rows that the network has never seen does it name rightly? The confusion matrix counts them:
# a row for each actual class, a column for each predicted one. In the inspector it was {{testCorrect}} of {{nTest}}.
# [[end]]
# [[if split=no]]
# How many rows does the network name rightly? The confusion matrix counts them: a row for each actual class, a column for
# each predicted one. In the inspector it was {{testCorrect}} of {{nTest}}.
# [[end]]

# %%
confusion = np.zeros((n_classes, n_classes), dtype=int)
np.add.at(confusion, (Y_test.argmax(axis=1), P_test.argmax(axis=1)), 1)
print(f"{test_correct[-1]} of {len(Y_test)} right")
print(confusion)

# [[if form=notebook]]
# %% [markdown]
# ## 12. Pictures
#
# The loss from epoch to epoch, and what the network makes of every row: its share for each class, the rows in the order
# of the data. Where matplotlib is not installed, the pictures are left out.

# %%
try:
    import matplotlib.pyplot as plt
except ImportError:
    print("matplotlib is not installed: the pictures are left out")
else:
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 3.5))
    left.plot(train_loss, label="training rows")
    left.plot(test_loss, "--", label="test rows")
    left.axhline(np.log(n_classes), linestyle=":", color="grey", label="guessing")
    left.set(xlabel="epoch", ylabel="loss (nats)")
    left.legend()
    for k, (share, style) in enumerate(zip(forward(X)[-1].T, ["-", "--", "-.", ":"] * n_classes)):
        right.plot(np.arange(1, len(X) + 1), share, style, label=RUN["classes"][k])
    right.set(xlabel="row", ylabel="share of each class")
    right.legend()
    plt.show()

# [[end]]
# %% [markdown]
# ## {{comparison}}. Comparison
#
# Both programs have done the same sums, but not always in the same order, and each sum is rounded to 53 bits. So the last
# digits may differ; more may not.

# %%
worst = difference(RUN["last"])
print("updates made:", epoch, "- by the inspector:", {{lastEpoch}})
print("train loss, largest difference:", np.abs(np.array(train_loss)[RUN["epochs"]] - np.array(RUN["trainLoss"])).max())
print("max |dW| =", worst)
if epoch != {{lastEpoch}} or not worst <= 1e-9:  # not even NaN is
    raise SystemExit("the two programs do not agree")
print("the two programs agree")
