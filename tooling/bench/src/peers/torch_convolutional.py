"""
The training of the convolutional network in PyTorch on CPU. Its layers are made of the recipe's plain data; images are
[batch, channels, height, width] to PyTorch, and the best of its two ways to lay them out in memory is found by trying.
"""

import itertools
import json
import os
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from harness import BATCH_SIZE, THREADS, read_images

EVALUATION_BATCH = 500
# How many steps to tell the best setup by, after one that does not count.
TRIAL_STEPS = 2
LAYOUTS = {'channels first': torch.contiguous_format, 'channels last': torch.channels_last}


class Weights:
    """The initial weights, taken from in the order in which data passes the layers."""

    def __init__(self, folder):
        self.values = np.fromfile(os.path.join(folder, 'convolutional.f32'), np.float32)

    def take(self, *shape):
        taken, self.values = np.split(self.values, [int(np.prod(shape))])
        return torch.from_numpy(taken.reshape(shape))


class Convolution(nn.Conv2d):
    def __init__(self, config, weights):
        inputs, outputs, groups = config['inputs'], config['outputs'], config['groups']
        window = config['kernelHeight'], config['kernelWidth']
        self.is_strided_same = config['stride'] > 1 and config['padding'] == 'same'
        padding = 0 if self.is_strided_same else config['padding']
        super().__init__(
            inputs, outputs, window, config['stride'], padding, groups=groups, bias=config['useBias']
        )
        with torch.no_grad():
            self.weight.copy_(weights.take(inputs // groups, *window, outputs).permute(3, 0, 1, 2))
            if config['useBias']:
                self.bias.copy_(weights.take(outputs))

    def forward(self, x):
        if self.is_strided_same:
            pads = []
            # From the last axis on, as `pad` wants it.
            for size, window, stride in zip(x.shape[:1:-1], self.kernel_size[::-1], self.stride[::-1]):
                missing = max(0, (-(-size // stride) - 1) * stride + window - size)
                pads += [missing // 2, missing - missing // 2]
            x = functional.pad(x, pads)
        return super().forward(x)


class Dense(nn.Linear):
    def __init__(self, config, weights):
        super().__init__(config['inputs'], config['outputs'])
        with torch.no_grad():
            self.weight.copy_(weights.take(config['inputs'], config['outputs']).t())
            self.bias.copy_(weights.take(config['outputs']))


class Residual(nn.Module):
    def __init__(self, config, weights, channels):
        super().__init__()
        self.layers, self.channels = create_layers(config['layers'], weights, channels)
        self.projection, _ = create_layers(config['projection'], weights, channels)

    def forward(self, x):
        return self.layers(x) + self.projection(x)


class Rescale(nn.Module):
    def __init__(self, scale, offset):
        super().__init__()
        self.scale, self.offset = scale, offset

    def forward(self, x):
        return x * self.scale + self.offset


class GlobalAveragePool(nn.Module):
    def forward(self, x):
        return x.mean((2, 3))


def create_layers(configs, weights, channels):
    """Modules one after the other, and the number of channels that come out."""
    modules = []
    for config in configs:
        kind = config['type']
        if kind == 'Conv2D':
            modules.append(Convolution(config, weights))
            channels = config['outputs']
        elif kind == 'BatchNorm':
            modules.append(nn.BatchNorm2d(channels, config['epsilon'], 1 - config['momentum']))
        elif kind == 'ReLU':
            # Not over what came in: the shortcut of a residual needs it.
            modules.append(nn.ReLU(inplace=len(modules) > 0))
        elif kind == 'MaxPool2D' and config['padding'] == 'valid':
            modules.append(nn.MaxPool2d((config['poolHeight'], config['poolWidth']), config['stride']))
        elif kind == 'GlobalAveragePool2D':
            modules.append(GlobalAveragePool())
        elif kind == 'Dense':
            modules.append(Dense(config, weights))
        elif kind == 'Rescale':
            modules.append(Rescale(config['scale'], config['offset']))
        elif kind == 'Residual':
            modules.append(Residual(config, weights, channels))
            channels = modules[-1].channels
        # The loss has the softmax in it.
        elif kind != 'Softmax':
            raise NotImplementedError(f'the bench does not know the layer {kind} for PyTorch')
    return nn.Sequential(*modules), channels


class Trainer:
    def __init__(self, folder, task, layout):
        model = task['model']
        self.learning_rates = task['learningRates']
        self.layout = layout
        self.network, _ = create_layers(model['layers'], Weights(folder), model['inputShape'][2])
        self.network.to(memory_format=layout)
        multiplied = [
            module.weight for module in self.network.modules() if isinstance(module, (nn.Conv2d, nn.Linear))
        ]
        others = [
            parameter
            for parameter in self.network.parameters()
            if not any(parameter is weight for weight in multiplied)
        ]
        optimizer = model['optimizer']
        # Biases, and the scale and offset of a BatchNorm, do not decay.
        groups = [
            {'params': multiplied, 'weight_decay': optimizer.get('weightDecay', 0)},
            {'params': others, 'weight_decay': 0},
        ]
        betas = optimizer['beta1'], optimizer['beta2']
        self.optimizer = torch.optim.AdamW(groups, betas=betas, eps=optimizer['epsilon'], foreach=True)
        self.loss = nn.CrossEntropyLoss(label_smoothing=model['loss'].get('labelSmoothing', 0))
        self.iteration = 0

    def step(self, x, y):
        for group in self.optimizer.param_groups:
            group['lr'] = self.learning_rates[self.iteration]
        self.optimizer.zero_grad(set_to_none=True)
        self.loss(self.network(self.to_images(x)), y).backward()
        self.optimizer.step()
        self.iteration += 1

    def steps(self, x, y):
        self.network.train()
        for first in range(0, len(x), BATCH_SIZE):
            self.step(x[first : first + BATCH_SIZE], y[first : first + BATCH_SIZE])

    @torch.inference_mode()
    def evaluate(self, x, y):
        self.network.eval()
        right = 0
        for first in range(0, len(x), EVALUATION_BATCH):
            scores = self.network(self.to_images(x[first : first + EVALUATION_BATCH]))
            right += int((scores.argmax(1) == y[first : first + EVALUATION_BATCH]).sum())
        return right / len(x)

    def to_images(self, pixels):
        return pixels.reshape(-1, 1, 28, 28).float().contiguous(memory_format=self.layout)


def find_setup(folder, task, x, y):
    """The number of threads and the layout with which steps are fastest here."""

    def time_steps(setup):
        threads, layout = setup
        torch.set_num_threads(threads)
        trainer = Trainer(folder, task, LAYOUTS[layout])
        trainer.steps(x[:BATCH_SIZE], y[:BATCH_SIZE])
        begin = time.perf_counter()
        for _ in range(TRIAL_STEPS):
            trainer.steps(x[:BATCH_SIZE], y[:BATCH_SIZE])
        return time.perf_counter() - begin

    return min(itertools.product(THREADS, LAYOUTS), key=time_steps)


def train(assignment):
    folder = assignment['folder']
    with open(os.path.join(folder, 'convolutional.json'), encoding='utf8') as file:
        task = json.load(file)
    x, y = read_tensors(folder, 'train', assignment['images'])
    test = read_tensors(folder, 't10k', assignment['testImages'])
    threads, layout = find_setup(folder, task, x, y)
    torch.set_num_threads(threads)
    trainer = Trainer(folder, task, LAYOUTS[layout])
    epochs = []
    for _ in range(assignment['epochs']):
        begin = time.perf_counter()
        trainer.steps(x, y)
        seconds = time.perf_counter() - begin
        epochs.append({'seconds': seconds, 'accuracy': trainer.evaluate(*test)})
    return epochs, f'{layout}, {threads} {"thread" if threads == 1 else "threads"}'


def read_tensors(folder, name, count):
    pixels, labels = read_images(folder, name)
    return torch.from_numpy(pixels[:count]), torch.from_numpy(labels[:count]).long()
