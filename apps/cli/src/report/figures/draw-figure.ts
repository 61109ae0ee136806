import { type Model, UserError } from '@fmnist/core';
import type { Dataset } from '@fmnist/data';
import type { Run } from '../../runs/run';
import { drawCalibration } from '../charts/calibration';
import { drawClasses } from '../charts/classes';
import { drawConfusion } from '../charts/confusion';
import type { Drawing } from '../charts/draw-chart';
import { paperTheme } from '../charts/theme';
import { type Findings, measureModel, mistakesOf } from '../findings';
import { percent } from '../page/format';
import { firstLayerOf } from '../pictures/first-layer';
import { weightTiles } from '../pictures/weight-tiles';
import { MISTAKES_SHOWN } from '../report-parts';
import { curvesFigure } from './curves';
import type { FigureName } from './figure-names';
import { mistakesFigure } from './mistakes';
import { sheet } from './sheet';
import { weightsFigure } from './weights';

/** Where a figure takes what it shows from: each part is loaded when a figure needs it. */
export interface FigureSource {
  readonly run: Run;
  readonly loadModel: () => Promise<Model>;
  readonly loadTest: () => Promise<Dataset>;
}

/**
 * Draws a figure of a run, as an SVG file that stands alone.
 * @throws UserError where the run has not what the figure shows.
 */
export async function drawFigure(name: FigureName, source: FigureSource): Promise<Drawing> {
  const { run } = source;
  switch (name) {
    case 'curves': {
      if (run.history.length === 0)
        throw new UserError(`${run.name} has no epoch behind it yet: there are no curves`);
      return sheet('Training', `${run.name}, ${run.history.length} epochs`, curvesFigure(run.history));
    }
    case 'weights':
      return drawWeights(source);
    default:
      return drawFindings(name, run, await measureModel(await source.loadModel(), await source.loadTest()));
  }
}

async function drawFindings(
  name: 'confusion' | 'calibration' | 'mistakes' | 'classes',
  run: Run,
  findings: Findings,
): Promise<Drawing> {
  const { dataset, confusion, bins, classes, accuracy } = findings;
  const measured = `${run.name}, ${percent(accuracy)} of ${dataset.labels.length.toLocaleString('en')} test pictures right`;
  switch (name) {
    case 'confusion':
      return sheet(
        'What is taken for what',
        measured,
        drawConfusion(confusion, dataset.classNames, paperTheme),
      );
    case 'calibration': {
      const error = `expected calibration error ${percent(findings.calibrationError)}`;
      return sheet('How sure, how right', `${run.name}, ${error}`, drawCalibration(bins, paperTheme));
    }
    case 'classes':
      return sheet('Class by class', measured, drawClasses(classes, paperTheme));
    case 'mistakes': {
      const mistakes = mistakesOf(findings).slice(0, MISTAKES_SHOWN);
      if (mistakes.length === 0) throw new UserError(`${run.name} makes no mistakes: there are none to show`);
      return sheet('The most confident mistakes', measured, await mistakesFigure(mistakes, findings));
    }
  }
}

async function drawWeights({ run, loadModel }: FigureSource): Promise<Drawing> {
  const model = await loadModel();
  const [height, width] = pictureSize(model);
  const layer = firstLayerOf(model, height, width);
  if (!layer) {
    throw new UserError(
      `The first layer of ${run.name} does not look at grey pictures: its weights cannot be shown as pictures`,
    );
  }
  const tiles = await weightTiles(layer);
  const which = tiles.shown < layer.count ? `${tiles.shown} of ${layer.count}` : `all ${layer.count}`;
  return sheet(
    'What the first layer looks for',
    `${run.name}, ${which} ${layer.kind}: blue for bright pixels, orange for dark ones`,
    weightsFigure(tiles),
  );
}

/** The pictures of networks that see a row of pixels are square. */
function pictureSize({ inputShape }: Model): [height: number, width: number] {
  if (inputShape.length > 1) return [inputShape[0], inputShape[1]];
  const side = Math.round(Math.sqrt(inputShape[0]));
  return [side, side];
}
