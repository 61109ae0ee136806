import { cnn } from './cnn';
import { cnnSmall } from './cnn-small';
import { mlp } from './mlp';
import { original } from './original';
import type { Recipe } from './recipe';

export const presetNames = ['original', 'mlp', 'cnn-small', 'cnn'] as const;
export type PresetName = (typeof presetNames)[number];

/** Networks that were chosen with care, by name: from small and quick to large and good. */
export const presets: Readonly<Record<PresetName, Recipe>> = { original, mlp, 'cnn-small': cnnSmall, cnn };
