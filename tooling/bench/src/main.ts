import { listContenders } from './contenders';
import type { Contender } from './contenders/contender';
import { type Flags, parseFlags } from './flags';
import { jobs } from './jobs';
import type { BenchContext, Entry, Job, Participant, Section } from './jobs/job';
import { measureTrainings } from './jobs/trainings';
import { describeMachine } from './machine';
import type { TrainAnswer } from './messages';
import { renderMarkdown, writeReport } from './report';
import { openWorkshop, prepareFolder } from './workshop';

async function main(flags: Flags): Promise<void> {
  const machine = describeMachine();
  const begin = performance.now();
  const log = (line: string) =>
    console.error(`${((performance.now() - begin) / 1000).toFixed(0).padStart(5)} s  ${line}`);

  const workshop = await openWorkshop();
  const participants: Participant[] = [];
  for (const contender of listContenders(flags.peers)) participants.push(await findParticipant(contender));
  log('reads the data set, and trains the model to predict with');
  const { source } = await prepareFolder(workshop, Math.min(2, machine.cores));

  let trainings: Promise<readonly Entry<TrainAnswer>[]> | undefined;
  const context: BenchContext = {
    workshop,
    participants,
    rounds: flags.rounds,
    quick: flags.quick,
    trainings: () => {
      trainings ??= measureTrainings(context, flags.jobs.includes('train'));
      return trainings;
    },
    log,
  };
  const sections: Section[] = [];
  for (const job of jobs.filter(({ name }) => flags.jobs.includes(name))) {
    sections.push(await runJob(job, context));
  }

  const { rounds, quick } = flags;
  const date = new Date().toISOString().slice(0, 10);
  const report = { date, machine, rounds, quick, dataSource: source, participants, sections };
  const paths = writeReport(report, flags.out);
  log(`wrote ${paths.join(', ')}`);
  console.log(renderMarkdown(report));
}

/** A job that breaks gives a section that says so, and the others go on. */
async function runJob(job: Job, context: BenchContext): Promise<Section> {
  try {
    return await job.run(context);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    context.log(`${job.name} failed: ${reason}`);
    const about = `This job failed: ${reason}`;
    return { name: job.name, title: job.name, about, columns: [], rows: [], details: { reason } };
  }
}

async function findParticipant(contender: Contender): Promise<Participant> {
  try {
    return { contender, ...(await contender.find()) };
  } catch (error) {
    return { contender, missing: error instanceof Error ? error.message : String(error) };
  }
}

// Children and the folder they work in are removed when the process ends, so end it.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

try {
  await main(await parseFlags(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
