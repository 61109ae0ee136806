import type { Argv } from 'yargs';
import { lazily } from '../lazy-command';

/** Everything `fmnist` does, in the order its help tells. */
export function withCommands(yargs: Argv): Argv {
  return yargs
    .command(
      lazily(
        'train',
        'Train a network on Fashion-MNIST: the original, 784-128-128-10, unless --preset says another',
        async () => (await import('./train')).trainCommand,
      ),
    )
    .command(
      lazily(
        'runs',
        'List, show, compare or remove the trainings that were',
        async () => (await import('./runs')).runsCommand,
      ),
    )
    .command(
      lazily(
        'evaluate',
        'Measure a trained model on the 10,000 test pictures',
        async () => (await import('./evaluate')).evaluateCommand,
      ),
    )
    .command(
      lazily(
        'report [run]',
        'Write the report of a run: curves, confusion, mistakes, weights, as one page',
        async () => (await import('./report')).reportCommand,
      ),
    )
    .command(
      lazily(
        'plot <figure> [run]',
        'Draw a figure of a run as SVG or PNG',
        async () => (await import('./plot')).plotCommand,
      ),
    )
    .command(
      lazily(
        'predict <images..>',
        'Name the garment each picture shows',
        async () => (await import('./predict')).predictCommand,
      ),
    )
    .command(
      lazily(
        'inspect <file>',
        'Tell what a file holds: models, checkpoints, exports, the original program’s files, events',
        async () => (await import('./inspect')).inspectCommand,
      ),
    )
    .command(
      lazily(
        'export [model]',
        'Write a model for other programs: onnx, json, npz, or safetensors with the parameters alone',
        async () => (await import('./export')).exportCommand,
      ),
    )
    .command(
      lazily(
        'import-original <file>',
        'Make a model of fashion_mnist.parms or fashion_mnist.model of the original program',
        async () => (await import('./import-original')).importOriginalCommand,
      ),
    )
    .command(
      lazily(
        'presets',
        'List the networks that train --preset knows, or show one as a recipe to change',
        async () => (await import('./presets')).presetsCommand,
      ),
    )
    .command(
      lazily(
        'data',
        'Fetch, look at, check, import or export data sets',
        async () => (await import('./data')).dataCommand,
      ),
    )
    .command(
      lazily(
        'bench',
        'Measure how fast this machine trains and predicts',
        async () => (await import('./bench')).benchCommand,
      ),
    )
    .command(
      lazily(
        'doctor',
        'Tell whether this machine has what fmnist needs, and what to do where it has not',
        async () => (await import('./doctor')).doctorCommand,
      ),
    )
    .command(
      lazily(
        'completion <shell>',
        'Print a script that completes commands and flags in your shell',
        async () => (await import('./completion')).completionCommand,
      ),
    );
}
