import { formatNumber } from '../jobs/rows';
import type { Machine } from '../machine';
import { renderTable } from '../report';
import type { SoakTraining } from './soak-training';

/** How many trainings a row of the report has. */
const ROW = 10;
/** How much larger the process may be at its largest in the second half than in the first. */
const TOLERANCE = 1.05;

/** What is not as it should be, in sentences: other weights of the same seed, workers that live on, memory that grows. */
export function faultsOf(trainings: readonly SoakTraining[]): string[] {
  const faults: string[] = [];
  for (const [job, hashes] of hashesByJob(trainings)) {
    if (hashes.size > 1) faults.push(`${job} has ended with ${hashes.size} different weights.`);
  }
  const workers = Math.max(...trainings.map((training) => training.workers));
  if (workers > 0) faults.push(`After a training ${workers} workers lived on.`);
  // What nobody holds lies about until it is collected, ten trainings' worth: only what was most can be compared.
  const half = Math.floor(trainings.length / 2);
  const [before, after] = [mostBytes(trainings.slice(0, half)), mostBytes(trainings.slice(half))];
  if (after > TOLERANCE * before) {
    faults.push(`The process has grown from ${megabytes(before)} MB to ${megabytes(after)} MB.`);
  }
  return faults;
}

/** A soak for people to read. */
export function renderSoakTraining(
  date: string,
  machine: Machine,
  trainings: readonly SoakTraining[],
): string {
  const rows = Array.from({ length: Math.ceil(trainings.length / ROW) }, (_, row) => {
    const some = trainings.slice(row * ROW, (row + 1) * ROW);
    const seconds = some.reduce((sum, training) => sum + training.seconds, 0);
    return [
      `${row * ROW + 1}–${row * ROW + some.length}`,
      megabytes(some[some.length - 1].residentBytes),
      megabytes(Math.min(...some.map(({ residentBytes }) => residentBytes))),
      megabytes(mostBytes(some)),
      String(Math.max(...some.map(({ workers }) => workers))),
      formatNumber(seconds),
    ];
  });
  const jobs = [...hashesByJob(trainings)].map(([job, hashes]) => {
    const own = trainings.filter((training) => jobOf(training) === job);
    const count = (threads: number) => String(own.filter((training) => training.threads === threads).length);
    return [job, count(1), count(2), [...hashes].map((hash) => `\`${hash.slice(0, 16)}\``).join(', ')];
  });
  const faults = faultsOf(trainings);
  const facts = [
    `${trainings.length} trainings in one process, each of a new model with the same seed, and an evaluation after each, on ` +
      `${machine.cpu} with ${machine.cores} cores and Node ${machine.node}, ` +
      `with ${formatNumber(machine.load)} processes waiting for them in the minute before. Nobody asked for garbage to be ` +
      'collected: the process grows until the engine does.',
    renderTable(['trainings', 'resident after, MB', 'least, MB', 'most, MB', 'workers left', 's'], rows),
    renderTable(['training', 'on one thread', 'on two', 'SHA-256 of the weights'], jobs),
    faults.length === 0
      ? 'The same seed gave the same weights, no worker was left, and memory was flat.'
      : faults.join(' '),
  ];
  return `${['# Soak of training', `Made by \`pnpm --filter @fmnist/bench soak-training\` on ${date}.`, ...facts].join('\n\n')}\n`;
}

const jobOf = ({ preset, steps }: SoakTraining) => `${preset}, ${steps} steps`;

function hashesByJob(trainings: readonly SoakTraining[]): Map<string, Set<string>> {
  const hashes = new Map<string, Set<string>>();
  for (const training of trainings) {
    const job = jobOf(training);
    hashes.set(job, (hashes.get(job) ?? new Set()).add(training.hash));
  }
  return hashes;
}

const mostBytes = (trainings: readonly SoakTraining[]) =>
  Math.max(...trainings.map(({ residentBytes }) => residentBytes));

const megabytes = (bytes: number) => formatNumber(bytes / 1e6);
