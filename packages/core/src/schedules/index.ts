export { CosineDecay, type CosineDecayOptions } from './cosine-decay';
export { OneCycle, type OneCycleOptions } from './one-cycle';
export { Schedule, type ScheduleConfig, type TrainingSpan } from './schedule';
export { StepDecay, type StepDecayOptions } from './step-decay';
export { WarmUp, type WarmUpOptions } from './warm-up';
