import { JsonObject } from '../json-object';
import { lastLine, runCommand } from '../run-command';
import type { Workshop } from '../workshop';

/** What the process that asks a server for long is told, as JSON in its first argument. */
export interface SoakAssignment {
  readonly url: string;
  /** What to send, and what is to come back. */
  readonly requestsFile: string;
  readonly connections: number;
  readonly seconds: number;
  /** Where > 0: how many requests a second to send, whatever comes back; else each client asks when it has its answer. */
  readonly rate: number;
}

/** Answers of a second that had status 200. */
export interface SoakSecond {
  readonly second: number;
  readonly answers: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** What came of it. */
export interface SoakAnswer {
  readonly seconds: number;
  /** How many answers there were of each status. */
  readonly statuses: readonly { readonly status: number; readonly count: number }[];
  /** Requests without an answer. */
  readonly errors: number;
  /** Answers of status 200 that were not what the model says. */
  readonly wrong: number;
  /** Of the answers of status 200, as p99. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly timeline: readonly SoakSecond[];
}

const GRACE_MS = 60_000;

/** Asks a server from another process. */
export async function soak({ entries }: Workshop, assignment: SoakAssignment): Promise<SoakAnswer> {
  const { stdout } = await runCommand(
    { program: process.execPath, args: [entries['soak-load'], JSON.stringify(assignment)] },
    assignment.seconds * 1000 + GRACE_MS,
  );
  const json = JsonObject.parse(lastLine(stdout), 'The answer');
  return {
    seconds: json.number('seconds'),
    statuses: json
      .objects('statuses')
      .map((each) => ({ status: each.number('status'), count: each.number('count') })),
    errors: json.number('errors'),
    wrong: json.number('wrong'),
    p50Ms: json.number('p50Ms'),
    p99Ms: json.number('p99Ms'),
    timeline: json.objects('timeline').map((each) => ({
      second: each.number('second'),
      answers: each.number('answers'),
      p50Ms: each.number('p50Ms'),
      p99Ms: each.number('p99Ms'),
    })),
  };
}

export function decodeSoakAssignment(text: string): SoakAssignment {
  const json = JsonObject.parse(text, 'The assignment');
  return {
    url: json.string('url'),
    requestsFile: json.string('requestsFile'),
    connections: json.number('connections'),
    seconds: json.number('seconds'),
    rate: json.number('rate'),
  };
}
