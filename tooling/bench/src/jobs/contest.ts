import type { ChildJob, Contender } from '../contenders/contender';
import { createWatch, type Watch } from '../disturbance';
import { measureRounds } from '../measure';
import type { BenchContext, Entry, Participant } from './job';

/**
 * Measures everyone who does a job, in rounds.
 * @param watch looks out for what disturbs
 */
export async function runContest<T>(
  context: BenchContext,
  job: ChildJob,
  measure: (contender: Contender, round: number) => Promise<T>,
  watch: Watch = createWatch(),
): Promise<Entry<T>[]> {
  const concerned = context.participants.filter(({ contender }) => contender.jobs[job] !== undefined);
  const able = concerned.filter((participant) => obstacleOf(participant, job) === undefined);
  const outcomes = await measureRounds(
    able.map(({ contender }) => ({ id: contender.id, run: (round) => measure(contender, round) })),
    context.rounds,
    (line) => context.log(`${job}, ${line}`),
    watch,
  );
  return concerned.map((participant) => {
    const { contender, version } = participant;
    const place = able.indexOf(participant);
    const reason = place === -1 ? obstacleOf(participant, job) : outcomes[place].failure;
    return {
      id: contender.id,
      name: contender.name,
      ...(version !== undefined && { version }),
      ...(contender.note !== undefined && { note: contender.note }),
      results: place === -1 ? [] : outcomes[place].results,
      disturbances: place === -1 ? [] : outcomes[place].disturbances,
      ...(reason !== undefined && { reason }),
    };
  });
}

function obstacleOf({ contender, missing }: Participant, job: ChildJob): string | undefined {
  if (missing !== undefined) return missing;
  const ability = contender.jobs[job];
  return typeof ability === 'string' ? ability : undefined;
}
