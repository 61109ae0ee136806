import { makeAccuracy, makeAugmentation, makeLayer, makeLoss, makeOptimizer } from '../formats/components';
import { ConfigReader } from '../formats/config-reader';
import { trainingKernels } from '../kernels/sets/training';
import { attachSimdKernels } from '../kernels/simd';
import { kernelSetsOf } from '../layers/kernel-sets-of';
import { EvaluationPass } from '../model/evaluation-pass';
import { buildNetwork } from '../model/network';
import { TrainingStep } from '../model/training-step';
import type { Optimizer } from '../optimizers/optimizer';
import { Crew } from './crew';
import type { Order, TrainingJob } from './job';

/** One thread of a team: the caller's training, built again over the memory they share. */
export class TrainingWorker {
  readonly #crew: Crew;
  readonly #step: TrainingStep;
  readonly #optimizer: Optimizer;
  readonly #validation: EvaluationPass | undefined;
  readonly #isFirst: boolean;

  constructor(job: TrainingJob) {
    const layers = job.layers.map((config, index) => makeLayer(new ConfigReader(config, `layers[${index}]`)));
    const loss = makeLoss(new ConfigReader(job.loss, 'loss'));
    const accuracy = makeAccuracy(new ConfigReader(job.accuracy, 'accuracy'));
    const optimizer = makeOptimizer(new ConfigReader(job.optimizer, 'optimizer'));
    const sets = [loss, accuracy, optimizer].flatMap(({ kernelSets }) => kernelSets);
    const all = [...trainingKernels, ...kernelSetsOf(layers), ...sets];
    const kernels = attachSimdKernels(job.shared, job.pieces, all);
    const network = buildNetwork(layers, job.inputShape, kernels);
    optimizer.bind(kernels, network.parameters);
    optimizer.iterations = job.iterations;
    optimizer.training = job.span;
    const { samples, targets, batchSize, seed, recordEvery, validation } = job;
    this.#optimizer = optimizer;
    this.#step = new TrainingStep({
      kernels,
      network,
      loss,
      accuracy,
      optimizer,
      samples,
      targets,
      batchSize,
      seed,
      recordEvery,
      augment: job.augment.map((config, index) =>
        makeAugmentation(new ConfigReader(config, `augment[${index}]`)),
      ),
    });
    this.#validation = validation && new EvaluationPass(kernels, network, loss, accuracy, validation);
    this.#crew = new Crew(job.counters, job.threads, job.thread, job.spins);
    this.#isFirst = job.thread === 0;
  }

  /** Does this thread's part of an order, together with the others. */
  carryOut(order: Order): void {
    if (order.kind === 'steps') {
      this.#optimizer.learningRate = order.learningRate;
      this.#runSteps(order.epoch, order.from, order.until);
    } else if (this.#validation) {
      this.#crew.run(this.#validation);
    }
  }

  #runSteps(epoch: number, from: number, until: number): void {
    for (let step = from; step < until; step++) {
      this.#step.begin(epoch, step);
      for (const stage of this.#step.stages) this.#crew.run(stage);
      this.#optimizer.iterations++;
      if (this.#isFirst) this.#crew.nextStep = step + 1;
      if (this.#step.hasFailed(step) || this.#crew.mustStop) return;
    }
  }
}
