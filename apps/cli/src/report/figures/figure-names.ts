/** The figures that `plot` draws. */
export const figureNames = ['curves', 'confusion', 'calibration', 'mistakes', 'weights', 'classes'] as const;

export type FigureName = (typeof figureNames)[number];
