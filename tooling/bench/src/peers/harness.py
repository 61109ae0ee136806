"""What the Python peers have in common: the data, the clock, and the line of JSON that the bench reads."""

import json
import os
import resource
import sys
import time

import numpy as np

IMAGE_SIZE = 784
CLASSES = 10
BATCH_SIZES = (100, 500, 1000, 2500, 10000)
# Numbers of threads to try, for those who can be told.
THREADS = sorted({1, 2, os.cpu_count() or 1})
# What every contender trains with: the original program's numbers.
BATCH_SIZE = 128
LEARNING_RATE = 0.002
DECAY = 5e-4
BETA1 = 0.9
BETA2 = 0.999
EPSILON = 1e-7
L2 = 5e-4


def learning_rate_at(iteration):
    return LEARNING_RATE / (1 + DECAY * iteration)


def layer_shapes(hidden):
    widths = (IMAGE_SIZE, hidden, hidden, CLASSES)
    return list(zip(widths[:-1], widths[1:]))


def read_images(folder, name):
    """Pixels as bytes [n, 784], and labels."""
    images = np.fromfile(os.path.join(folder, f'{name}-images-idx3-ubyte'), np.uint8)[16:]
    labels = np.fromfile(os.path.join(folder, f'{name}-labels-idx1-ubyte'), np.uint8)[8:]
    return images.reshape(-1, IMAGE_SIZE), labels


def to_floats(pixels):
    return pixels.astype(np.float32) / np.float32(255)


def read_parameters(folder, hidden=128):
    """The trained weights and biases of each layer."""
    values = np.fromfile(os.path.join(folder, 'parameters.f32'), np.float32)
    layers = []
    for inputs, outputs in layer_shapes(hidden):
        weights, biases, values = np.split(values, [inputs * outputs, inputs * outputs + outputs])
        layers.append((weights.reshape(inputs, outputs), biases))
    return layers


def measure_batches(ways, labels, budget_ms):
    """The best of the ways (setup, predict, images) and batch sizes, again and again."""
    deadline = time.perf_counter() + budget_ms / 1000 * 0.4
    end = time.perf_counter() + budget_ms / 1000
    best = None
    for setup, predict, images in ways:
        for batch_size in BATCH_SIZES:
            if len(images) % batch_size or (best and time.perf_counter() > deadline):
                continue
            predict(images[:batch_size])
            seconds = min(time_pass(predict, images, batch_size)[0] for _ in range(2))
            if best is None or seconds < best[0]:
                best = (seconds, setup, predict, images, batch_size)
    _, setup, predict, images, batch_size = best
    passes = []
    while not passes or time.perf_counter() < end:
        passes.append(time_pass(predict, images, batch_size)[0])
    predictions = np.concatenate(time_pass(predict, images, batch_size)[1])
    return {
        'seconds': float(np.median(passes)),
        'images': len(images),
        'batchSize': batch_size,
        'setup': setup,
        'accuracy': float(np.mean(predictions.argmax(axis=1) == labels)),
    }


def time_pass(predict, images, batch_size):
    begin = time.perf_counter()
    batches = [predict(images[first : first + batch_size]) for first in range(0, len(images), batch_size)]
    return time.perf_counter() - begin, batches


def measure_singles(ways, budget_ms):
    """The best of the ways, one image after the other."""
    trials = []
    for setup, predict, images in ways:
        time_calls(predict, images, 300, budget_ms * 0.1)
        trials.append((float(np.median(time_calls(predict, images, 300, budget_ms * 0.1))), setup, predict, images))
    _, setup, predict, images = min(trials, key=lambda trial: trial[0])
    times = time_calls(predict, images, 5000, budget_ms * 0.6)
    return {
        'p50Us': float(np.percentile(times, 50)),
        'p99Us': float(np.percentile(times, 99)),
        'calls': len(times),
        'setup': setup,
    }


def time_calls(predict, images, calls, budget_ms):
    times = []
    deadline = time.perf_counter() + budget_ms / 1000
    while not times or (len(times) < calls and time.perf_counter() < deadline):
        image = images[len(times) % len(images)][None]
        begin = time.perf_counter()
        predict(image)
        times.append((time.perf_counter() - begin) * 1e6)
    return times


def peak_resident_bytes():
    """On Linux from /proc, because ru_maxrss also counts what the parent had resident when it forked."""
    try:
        with open('/proc/self/status', encoding='utf8') as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith('VmHWM:'))
    except (OSError, StopIteration):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == 'darwin' else peak * 1024


def run(train, create_ways, train_convolutional=None):
    """
    Does the assignment in the first argument.
    `train(assignment)`, and `train_convolutional` of those who can, give (epochs, setup); `create_ways(folder, images, first_only)` gives a list of
    (setup, predict, images), where predict takes some of those images and gives an array of probabilities.
    """
    assignment = json.loads(sys.argv[1])
    task, folder = assignment['task'], assignment['folder']
    if task == 'startup':
        image = np.fromfile(os.path.join(folder, 'first-image.u8'), np.uint8).reshape(1, IMAGE_SIZE)
        _, predict, images = create_ways(folder, image, True)[0]
        print(int(predict(images).argmax()))
        return
    if task in ('train', 'train-cnn'):
        epochs, setup = (train if task == 'train' else train_convolutional)(assignment)
        answer = {'epochs': epochs, 'setup': setup, 'peakBytes': peak_resident_bytes()}
    else:
        images, labels = read_images(folder, 't10k')
        ways = create_ways(folder, images, False)
        budget_ms = assignment['budgetMs']
        if task == 'predict-batch':
            answer = measure_batches(ways, labels, budget_ms)
        else:
            answer = measure_singles(ways, budget_ms)
    print(json.dumps(answer))
