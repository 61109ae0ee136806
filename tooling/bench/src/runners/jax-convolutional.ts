import { blockUntilReady, grad, jit, nn, numpy as np, tree } from '@jax-js/jax';
import type { StepTrainer } from '../child/train-by-step';
import { trainInOrder } from '../child/train-in-order';
import { CLASSES } from '../images';
import type { JsonObject } from '../json-object';
import { readConvolutionalTask, readInitialWeights } from './convolutional';
import { JaxLayers, type Pass, type State } from './jax-layers';
import { startJax } from './jax-start';
import type { ConvolutionalPlan, TrainingData, TrainingReport } from './runner';

type Learned = Pick<State, 'weights' | 'others'>;

/** The training of the convolutional network in jax-js, the whole step one jitted function. */
export async function trainJaxConvolutional(
  data: TrainingData,
  { folder, epochs }: ConvolutionalPlan,
): Promise<TrainingReport> {
  await startJax();
  const { model, learningRates } = readConvolutionalTask(folder);
  const [, , channels] = model.numbers('inputShape');
  const network = new JaxLayers(model.objects('layers'), channels, readInitialWeights(folder));
  const trainer = createTrainer(network, model);
  const timings = await trainInOrder(trainer, data, epochs, (iteration) => learningRates[iteration]);
  return { epochs: timings, setup: 'gathers windows itself, as convGeneralDilated is slower' };
}

function createTrainer(network: JaxLayers, model: JsonObject): StepTrainer {
  const optimizer = model.object('optimizer');
  const loss = model.object('loss');
  const [beta1, beta2, epsilon] = ['beta1', 'beta2', 'epsilon'].map((name) => optimizer.number(name));
  const weightDecay = optimizer.has('weightDecay') ? optimizer.number('weightDecay') : 0;
  const smoothing = loss.has('labelSmoothing') ? loss.number('labelSmoothing') : 0;

  function measureLoss(
    learned: Learned,
    running: np.Array[],
    x: np.Array,
    y: np.Array,
  ): [np.Array, np.Array[]] {
    const rows = x.shape[0];
    const pass: Pass = { state: { ...learned, running }, training: true, remembered: [] };
    const targets = nn
      .oneHot(y, CLASSES)
      .mul(1 - smoothing)
      .add(smoothing / CLASSES);
    const likelihoods = nn.logSoftmax(network.apply(x, pass)).mul(targets);
    return [likelihoods.sum().mul(-1 / rows), pass.remembered];
  }

  /** A training step; `corrections` are those of Adam, so that the step's number is no constant. */
  const update = jit(function update(
    { weights, others, running }: State,
    momentums: Learned,
    caches: Learned,
    x: np.Array,
    y: np.Array,
    rate: np.Array,
    corrections: [np.Array, np.Array],
  ): [State, Learned, Learned] {
    const learned = { weights, others };
    const [gradients, remembered] = grad(measureLoss, { hasAux: true })(tree.ref(learned), running, x, y);
    const newMomentums = zip(momentums, tree.ref(gradients), (m, g) => m.mul(beta1).add(g.mul(1 - beta1)));
    const newCaches = zip(caches, gradients, (v, g) => v.mul(beta2).add(np.square(g).mul(1 - beta2)));
    const steps = zip(tree.ref(newMomentums), tree.ref(newCaches), (m, v) =>
      m
        .div(corrections[0].ref)
        .mul(rate.ref)
        .div(np.sqrt(v.div(corrections[1].ref)).add(epsilon)),
    );
    const kept = np.array(1).sub(rate.mul(weightDecay));
    const decayed = { weights: weights.map((array) => array.mul(kept.ref)), others };
    for (const array of [...corrections, kept]) array.dispose();
    const { weights: newWeights, others: newOthers } = zip(decayed, steps, (p, step) => p.sub(step));
    return [{ weights: newWeights, others: newOthers, running: remembered }, newMomentums, newCaches];
  });

  const predict = jit((state: State, x: np.Array) => {
    const pass: Pass = { state, training: false, remembered: [] };
    return network.apply(x, pass);
  });

  let state = network.initial;
  let momentums = toZeros(state);
  let caches = toZeros(state);
  const shape = model.numbers('inputShape');
  return {
    async step(pixels, labels, learningRate, iteration) {
      [state, momentums, caches] = update(
        state,
        momentums,
        caches,
        np.array(pixels, { shape: [labels.length, ...shape] }),
        np.array(labels),
        np.array(learningRate),
        [np.array(1 - beta1 ** (iteration + 1)), np.array(1 - beta2 ** (iteration + 1))],
      );
      await blockUntilReady([state, momentums, caches]);
    },
    predict: (pixels, images) =>
      predict(tree.ref(state), np.array(pixels, { shape: [images, ...shape] })).data(),
  };
}

function zip(a: Learned, b: Learned, combine: (a: np.Array, b: np.Array) => np.Array): Learned {
  return {
    weights: a.weights.map((array, index) => combine(array, b.weights[index])),
    others: a.others.map((array, index) => combine(array, b.others[index])),
  };
}

function toZeros({ weights, others }: Learned): Learned {
  const zeros = ({ shape }: np.Array) => np.zeros(shape);
  return { weights: weights.map(zeros), others: others.map(zeros) };
}
