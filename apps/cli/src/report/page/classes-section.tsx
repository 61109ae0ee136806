import type { ClassMeasures } from '@fmnist/models';
import { grouped } from './format';
import { Section } from './section';

/** Precision, recall and F1 of each class. */
export function ClassesSection({ classes }: { classes: readonly ClassMeasures[] }) {
  return (
    <Section
      id="classes"
      title="Class by class"
      lead="Precision: of the pictures taken for the class, how many are of it. Recall: of the pictures of the class, how many are recognised. F1: the harmonic mean of the two."
    >
      <div class="scroll">
        <table class="numbers bars">
          <thead>
            <tr>
              <th scope="col">class</th>
              <th scope="col">pictures</th>
              <th scope="col">precision</th>
              <th scope="col">recall</th>
              <th scope="col">F1</th>
            </tr>
          </thead>
          <tbody>
            {classes.map(({ label, support, precision, recall, f1 }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{grouped(support)}</td>
                {[precision, recall, f1].map((share, place) => (
                  <td key={place} class="bar" style={`--share:${share.toFixed(4)}`}>
                    <span>{share.toFixed(3)}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
