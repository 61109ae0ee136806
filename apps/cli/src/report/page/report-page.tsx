import { createHash } from 'node:crypto';
import { countParameters } from '@fmnist/models';
import { renderToString } from 'preact-render-to-string';
import type { ReportParts } from '../report-parts';
import { CalibrationSection } from './calibration-section';
import { cellData } from './cell-data';
import script from './cells.page.js';
import { ClassesSection } from './classes-section';
import { ConfusionSection } from './confusion-section';
import { CurvesSection } from './curves-section';
import { moment } from './format';
import { KeyFigures } from './key-figures';
import { MistakesSection } from './mistakes-section';
import style from './report.page.css';
import { RunSection } from './run-section';
import { sheetStyle } from './sheet-style';
import { WeightsSection } from './weights-section';

/** The page may load nothing, and runs no script but its own. */
const policy = [
  "default-src 'none'",
  'img-src data:',
  "style-src 'unsafe-inline'",
  `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** A report as one HTML file that needs no other. */
export function reportPage(parts: ReportParts): string {
  return `<!doctype html>\n${renderToString(<ReportPage {...parts} />)}\n`;
}

function ReportPage({ run, model, findings, mistakes, cells, sheet, firstLayer }: ReportParts) {
  const { config, history, name, result } = run;
  const { preset, seed } = config.flags;
  const ending = result ? '' : `, interrupted after ${history.length} of ${config.recipe.epochs} epochs`;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${name}: a training of fmnist`}</title>
        <Raw tag="style" content={style} />
        <Raw tag="style" content={sheetStyle(sheet)} />
      </head>
      <body>
        <header>
          <p class="kicker">Training report</p>
          <h1>{name}</h1>
          <p class="about">
            {`Preset ${preset}, seed ${seed}, begun ${moment(config.environment.startedAt)}${ending}. Measured on ${findings.answers.length.toLocaleString('en')} test pictures it did not learn from.`}
          </p>
          <KeyFigures run={run} findings={findings} parameters={countParameters(model)} />
        </header>
        <main>
          <CurvesSection epochs={history} />
          <ConfusionSection findings={findings} />
          <ClassesSection classes={findings.classes} />
          <CalibrationSection findings={findings} />
          <MistakesSection mistakes={mistakes} findings={findings} sheet={sheet} />
          {firstLayer && <WeightsSection {...firstLayer} />}
          <RunSection run={run} />
        </main>
        <Raw tag="script" id="cells" type="application/json" content={cellData(cells, findings, sheet)} />
        <Raw tag="script" content={script} />
      </body>
    </html>
  );
}

/** An element whose content is taken as it is. Nothing that came from outside goes in but JSON without a `<`. */
function Raw({
  tag: Tag,
  content,
  ...attributes
}: {
  tag: 'style' | 'script';
  content: string;
  id?: string;
  type?: string;
}) {
  return <Tag {...attributes} dangerouslySetInnerHTML={{ __html: content }} />;
}
