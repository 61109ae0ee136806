import { classNames } from '../class-names';

export interface ScoreTableProps {
  readonly scores: Float32Array;
  readonly probabilities: Float32Array;
  /** The index of the class that the picture shows. */
  readonly shows: number;
}

/** The scores of the classes, and how the softmax makes probabilities of them. */
export function ScoreTable({ scores, probabilities, shows }: ScoreTableProps) {
  const largest = Math.max(...scores);
  return (
    <table className="scores">
      <thead>
        <tr>
          <th scope="col">Class</th>
          <th scope="col">score s</th>
          <th scope="col">
            e<sup>s − max</sup>
          </th>
          <th scope="col">probability p</th>
        </tr>
      </thead>
      <tbody>
        {Array.from(scores, (score, c) => (
          <tr key={classNames[c]} className={c === shows ? 'shows' : undefined}>
            <th scope="row">{classNames[c]}</th>
            <td>{score.toFixed(2).replace('-', '−')}</td>
            <td>{Math.exp(score - largest).toFixed(4)}</td>
            <td>{(100 * probabilities[c]).toFixed(2)}%</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
