"""What the Python servers have in common: a network that the bench wrote as plain data, pictures, and the answer."""

import io
import json
import os

import numpy as np
from PIL import Image

SIDE = 28


class Weights:
    """Weights and biases, taken in the order of the steps."""

    def __init__(self, path):
        self.values = np.fromfile(path, np.float32)
        self.offset = 0

    def take(self, *shape):
        self.offset += int(np.prod(shape))
        return self.values[self.offset - int(np.prod(shape)) : self.offset].reshape(shape)


def create_numpy(steps, weights):
    """A network of dense layers: x [n, 28, 28, 1] to probabilities."""
    layers = []
    for step in steps:
        kind = step['type']
        if kind == 'Dense':
            matrix, biases = weights.take(step['inputs'], step['outputs']), weights.take(step['outputs'])
            layers.append(lambda x, matrix=matrix, biases=biases: x @ matrix + biases)
        elif kind == 'ReLU':
            layers.append(lambda x: np.maximum(x, 0))
        elif kind == 'Flatten':
            layers.append(lambda x: x.reshape(len(x), -1))
        elif kind == 'Rescale':
            scale, offset = np.float32(step['scale']), np.float32(step['offset'])
            layers.append(lambda x, scale=scale, offset=offset: x * scale + offset)
        elif kind == 'Softmax':
            layers.append(softmax)
        else:
            raise NotImplementedError(f'the bench does not know the layer {kind} for NumPy')

    def predict(x):
        for layer in layers:
            x = layer(x)
        return x

    return predict


def softmax(scores):
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)


def create_torch(steps, weights):
    import torch
    from torch import nn

    class Residual(nn.Module):
        def __init__(self, inner):
            super().__init__()
            self.inner = inner

        def forward(self, x):
            return self.inner(x) + x

    class Rescale(nn.Module):
        def __init__(self, scale, offset):
            super().__init__()
            self.scale, self.offset = scale, offset

        def forward(self, x):
            return x * self.scale + self.offset

    def module_of(step):
        kind = step['type']
        if kind == 'Conv2D':
            inputs, outputs, size = step['inputs'], step['outputs'], step['kernel']
            module = nn.Conv2d(inputs, outputs, size, padding='same')
            kernel = torch.tensor(weights.take(inputs, size, size, outputs)).permute(3, 0, 1, 2).contiguous()
            module.weight, module.bias = nn.Parameter(kernel), nn.Parameter(torch.tensor(weights.take(outputs)))
            return module
        if kind == 'Dense':
            module = nn.Linear(step['inputs'], step['outputs'])
            matrix = torch.tensor(weights.take(step['inputs'], step['outputs'])).t().contiguous()
            biases = torch.tensor(weights.take(step['outputs']))
            module.weight, module.bias = nn.Parameter(matrix), nn.Parameter(biases)
            return module
        if kind == 'Residual':
            return Residual(nn.Sequential(*map(module_of, step['steps'])))
        if kind == 'MaxPool2D':
            return nn.MaxPool2d(step['size'])
        if kind == 'GlobalAveragePool2D':
            return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())
        if kind == 'Rescale':
            return Rescale(step['scale'], step['offset'])
        return {'ReLU': nn.ReLU, 'Flatten': nn.Flatten, 'Softmax': lambda: nn.Softmax(1)}[kind]()

    torch.set_num_threads(1)
    network = nn.Sequential(*map(module_of, steps)).eval()
    # One channel: [n, 28, 28, 1] and [n, 1, 28, 28] are the same in memory.
    example = torch.zeros(1, 1, SIDE, SIDE)
    with torch.inference_mode():
        network = torch.jit.optimize_for_inference(torch.jit.trace(network, example))

        for _ in range(3):
            network(example)

    @torch.inference_mode()
    def predict(x):
        return network(torch.from_numpy(x).reshape(-1, 1, SIDE, SIDE)).numpy()

    return predict


def load():
    """The names of the classes, and what gives probabilities [n, classes] for pixels [n, 28, 28, 1]."""
    with open(os.environ['FMNIST_BENCH_STEPS'], encoding='utf8') as file:
        network = json.load(file)
    weights = Weights(os.environ['FMNIST_BENCH_WEIGHTS'])
    create = create_torch if os.environ['FMNIST_BENCH_ENGINE'] == 'torch' else create_numpy
    return network['labels'], create(network['steps'], weights)


labels, predict = load()


def from_pixels(images):
    return np.array(images, np.float32).reshape(-1, SIDE, SIDE, 1)


def from_files(files):
    return from_pixels([np.asarray(Image.open(io.BytesIO(file)).convert('L')) for file in files])


def answer(x):
    return {
        'predictions': [
            {
                'class': best,
                'label': labels[best],
                'probability': row[best],
                'probabilities': dict(zip(labels, row)),
            }
            for row in predict(x).tolist()
            for best in [max(range(len(row)), key=row.__getitem__)]
        ]
    }
