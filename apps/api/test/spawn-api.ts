import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** A process that has ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built service as a process of its own, on a port that was free. */
export interface SpawnedApi {
  readonly url: string;
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** The lines of its log so far. */
  log(): Record<string, unknown>[];
  /** Asks it to end, and waits until it has. */
  stop(): Promise<Ended>;
}

/** Starts the service with few threads, for tests; it need not get as far as listening. */
export function launch(variables: NodeJS.ProcessEnv = {}): Omit<SpawnedApi, 'url'> {
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: '0',
      MODEL: 'mlp',
      INFERENCE_THREADS: '1',
      PICTURE_THREADS: '1',
      ...variables,
    },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const ended = once(child, 'close').then(([code]) => ({ code, stdout, stderr }));
  return {
    process: child,
    ended,
    log: () =>
      stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** Starts the service and waits until it listens. */
export async function spawnApi(variables: NodeJS.ProcessEnv = {}): Promise<SpawnedApi> {
  const launched = launch(variables);
  const url = await new Promise<string>((resolve, reject) => {
    launched.process.stdout?.on('data', () => {
      const line = launched.process.exitCode === null && findListening(launched.log);
      if (line) resolve(line);
    });
    launched.ended.then(({ code, stderr }) => reject(new Error(`The service ended with ${code}: ${stderr}`)));
  });
  return { ...launched, url };
}

function findListening(log: () => Record<string, unknown>[]): string | undefined {
  try {
    const url = log().find(({ msg }) => msg === 'listening')?.url;
    return typeof url === 'string' ? url : undefined;
  } catch {
    // Half a line so far.
    return undefined;
  }
}
