import { spawn } from 'node:child_process';

/** A program to run. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** What a program did. */
export interface CommandResult {
  readonly stdout: string;
  /** From its start to the first it printed. */
  readonly firstOutputMs: number;
}

/** A program that failed, in a sentence. */
class CommandError extends Error {
  override name = 'CommandError';
}

/** How much of what a program printed last is quoted when it fails. */
const QUOTED_CHARACTERS = 300;

/**
 * Runs a program to its end.
 * @throws CommandError where it cannot be started, fails or takes longer than `timeoutMs`.
 */
export function runCommand({ program, args, env }: Command, timeoutMs: number): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    let firstOutputMs = Number.NaN;
    let stdout = '';
    let stderr = '';
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const kill = () => child.kill('SIGKILL');
    process.once('exit', kill);
    const timer = setTimeout(() => {
      kill();
      reject(new CommandError(`took longer than ${timeoutMs / 1000} s`));
    }, timeoutMs);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (Number.isNaN(firstOutputMs)) firstOutputMs = performance.now() - begin;
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', (error) =>
      reject(new CommandError(`${program} could not be started: ${error.message}`)),
    );
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      process.off('exit', kill);
      if (code === 0) resolve({ stdout, firstOutputMs });
      else reject(new CommandError(explainFailure(code ?? signal, stdout, stderr)));
    });
  });
}

/** The last line of what a program printed that is not empty. */
export function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}

function explainFailure(code: number | string | null, stdout: string, stderr: string): string {
  const failure = failureIn(lastLine(stdout));
  if (failure !== undefined) return failure.slice(0, QUOTED_CHARACTERS);
  const lines = stderr.split('\n').map((line) => line.trim());
  const quote = lines.find((line) => /^\w*(Error|Exception)\b/.test(line)) ?? lastLine(stderr);
  return `it ended with ${code}${quote ? `: ${quote.slice(0, QUOTED_CHARACTERS)}` : ''}`;
}

/** What a child of ours says of its failure. */
function failureIn(line: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(line);
    if (typeof answer !== 'object' || answer === null || !('failure' in answer)) return undefined;
    return String(answer.failure);
  } catch {
    return undefined;
  }
}
