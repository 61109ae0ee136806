"""The training in PyTorch on CPU, as fast as its own parts allow."""

import time

import torch
from torch import nn

from harness import (
    BATCH_SIZE,
    BETA1,
    BETA2,
    EPSILON,
    L2,
    LEARNING_RATE,
    THREADS,
    layer_shapes,
    learning_rate_at,
    read_images,
)

EVALUATION_BATCH = 1000
# How many steps to tell the best number of threads by.
TRIAL_STEPS = 60


class Trainer:
    def __init__(self, hidden):
        modules = []
        for inputs, outputs in layer_shapes(hidden):
            dense = nn.Linear(inputs, outputs)
            nn.init.normal_(dense.weight, std=0.01)
            nn.init.zeros_(dense.bias)
            modules += [dense, nn.ReLU()]
        self.network = nn.Sequential(*modules[:-1])
        first, *others = [module for module in self.network if isinstance(module, nn.Linear)]
        groups = [
            # The same gradient as that of L2·ΣW² in the loss, without its detour through autograd.
            {'params': list(first.parameters()), 'weight_decay': 2 * L2},
            {'params': [parameter for dense in others for parameter in dense.parameters()]},
        ]
        # All parameters at once: on one thread a third faster than one after the other.
        self.optimizer = torch.optim.Adam(
            groups, lr=LEARNING_RATE, betas=(BETA1, BETA2), eps=EPSILON, foreach=True
        )
        self.loss = nn.CrossEntropyLoss()
        self.iteration = 0

    def step(self, x, y):
        for group in self.optimizer.param_groups:
            group['lr'] = learning_rate_at(self.iteration)
        self.optimizer.zero_grad(set_to_none=True)
        self.loss(self.network(x), y).backward()
        self.optimizer.step()
        self.iteration += 1

    def steps(self, x, y, order):
        for first in range(0, len(order), BATCH_SIZE):
            rows = order[first : first + BATCH_SIZE]
            self.step(x[rows], y[rows])

    @torch.inference_mode()
    def evaluate(self, pixels, labels):
        right = 0
        for first in range(0, len(labels), EVALUATION_BATCH):
            scores = self.network(pixels[first : first + EVALUATION_BATCH].float() / 255)
            right += int((scores.argmax(1) == labels[first : first + EVALUATION_BATCH]).sum())
        return right / len(labels)


def find_threads(x, y, hidden):
    """The number of threads with which steps are fastest here."""

    def time_steps(threads):
        torch.set_num_threads(threads)
        trainer = Trainer(hidden)
        order = torch.arange(TRIAL_STEPS * BATCH_SIZE)
        trainer.steps(x, y, order[: BATCH_SIZE * 10])
        begin = time.perf_counter()
        trainer.steps(x, y, order)
        return time.perf_counter() - begin

    return min(THREADS, key=lambda threads: min(time_steps(threads) for _ in range(2)))


def train(assignment):
    hidden = assignment['hidden']
    pixels, labels = (torch.from_numpy(array) for array in read_images(assignment['folder'], 'train'))
    test = [torch.from_numpy(array) for array in read_images(assignment['folder'], 't10k')]
    x, y = pixels.float().div_(255), labels.long()
    del pixels
    torch.manual_seed(assignment['seed'])
    threads = find_threads(x, y, hidden)
    torch.set_num_threads(threads)
    trainer = Trainer(hidden)
    epochs = []
    for _ in range(assignment['epochs']):
        begin = time.perf_counter()
        trainer.steps(x, y, torch.randperm(len(y)))
        seconds = time.perf_counter() - begin
        epochs.append({'seconds': seconds, 'accuracy': trainer.evaluate(*test)})
    return epochs, f'foreach Adam, {threads} {"thread" if threads == 1 else "threads"}'
