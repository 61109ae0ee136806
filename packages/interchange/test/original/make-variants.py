"""Makes small files as the original program would write them with other optimizers, layers, types and pickle protocols,
and puts them, in base64, into one JSON file beside what they hold. Run once under NumPy 1 and once under NumPy 2:

    python3 make-variants.py fixtures/variants-numpy1.json
"""

import base64
import json
import pathlib
import pickle
import sys

import numpy as np


class Layer_Dense:
    def __init__(self, weights, biases, penalties=(0, 0, 0, 0)):
        self.weights = weights
        self.biases = biases
        self.weight_regularizer_l1, self.weight_regularizer_l2 = penalties[:2]
        self.bias_regularizer_l1, self.bias_regularizer_l2 = penalties[2:]


class Layer_Dropout:
    def __init__(self, rate):
        self.rate = 1 - rate


class Empty:
    """An object that is nothing but its attributes."""

    def __init__(self, **attributes):
        self.__dict__.update(attributes)


def program_class(name):
    return type(name, (Empty,), {"__module__": "__main__"})


for name in (
    "Model Layer_Input Activation_ReLU Activation_Softmax Activation_Sigmoid Activation_Linear "
    "Activation_Softmax_Loss_CategoricalCrossentropy Loss_CategoricalCrossentropy Loss_BinaryCrossentropy "
    "Loss_MeanSquaredError Loss_MeanAbsoluteError Accuracy_Categorical Accuracy_Regression Optimizer_SGD "
    "Optimizer_Adagrad Optimizer_RMSprop Optimizer_Adam"
).split():
    globals()[name] = program_class(name)

random = np.random.RandomState(7)
SIZES = (5, 4, 3)


def numbers(*shape):
    return random.randn(*shape)


def dense(index, penalties=(0, 0, 0, 0), store=lambda array: array):
    rows, columns = SIZES[index], SIZES[index + 1]
    return Layer_Dense(store(numbers(rows, columns)), store(numbers(1, columns)), penalties)


def train_state(layers, attributes):
    """What an optimizer leaves in the layers."""
    for layer in layers:
        for attribute in attributes:
            setattr(layer, "weight_" + attribute, numbers(*layer.weights.shape))
            setattr(layer, "bias_" + attribute, numbers(*layer.biases.shape))


def make_model(layers, loss, optimizer, accuracy, **others):
    """The attributes and the circle of `prev` and `next` that the book's `Model.finalize` makes."""
    input_layer = Layer_Input()
    row = [input_layer, *layers, loss]
    for before, layer, after in zip(row, layers, row[2:]):
        layer.prev, layer.next = before, after
    trainable = [layer for layer in layers if hasattr(layer, "weights")]
    loss.trainable_layers = trainable
    loss.accumulated_sum = np.float64(1.5)
    loss.accumulated_count = np.int64(3)
    return Model(
        layers=layers,
        softmax_classifier_output=None,
        loss=loss,
        optimizer=optimizer,
        accuracy=accuracy,
        input_layer=input_layer,
        trainable_layers=trainable,
        output_layer_activation=layers[-1],
        **others,
    )


def optimizer(kind, **options):
    values = dict(learning_rate=0.5, current_learning_rate=0.4, decay=0.25, iterations=3)
    return kind(**{**values, **options})


def adam():
    return optimizer(Optimizer_Adam, epsilon=1e-7, beta_1=0.75, beta_2=0.5)


def models():
    layers = [dense(0, (0.1, 0.2, 0.3, 0.4)), Activation_ReLU(), dense(1), Activation_Softmax()]
    train_state([layers[0], layers[2]], ["momentums", "cache"])
    yield "adam", make_model(layers, Loss_CategoricalCrossentropy(), adam(), Accuracy_Categorical(binary=False))

    layers = [dense(0), Activation_Sigmoid(), Layer_Dropout(0.1), dense(1), Activation_Sigmoid()]
    train_state([layers[0], layers[3]], ["momentums"])
    momentum = optimizer(Optimizer_SGD, momentum=0.5)
    yield "sgd-momentum", make_model(layers, Loss_BinaryCrossentropy(), momentum, Accuracy_Categorical(binary=True))

    layers = [dense(0), Activation_ReLU(), dense(1), Activation_Linear()]
    plain = optimizer(Optimizer_SGD, momentum=0.0, learning_rate=np.float64(0.5))
    precision = Accuracy_Regression(precision=np.float64(0.125))
    yield "sgd", make_model(layers, Loss_MeanSquaredError(), plain, precision)

    layers = [dense(0), Activation_ReLU(), dense(1), Activation_Linear()]
    train_state([layers[0], layers[2]], ["cache"])
    adagrad = optimizer(Optimizer_Adagrad, epsilon=1e-7)
    yield "adagrad", make_model(layers, Loss_MeanAbsoluteError(), adagrad, Accuracy_Regression(precision=None))

    layers = [dense(0), Activation_ReLU(), dense(1), Activation_Softmax()]
    train_state([layers[0], layers[2]], ["cache"])
    rmsprop = optimizer(Optimizer_RMSprop, epsilon=1e-7, rho=0.75)
    yield "rmsprop", make_model(layers, Loss_CategoricalCrossentropy(), rmsprop, Accuracy_Categorical())

    layers = [dense(0), Activation_ReLU(), dense(1), Activation_Softmax()]
    leftovers = dict(
        confusion={0: "T-shirt", 1: None},
        history=[0.5, -3, 70000, -70000, 2**40, True],
        mask=np.ones((2, 2), dtype=bool),
        classes=np.arange(5, dtype=np.uint8),
        empty=np.zeros((0, 3)),
    )
    yield "untrained", make_model(
        layers, Loss_CategoricalCrossentropy(), adam(), Accuracy_Categorical(), **leftovers
    )


STORES = {
    "float64": lambda array: array,
    "float32": lambda array: array.astype(np.float32),
    "fortran": np.asfortranarray,
    "transposed": lambda array: np.ascontiguousarray(array.T).T,
    "strided": lambda array: np.repeat(array, 2, axis=1)[:, ::2],
    "big-endian": lambda array: array.astype(">f8"),
    "int64": lambda array: (10 * array).astype(np.int64),
    "int32": lambda array: (10 * array).astype(np.int32),
}


def parameters():
    for name, store in STORES.items():
        layers = [dense(0, store=store), dense(1, store=store)]
        yield name, [(layer.weights, layer.biases) for layer in layers]


def variant(value, content):
    # the pickler written in Python under one protocol, C's under the others: both are in use
    files = {p: (pickle._dumps if p == 3 else pickle.dumps)(value, p) for p in (2, 3, 4, 5)}
    return {"files": {p: base64.b64encode(file).decode() for p, file in files.items()}, **content}


def main(path):
    variants = {}
    for name, pairs in parameters():
        content = {"parameters": [[array.tolist() for array in pair] for pair in pairs]}
        variants[name + ".parms"] = variant(pairs, content)
    for name, model in models():
        layers = model.trainable_layers
        state = [
            {key: array.tolist() for key, array in vars(layer).items() if key.endswith(("_cache", "_momentums"))}
            for layer in layers
        ]
        content = {"parameters": [[layer.weights.tolist(), layer.biases.tolist()] for layer in layers], "state": state}
        variants[name + ".model"] = variant(model, content)
    path.write_text(json.dumps({"numpy": np.__version__, "variants": variants}) + "\n")


main(pathlib.Path(sys.argv[1]))
