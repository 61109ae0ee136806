import { UserError } from '@fmnist/core';
import { formatShape, MisfitError } from './network';
import { networkFor } from './recipe-for';
import { type Repeat, repeatOf } from './repeat';
import type { TrainingConfig } from './training-config';

/** What comes of a configuration, before it is trained. */
export type Plan =
  | {
      readonly fits: true;
      readonly input: string;
      /** What comes out of each layer and how many numbers it learns; of the last as well, which gives the classes. */
      readonly layers: readonly { readonly shape: string; readonly parameters: number }[];
      readonly parameters: number;
      readonly repeat: Repeat;
    }
  | { readonly fits: false; readonly place?: number; readonly message: string };

/** More numbers than a page can train in any time that somebody waits. */
const MOST_PARAMETERS = 20_000_000;

/** What comes of a configuration: shapes and sizes, or which layer does not fit, and why. */
export function planOf(config: TrainingConfig): Plan {
  try {
    const { inputShape, laid } = networkFor(config);
    const parameters = laid.reduce((sum, layer) => sum + layer.parameters, 0);
    if (parameters > MOST_PARAMETERS) {
      const most = MOST_PARAMETERS.toLocaleString('en');
      return {
        fits: false,
        message: `${parameters.toLocaleString('en')} parameters are more than a page can train: make it at most ${most}`,
      };
    }
    return {
      fits: true,
      input: formatShape(inputShape),
      layers: laid.map(({ shape, parameters }) => ({ shape: formatShape(shape), parameters })),
      parameters,
      repeat: repeatOf(config),
    };
  } catch (error) {
    if (error instanceof MisfitError) return { fits: false, place: error.place, message: error.message };
    if (error instanceof UserError) return { fits: false, message: error.message };
    throw error;
  }
}
