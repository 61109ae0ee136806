import { shadesOf } from '../charts/shade';
import type { Findings } from '../findings';
import { Section } from './section';

/** The confusion matrix, each cell of which opens the pictures behind it. */
export function ConfusionSection({ findings }: { findings: Findings }) {
  const { confusion, dataset } = findings;
  const shades = shadesOf(confusion);
  const names = dataset.classNames;
  return (
    <Section
      id="confusion"
      title="What is taken for what"
      lead={
        <>
          A row for what a picture shows, a column for what it is taken for: right in{' '}
          <span class="key right">blue</span>, wrong in <span class="key wrong">orange</span>.
          <span class="screen"> Choose a cell to see the pictures behind it; the arrow keys move.</span>
        </>
      }
    >
      <div class="matrix">
        <div class="scroll">
          <table class="confusion" style={`--classes:${names.length}`}>
            <thead>
              <tr>
                <th scope="col">
                  <span class="corner">is ↓ taken for →</span>
                </th>
                {names.map((name) => (
                  <th scope="col" key={name}>
                    <span>{name}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {confusion.map((row, actual) => (
                <tr key={names[actual]}>
                  <th scope="row">{names[actual]}</th>
                  {row.map((count, said) => {
                    const { strength, isRight } = shades[actual][said];
                    const kind = `${isRight ? 'right' : 'wrong'}${strength > 0.72 ? ' strong' : ''}${strength > 0.85 ? ' full' : ''}`;
                    const key = `${actual},${said}`;
                    return (
                      <td key={key} class={kind} style={`--strength:${strength.toFixed(3)}`}>
                        {count > 0 && (
                          <button
                            type="button"
                            tabIndex={-1}
                            data-cell={key}
                            aria-pressed="false"
                            aria-label={`${count} ${names[actual]} taken for ${names[said]}`}
                          >
                            {count}
                          </button>
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <aside id="cell" hidden>
          <div aria-live="polite">
            <h3 id="cell-title">No cell is chosen</h3>
            <p id="cell-note" />
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
          <ul id="cell-pictures" class="pictures small" tabIndex={0} aria-label="Pictures" />
        </aside>
      </div>
    </Section>
  );
}
