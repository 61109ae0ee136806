import type { LayerConfig, OptimizerConfig } from '@fmnist/core';
import { presets } from '@fmnist/models';
import { formatLayers, type LayerKind, type LayerSpec } from './layer-spec';
import {
  initializers,
  optimizers,
  type ScheduleKind,
  type TrainablePreset,
  type TrainingConfig,
  trainablePresets,
} from './training-config';

/** What a preset's recipe says, in the page's words. */
export function presetConfig(preset: TrainablePreset): TrainingConfig {
  const { model, epochs, batchSize, augment } = presets[preset];
  const { type, learningRate, decay, schedule, momentum, weightDecay } = model.optimizer ?? { type: '' };
  const optimizer = optimizers.find((name) => name === type.toLowerCase());
  const firstWeights = model.layers.find(({ type }) => type === 'Dense' || type === 'Conv2D');
  const initializer = initializers.find((name) => name === firstWeights?.initializer);
  if (!optimizer || !firstWeights || !initializer) throw new Error(`The page cannot say what ${preset} is`);
  const ofAugmentation = (kind: string, option: string) =>
    Number(augment.find((each) => each.type === kind)?.[option] ?? 0);
  return {
    preset,
    layers: formatLayers(hiddenLayers(model.layers)),
    initializer,
    optimizer,
    rate: Number(learningRate),
    momentum: Number(momentum ?? 0),
    schedule: scheduleKind(schedule),
    decay: Number(decay),
    weightDecay: Number(weightDecay ?? 0.01),
    l2: Number(firstWeights.weightRegularizerL2),
    smoothing: Number(model.loss?.labelSmoothing ?? 0),
    flip: ofAugmentation('HorizontalFlip', 'probability'),
    shift: ofAugmentation('RandomShift', 'pixels'),
    turn: ofAugmentation('RandomAffine', 'rotation'),
    erase: ofAugmentation('RandomErasing', 'probability'),
    epochs,
    batch: batchSize,
    seed: 0,
    threads: 0,
  };
}

/** Those of all presets, for the page, which loads no recipes. */
export const presetConfigs: readonly TrainingConfig[] = trainablePresets.map(presetConfig);

/** The layers behind the first, which rescales, and before the last two, which give the probabilities. */
function hiddenLayers(layers: readonly LayerConfig[]): LayerSpec[] {
  return layers.slice(1, -2).flatMap(specsOf);
}

function specsOf(layer: LayerConfig): LayerSpec[] {
  const one = (kind: LayerKind, ...numbers: unknown[]): LayerSpec[] => [
    { kind, numbers: numbers.map(Number) },
  ];
  switch (layer.type) {
    case 'Flatten':
      return [];
    case 'Dense':
      return one('dense', layer.outputs);
    case 'Conv2D':
      return one('conv', layer.outputs, layer.kernelHeight, layer.stride);
    case 'MaxPool2D':
      return one('maxpool', layer.poolHeight);
    case 'GlobalAveragePool2D':
      return one('globalpool');
    case 'BatchNorm':
      return one('batchnorm');
    case 'ReLU':
      return one('relu');
    case 'Dropout':
      return one('dropout', layer.rate);
    case 'Residual': {
      const inner = Array.isArray(layer.layers) ? layer.layers.flatMap(specsOf) : [];
      return [...inner, ...one('residual', inner.length)];
    }
    default:
      throw new Error(`The page has no word for a ${layer.type} layer`);
  }
}

function scheduleKind(schedule: OptimizerConfig[string] | undefined): ScheduleKind {
  if (schedule === undefined) return 'none';
  if (typeof schedule === 'object' && schedule.type === 'OneCycle') return 'one-cycle';
  throw new Error('The page has no word for this schedule');
}
