"""PyTorch on CPU as a contender: see harness.run."""

import torch
from torch.nn import functional

import harness


def train(assignment):
    import torch_train

    return torch_train.train(assignment)


def train_convolutional(assignment):
    import torch_convolutional

    return torch_convolutional.train(assignment)


def create_ways(folder, images, first_only):
    # Transposed, as nn.Linear keeps them.
    layers = [
        (torch.from_numpy(weights).t().contiguous(), torch.from_numpy(biases))
        for weights, biases in harness.read_parameters(folder)
    ]
    pixels = torch.from_numpy(harness.to_floats(images))

    def with_threads(threads):
        @torch.inference_mode()
        def predict(x):
            if torch.get_num_threads() != threads:
                torch.set_num_threads(threads)
            for weights, biases in layers[:-1]:
                x = functional.linear(x, weights, biases).relu_()
            return functional.linear(x, *layers[-1]).softmax(1).numpy()

        return predict

    ways = [
        (f'float32 pixels, {threads} thread{"s"[: threads - 1]}', with_threads(threads)) for threads in harness.THREADS
    ]
    return [(setup, predict, pixels) for setup, predict in (ways[:1] if first_only else ways)]


harness.run(train, create_ways, train_convolutional)
