import { cnn } from './cnn';
import { cnnSmall } from './cnn-small';
import { mlp } from './mlp';
import { original } from './original';
import type { PresetName } from './preset-names';
import type { Recipe } from './recipe';

/** Networks that were chosen with care, by name: from small and quick to large and good. */
export const presets: Readonly<Record<PresetName, Recipe>> = { original, mlp, 'cnn-small': cnnSmall, cnn };
