/** A run under way says in a file of its folder which process trains it, so that nobody else touches it. */
import { existsSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { UserError } from '@fmnist/core';
import { writeFileAtomically } from '@fmnist/core/node';
import * as z from 'zod';
import { parseJsonAs, readTextIfThere } from './read-json';

export const RUNNING_FILE = 'running.json';

const running = z.object({ pid: z.int().min(1), host: z.string() });

/** Says that this process trains the run. */
export async function markRunning(folder: string): Promise<void> {
  const mark = { pid: process.pid, host: hostname() };
  await writeFileAtomically(join(folder, RUNNING_FILE), `${JSON.stringify(mark)}\n`);
}

/** Says that nobody trains the run any more. */
export function unmarkRunning(folder: string): void {
  const path = join(folder, RUNNING_FILE);
  if (existsSync(path)) rmSync(path);
}

/** The process that trains a run, where one does. One that was killed left its mark, and is not there any more. */
export function runningProcess(folder: string): number | undefined {
  const path = join(folder, RUNNING_FILE);
  const text = readTextIfThere(path);
  if (text === undefined) return undefined;
  const { pid, host } = parseJsonAs(text, running, path);
  return host === hostname() && isAlive(pid) ? pid : undefined;
}

/** @throws UserError where a process trains the run. */
export function checkNotRunning(folder: string): void {
  const pid = runningProcess(folder);
  if (pid !== undefined && pid !== process.pid) {
    throw new UserError(`${folder} is being trained by process ${pid}: wait for its end, or stop it first`);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
