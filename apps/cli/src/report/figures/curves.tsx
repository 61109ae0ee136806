import type { EpochRecord } from '@fmnist/core';
import { drawCurves } from '../charts/curves';
import type { Drawing } from '../charts/draw-chart';
import { paperTheme } from '../charts/theme';
import { drawing, Part } from './sheet';

const GAP = 32;
const CAPTION = 26;

/** The curves of a training, side by side. */
export function curvesFigure(epochs: readonly EpochRecord[]): Drawing {
  const curves = drawCurves(epochs, paperTheme);
  const [{ width, height }] = curves;
  return drawing(
    curves.length * (width + GAP) - GAP,
    height + CAPTION,
    curves.map((curve, place) => (
      <g key={curve.title}>
        <text x={place * (width + GAP)} y="14" font-size="14" font-weight="600">
          {curve.title}
        </text>
        <Part drawing={curve} x={place * (width + GAP)} y={CAPTION} />
      </g>
    )),
  );
}
