import { JsonObject } from '../json-object';
import { lastLine, runCommand } from '../run-command';
import type { Workshop } from '../workshop';

/** What the process that asks a server is told, as JSON in its first argument. */
export interface LoadAssignment {
  readonly url: string;
  /** What to send, as `writeRequests` writes it. */
  readonly requestsFile: string;
  readonly connections: number;
  readonly seconds: number;
}

/** What came of it. */
export interface LoadAnswer {
  readonly requests: number;
  readonly requestsASecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const GRACE_MS = 120_000;

/** Asks a server from another process. @throws where a request failed, or none was answered. */
export async function load({ entries }: Workshop, assignment: LoadAssignment): Promise<LoadAnswer> {
  const { stdout } = await runCommand(
    { program: process.execPath, args: [entries.load, JSON.stringify(assignment)] },
    assignment.seconds * 1000 + GRACE_MS,
  );
  const json = JsonObject.parse(lastLine(stdout), 'The answer');
  const [requests, failures] = [json.number('requests'), json.number('failures')];
  if (failures > 0) throw new Error(`${failures} of ${requests} requests failed`);
  if (requests === 0) throw new Error('no request was answered in time');
  return {
    requests,
    requestsASecond: requests / json.number('seconds'),
    p50Ms: json.number('p50Ms'),
    p99Ms: json.number('p99Ms'),
  };
}

export function decodeLoadAssignment(text: string): LoadAssignment {
  const json = JsonObject.parse(text, 'The assignment');
  return {
    url: json.string('url'),
    requestsFile: json.string('requestsFile'),
    connections: json.number('connections'),
    seconds: json.number('seconds'),
  };
}
