import type { Answer, Findings } from '../findings';
import type { SpriteSheet } from '../pictures/sprite-sheet';
import { percent } from './format';
import { Picture } from './picture';
import { Section } from './section';

/** The mistakes that the model was surest of. */
export function MistakesSection(props: {
  mistakes: readonly Answer[];
  findings: Findings;
  sheet: SpriteSheet;
}) {
  const { mistakes, sheet } = props;
  const names = props.findings.dataset.classNames;
  if (mistakes.length === 0) return null;
  return (
    <Section
      id="mistakes"
      title="The most confident mistakes"
      lead="Where the model was wrong and surest of itself. Some of these pictures nobody could tell; of some the label is wrong."
    >
      <ul class="pictures mistakes">
        {mistakes.map(({ picture, actual, said, probability }) => (
          <li key={picture}>
            <Picture sheet={sheet} index={picture} alt={`Test picture ${picture}`} />
            <span class="said">{names[said]}</span>
            <span class="sure">{percent(probability, 1)} sure</span>
            <span class="actual">is {names[actual]}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
