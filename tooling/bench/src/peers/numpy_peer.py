"""NumPy as a contender: see harness.run. With `original` behind the assignment it trains as the original is written."""

import sys

import numpy as np

import harness


def train(assignment):
    import numpy_train

    return numpy_train.train(assignment, 'original' in sys.argv[2:])


def create_ways(folder, images, _first_only):
    layers = harness.read_parameters(folder)

    def predict(x):
        for weights, biases in layers[:-1]:
            x = np.maximum(x @ weights + biases, 0)
        weights, biases = layers[-1]
        scores = x @ weights + biases
        exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
        return exponentials / exponentials.sum(axis=1, keepdims=True)

    return [('float32 pixels', predict, harness.to_floats(images))]


harness.run(train, create_ways)
