export { Augmentation, type AugmentationConfig } from './augmentation';
export type { BatchImage } from './batch-image';
export type { Draws } from './draws';
export { HorizontalFlip } from './horizontal-flip';
export { RandomAdjustment, type RandomAdjustmentOptions } from './random-adjustment';
export { RandomAffine, type RandomAffineOptions } from './random-affine';
export { type ErasingFill, RandomErasing, type RandomErasingOptions } from './random-erasing';
export { RandomShift } from './random-shift';
export type { Average } from './views';
