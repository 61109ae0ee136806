import { drawCalibration } from '../charts/calibration';
import { pageTheme } from '../charts/theme';
import type { Findings } from '../findings';
import { Chart } from './chart';
import { percent } from './format';
import { Section } from './section';

/** Whether the model is as sure as it is right. */
export function CalibrationSection({
  findings: { bins, calibrationError, answers, accuracy },
}: {
  findings: Findings;
}) {
  const confidence = answers.reduce((sum, { probability }) => sum + probability, 0) / answers.length;
  const verdict =
    confidence > accuracy ? 'surer of itself than it should be' : 'less sure of itself than it could be';
  return (
    <Section id="calibration" title="How sure, how right">
      <div class="beside">
        <Chart
          drawing={drawCalibration(bins, pageTheme)}
          alt={`Reliability diagram; the expected calibration error is ${percent(calibrationError)}`}
        />
        <div>
          <p class="figure">
            <strong>{percent(calibrationError)}</strong> expected calibration error
          </p>
          <p>
            On average the model gives what it says a probability of {percent(confidence)}, and is right for{' '}
            {percent(accuracy)} of the pictures: it is {verdict}.
          </p>
          <p>
            Predictions are put together by how sure the model was of them. A dot on the dashed line is as
            often right as the model was sure; below the line the model is too sure. The larger the dot, the
            more predictions.
          </p>
        </div>
      </div>
    </Section>
  );
}
