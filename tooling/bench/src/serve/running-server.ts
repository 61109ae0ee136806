import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Command } from '../run-command';
import { groupCpuSeconds } from './group-cpu';

/** A server that answers. */
export interface RunningServer {
  readonly url: string;
  /** The process that was started. */
  readonly pid: number;
  /** The processor time it has taken so far, with all that it started; nothing where that is not known. */
  cpuSeconds(): number | undefined;
  stop(): Promise<void>;
}

const START_MS = 60_000;
const STOP_MS = 10_000;
const POLL_MS = 50;

/**
 * Starts a server in a process of its own, with all that it starts itself, and waits until it answers.
 * @param command what to run, given the port to listen on
 * @throws where it ends, or does not answer in time.
 */
export async function runServer(command: (port: number) => Command): Promise<RunningServer> {
  const port = await findPort();
  const { program, args, env } = command(port);
  // A group of its own, as some start processes that outlive them.
  const child = spawn(program, args, {
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${program} could not be started`);
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr = `${stderr}${text}`.slice(-2000);
  });
  const kill = (signal: NodeJS.Signals) => {
    try {
      process.kill(-pid, signal);
    } catch {
      // It has ended already.
    }
  };
  const killAtExit = () => kill('SIGKILL');
  process.once('exit', killAtExit);
  const ended = once(child, 'close');
  const stop = async () => {
    kill('SIGTERM');
    const timer = setTimeout(killAtExit, STOP_MS);
    await ended;
    clearTimeout(timer);
    killAtExit();
    process.off('exit', killAtExit);
  };
  const url = `http://127.0.0.1:${port}`;
  const deadline = performance.now() + START_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      await stop();
      throw new Error(`the server does not answer: ${stderr.trim().split('\n').at(-1) ?? ''}`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return { url, pid, cpuSeconds: () => groupCpuSeconds(pid), stop };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    async (response) => {
      await response.arrayBuffer();
      return true;
    },
    () => false,
  );
}

async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port');
  return address.port;
}
