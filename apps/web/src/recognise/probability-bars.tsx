export interface ProbabilityBarsProps {
  readonly labels: readonly string[];
  readonly probabilities: readonly number[];
}

/** How likely each class is, as a table whose rows are bars; the order stays, so that the eye can follow. */
export function ProbabilityBars({ labels, probabilities }: ProbabilityBarsProps) {
  const best = probabilities.indexOf(Math.max(...probabilities));
  return (
    <table className="bars">
      <caption className="unseen">How likely each class is</caption>
      <tbody>
        {labels.map((label, c) => (
          <tr key={label} className={c === best ? 'best' : undefined}>
            <th scope="row">{label}</th>
            <td className="bar">
              <span style={{ width: `${100 * probabilities[c]}%` }} />
            </td>
            <td className="share">{(100 * probabilities[c]).toFixed(1)}%</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
