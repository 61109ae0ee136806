/** The networks that there are recipes for, from small and quick to large and good; the original program’s first. */
export const presetNames = ['original', 'mlp', 'cnn-small', 'cnn'] as const;
/** One of {@link presetNames}. */
export type PresetName = (typeof presetNames)[number];
