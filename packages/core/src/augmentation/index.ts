export { Augmentation, type AugmentationConfig } from './augmentation';
export type { BatchImage } from './batch-image';
export type { Draws } from './draws';
export { HorizontalFlip } from './horizontal-flip';
export { RandomShift } from './random-shift';
