import { type LayerSpec, layerKinds, parseLayers } from '../training/layer-spec';
import type {
  initializers,
  OptimizerKind,
  ScheduleKind,
  TrainablePreset,
  TrainingConfig,
} from '../training/training-config';

/** What the page calls each setting. */
export const settingNames: Readonly<Record<keyof TrainingConfig, string>> = {
  preset: 'Network to start from',
  layers: 'Layers',
  initializer: 'Initial weights',
  optimizer: 'Optimizer',
  rate: 'Learning rate',
  momentum: 'Momentum',
  schedule: 'Schedule',
  decay: 'Rate decay',
  weightDecay: 'Weight decay',
  l2: 'L2, first layer',
  smoothing: 'Label smoothing',
  flip: 'Mirrored, share',
  shift: 'Moved, pixels',
  turn: 'Turned, degrees',
  erase: 'Part erased, share',
  epochs: 'Epochs',
  batch: 'Batch size',
  seed: 'Seed',
  threads: 'Threads',
};

/** What the page calls the choices of a training. */
export const presetNames: Readonly<Record<TrainablePreset, string>> = {
  original: 'original: about 88%, quick',
  mlp: 'mlp: about 90%, slower',
  'cnn-small': 'cnn-small: about 93%, takes its time',
  cnn: 'cnn: about 94%, takes very long',
};

export const optimizerNames: Readonly<Record<OptimizerKind, string>> = {
  sgd: 'SGD',
  adagrad: 'Adagrad',
  rmsprop: 'RMSprop',
  adam: 'Adam',
  adamw: 'AdamW',
};

export const scheduleNames: Readonly<Record<ScheduleKind, string>> = {
  none: 'Constant',
  cosine: 'Cosine decay',
  'one-cycle': 'One cycle',
  steps: 'Step decay',
};

export const initializerNames: Readonly<Record<(typeof initializers)[number], string>> = {
  original: 'Small (0.01)',
  he: 'He',
  glorot: 'Glorot',
};

/** What a configuration says of a setting. */
export function settingText(config: TrainingConfig, name: keyof TrainingConfig): string {
  switch (name) {
    case 'layers':
      return (parseLayers(config.layers) ?? []).map(layerText).join(', ') || 'none';
    case 'optimizer':
      return optimizerNames[config.optimizer];
    case 'schedule':
      return scheduleNames[config.schedule];
    case 'initializer':
      return initializerNames[config.initializer];
    case 'threads':
      return config.threads === 0 ? 'all' : String(config.threads);
    default:
      return String(config[name]);
  }
}

function layerText({ kind, numbers }: LayerSpec): string {
  return [layerKinds[kind].name, ...numbers].join(' ');
}

/** The settings that two configurations do not have in common. */
export function differingSettings(a: TrainingConfig, b: TrainingConfig): (keyof TrainingConfig)[] {
  return settings.filter((name) => a[name] !== b[name]);
}

const settings = Object.keys(settingNames).filter(isSetting);

function isSetting(name: string): name is keyof TrainingConfig {
  return Object.hasOwn(settingNames, name);
}
