import type { Augmentation } from '../augmentation/augmentation';
import { makeAugmentation } from './components';
import { ConfigReader } from './config-reader';

/**
 * Augmentations from plain data, as their `config()` gives it. Runs no code from it: only known kinds are made.
 * @param path how messages call the data
 * @throws UserError naming the place and the fault.
 * @example augmentationsFrom([{ type: 'HorizontalFlip', probability: 0.5 }])
 */
export function augmentationsFrom(configs: readonly unknown[], path = 'augment'): Augmentation[] {
  return configs.map((config, index) => makeAugmentation(new ConfigReader(config, `${path}[${index}]`)));
}
