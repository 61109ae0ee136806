import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const runProgram = promisify(execFile);
const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** A project of somebody else's: a folder outside the workspace that knows packages from their tarballs alone. */
export class Project {
  private constructor(readonly folder: string) {}

  /** An empty project into which npm has installed tarballs, and what they depend on. */
  static async create(tarballs: readonly string[]): Promise<Project> {
    const project = new Project(await mkdtemp(join(tmpdir(), 'fmnist-consumer-')));
    await project.write('package.json', '{ "private": true, "type": "module" }\n');
    await project.run('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', ...tarballs);
    return project;
  }

  /** Writes a file, and the folders it is in. */
  async write(path: string, text: string): Promise<void> {
    const file = join(this.folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  /** Copies one of this package's `consumers`, or another file of it. */
  async copy(from: string, to: string): Promise<void> {
    const file = join(this.folder, to);
    await mkdir(dirname(file), { recursive: true });
    await copyFile(here(from), file);
  }

  /** Installs a tool without downloading it again: a link to the one that this package has. */
  async link(name: string): Promise<void> {
    const to = join(this.folder, 'node_modules', name);
    await mkdir(dirname(to), { recursive: true });
    await rm(to, { recursive: true, force: true });
    await symlink(here(`node_modules/${name}`), to, 'junction');
  }

  /** Runs a program in the project. @returns what it prints @throws Error with all it printed where it fails. */
  async run(program: string, ...args: readonly string[]): Promise<string> {
    try {
      const env = { ...shellEnvironment(), NEXT_TELEMETRY_DISABLED: '1' };
      const options = { cwd: this.folder, env, maxBuffer: 2 ** 24, shell: process.platform === 'win32' };
      const { stdout } = await runProgram(program, args, options);
      return stdout;
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new Error(`${[program, ...args].join(' ')} fails:\n${stdout}${stderr}`, { cause: error });
    }
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The environment of somebody at a shell: this one without the settings that npm or pnpm tell to what they run. */
function shellEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
}
