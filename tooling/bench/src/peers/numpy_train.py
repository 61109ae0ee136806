"""
The training step in NumPy, layer by layer as the book has it.

As the original program is written, it is in float64, because that is what NumPy makes parameters of, and measures loss,
penalty and accuracy in every step. The other way is in float32 and only learns.
"""

import time

import numpy as np

from harness import BATCH_SIZE, BETA1, BETA2, EPSILON, L2, layer_shapes, learning_rate_at, read_images, to_floats

EVALUATION_BATCH = 1000


class Dense:
    def __init__(self, inputs, outputs, l2, random, dtype):
        self.weights = (0.01 * random.standard_normal((inputs, outputs))).astype(dtype)
        self.biases = np.zeros((1, outputs), dtype)
        self.l2 = l2

    def forward(self, inputs):
        self.inputs = inputs
        return inputs @ self.weights + self.biases

    def backward(self, gradient):
        self.weight_gradients = self.inputs.T @ gradient
        self.bias_gradients = gradient.sum(axis=0, keepdims=True)
        if self.l2 > 0:
            self.weight_gradients += 2 * self.l2 * self.weights
            self.bias_gradients += 2 * self.l2 * self.biases
        return gradient @ self.weights.T


class ReLU:
    def forward(self, inputs):
        self.inputs = inputs
        return np.maximum(0, inputs)

    def backward(self, gradient):
        gradient = gradient.copy()
        gradient[self.inputs <= 0] = 0
        return gradient


class Adam:
    def __init__(self):
        self.iterations = 0
        self.state = {}

    def update(self, layer, name, gradient):
        parameter = getattr(layer, name)
        momentum, cache = self.state.get((layer, name), (np.zeros_like(parameter), np.zeros_like(parameter)))
        momentum = BETA1 * momentum + (1 - BETA1) * gradient
        cache = BETA2 * cache + (1 - BETA2) * gradient**2
        self.state[layer, name] = momentum, cache
        corrected_momentum = momentum / (1 - BETA1 ** (self.iterations + 1))
        corrected_cache = cache / (1 - BETA2 ** (self.iterations + 1))
        rate = learning_rate_at(self.iterations)
        setattr(layer, name, parameter - rate * corrected_momentum / (np.sqrt(corrected_cache) + EPSILON))


def softmax(scores):
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)


def forward(layers, values):
    for layer in layers:
        values = layer.forward(values)
    return values


def measure(layers, probabilities, y):
    clipped = np.clip(probabilities, 1e-7, 1 - 1e-7)
    data_loss = -np.log(clipped[np.arange(len(y)), y]).mean()
    penalty = 0
    for layer in layers:
        if isinstance(layer, Dense) and layer.l2 > 0:
            penalty += layer.l2 * (np.sum(layer.weights**2) + np.sum(layer.biases**2))
    return data_loss, penalty, (probabilities.argmax(axis=1) == y).mean()


def train_step(layers, optimizer, x, y, measures_steps):
    gradient = softmax(forward(layers, x))
    if measures_steps:
        measure(layers, gradient, y)
    gradient[np.arange(len(y)), y] -= 1
    gradient /= len(y)
    for layer in reversed(layers):
        gradient = layer.backward(gradient)
    for layer in layers:
        if isinstance(layer, Dense):
            optimizer.update(layer, 'weights', layer.weight_gradients)
            optimizer.update(layer, 'biases', layer.bias_gradients)
    optimizer.iterations += 1


def create_network(hidden, random, dtype):
    layers = []
    for index, (inputs, outputs) in enumerate(layer_shapes(hidden)):
        layers += [Dense(inputs, outputs, L2 if index == 0 else 0, random, dtype), ReLU()]
    return layers[:-1]


def evaluate(layers, pixels, labels):
    right = 0
    for first in range(0, len(labels), EVALUATION_BATCH):
        scores = forward(layers, to_floats(pixels[first : first + EVALUATION_BATCH]))
        right += int((scores.argmax(axis=1) == labels[first : first + EVALUATION_BATCH]).sum())
    return right / len(labels)


def train(assignment, as_original):
    pixels, y = read_images(assignment['folder'], 'train')
    test = read_images(assignment['folder'], 't10k')
    x = to_floats(pixels)
    del pixels
    random = np.random.default_rng(assignment['seed'])
    layers = create_network(assignment['hidden'], random, np.float64 if as_original else np.float32)
    optimizer = Adam()
    epochs = []
    for _ in range(assignment['epochs']):
        begin = time.perf_counter()
        order = random.permutation(len(y))
        for first in range(0, len(y), BATCH_SIZE):
            rows = order[first : first + BATCH_SIZE]
            train_step(layers, optimizer, x[rows], y[rows], as_original)
        seconds = time.perf_counter() - begin
        epochs.append({'seconds': seconds, 'accuracy': evaluate(layers, *test)})
    return epochs, ''
