import * as z from 'zod/mini';
import { parseLayers } from './layer-spec';

/** The networks that a training can start from. */
export const trainablePresets = ['original', 'mlp', 'cnn-small', 'cnn'] as const;
export type TrainablePreset = (typeof trainablePresets)[number];

/** What turns gradients into steps. */
export const optimizers = ['sgd', 'adagrad', 'rmsprop', 'adam', 'adamw'] as const;
export type OptimizerKind = (typeof optimizers)[number];

/** How the learning rate goes up and down. */
export const schedules = ['none', 'cosine', 'one-cycle', 'steps'] as const;
export type ScheduleKind = (typeof schedules)[number];

/** How dense weights begin. */
export const initializers = ['original', 'he', 'glorot'] as const;

const between = (least: number, most: number) => z.coerce.number().check(z.minimum(least), z.maximum(most));
const whole = (least: number, most: number) => between(least, most).check(z.refine(Number.isInteger));

/** All that decides a training in the page: the same gives the same weights, here and on the command line. */
export const trainingConfig = z.object({
  preset: z.enum(trainablePresets),
  /** The layers between the input and the ten outputs, as `formatLayers` writes them. */
  layers: z.string().check(z.refine((text) => parseLayers(text) !== undefined)),
  initializer: z.enum(initializers),
  optimizer: z.enum(optimizers),
  rate: z.coerce.number().check(z.positive(), z.maximum(100)),
  /** Of SGD. */
  momentum: between(0, 0.999),
  schedule: z.enum(schedules),
  /** How the rate falls: rate / (1 + decay·step). */
  decay: between(0, 1),
  /** Of AdamW. */
  weightDecay: between(0, 10),
  /** λ₂ of the first layer that has weights. */
  l2: between(0, 1),
  /** Label smoothing. */
  smoothing: between(0, 0.5),
  /** The share of pictures that is mirrored. */
  flip: between(0, 1),
  /** How many pixels a picture may move each way. */
  shift: whole(0, 8),
  /** How many degrees it may turn either way. */
  turn: between(0, 45),
  /** The share of pictures from which a rectangle is erased. */
  erase: between(0, 1),
  epochs: whole(1, 500),
  batch: whole(1, 60_000),
  seed: whole(0, 2 ** 32 - 1),
  /** How many threads work; 0: as many as there are cores. It decides nothing but the time. */
  threads: whole(0, 64),
});

export type TrainingConfig = z.infer<typeof trainingConfig>;
