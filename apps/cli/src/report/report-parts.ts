import type { Model } from '@fmnist/core';
import type { Run } from '../runs/run';
import { type Answer, type Findings, mistakesOf } from './findings';
import { type CellPictures, cellPictures } from './pictures/cell-pictures';
import { type FirstLayer, firstLayerOf } from './pictures/first-layer';
import { type SpriteSheet, spriteSheet } from './pictures/sprite-sheet';
import { type WeightTiles, weightTiles } from './pictures/weight-tiles';

/** How many of the most confident mistakes are shown. */
export const MISTAKES_SHOWN = 24;

/** Everything a report shows. */
export interface ReportParts {
  readonly run: Run;
  readonly model: Model;
  readonly findings: Findings;
  readonly mistakes: readonly Answer[];
  readonly cells: readonly CellPictures[];
  /** The pictures of `mistakes` and `cells`. */
  readonly sheet: SpriteSheet;
  /** Where the first layer can be seen as pictures. */
  readonly firstLayer: { readonly layer: FirstLayer; readonly tiles: WeightTiles } | undefined;
}

/** Gathers what a report shows of a run. */
export async function gatherParts(run: Run, model: Model, findings: Findings): Promise<ReportParts> {
  const mistakes = mistakesOf(findings).slice(0, MISTAKES_SHOWN);
  const cells = cellPictures(findings);
  const shown = [...mistakes, ...cells.flatMap(({ answers }) => answers)].map(({ picture }) => picture);
  const { images } = findings.dataset;
  const [, height, width] = images.shape;
  const layer = firstLayerOf(model, height, width);
  return {
    run,
    model,
    findings,
    mistakes,
    cells,
    sheet: await spriteSheet(images, shown),
    firstLayer: layer && { layer, tiles: await weightTiles(layer) },
  };
}
