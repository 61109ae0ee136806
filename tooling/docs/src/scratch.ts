import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { layOut } from './fixtures';
import { workspace } from './workspace';

const packageFolder = fileURLToPath(new URL('../', import.meta.url));
/** Where documents say that the service answers. */
const SERVICE = /\b(localhost|127\.0\.0\.1):8080\b/g;

/** What a command printed to stdout and stderr, in order, and its exit code. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** A folder in which a section of a document is done: with the files that it names, and the commands of the workspace. */
export class Scratch {
  readonly #port: number;
  readonly #servers: ChildProcess[] = [];

  private constructor(
    readonly folder: string,
    port: number,
  ) {
    this.#port = port;
  }

  /** @param text of the section: the files that it names are laid out */
  static async create(text: string): Promise<Scratch> {
    const folder = await mkdtemp(join(tmpdir(), 'fmnist-docs-'));
    await symlink(join(packageFolder, 'node_modules'), join(folder, 'node_modules'));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
    // As on a terminal, where curl shows no progress beside what it prints.
    await writeFile(join(folder, '.curlrc'), 'no-progress-meter\n');
    const scratch = new Scratch(folder, await freePort());
    await layOut(folder, text, (command) => scratch.run(command));
    return scratch;
  }

  /** Has the shell do something, and waits until it is done. */
  async run(script: string): Promise<Outcome> {
    // Of two pipes nobody could tell what came first.
    const child = this.#start(`exec 2>&1\n${script}`);
    let output = '';
    child.stdout?.on('data', (text) => {
      output += text;
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    return { code, output };
  }

  /** Starts something that stays up, and waits until it says where it answers. */
  async serve(command: string): Promise<string> {
    const child = this.#start(command);
    this.#servers.push(child);
    return new Promise((resolve, reject) => {
      let output = '';
      const listen = (text: string) => {
        output += text;
        if (/http:\/\/127\.0\.0\.1:\d+/.test(output)) resolve(output);
      };
      child.stdout?.on('data', listen);
      child.stderr?.on('data', listen);
      child.on('close', (code) => reject(new Error(`${command} ended with ${code}: ${output}`)));
    });
  }

  /** A text with the address at which the service answers here, instead of where documents say it does. */
  addressed(text: string): string {
    return text.replace(SERVICE, `127.0.0.1:${this.#port}`);
  }

  /** Ends what stays up, and removes the folder. */
  async remove(): Promise<void> {
    for (const server of this.#servers) {
      const ended = new Promise((resolve) => server.once('close', resolve));
      if (server.exitCode === null && server.kill('SIGTERM')) await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  #start(script: string): ChildProcess {
    // Node takes CI for a terminal without colours; and who calls the tests is not where the documents are followed.
    const { INIT_CWD: _, CI: __, NO_COLOR: ___, FORCE_COLOR: ____, ...environment } = process.env;
    return spawn('bash', ['-e', '-o', 'pipefail', '-c', this.addressed(script)], {
      cwd: this.folder,
      env: {
        ...environment,
        WORKSPACE: workspace,
        PATH: `${join(packageFolder, 'bin')}:${environment.PATH}`,
        PORT: String(this.#port),
        CURL_HOME: this.folder,
        TSX: join(packageFolder, 'node_modules/.bin/tsx'),
      },
    });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port');
  return address.port;
}
