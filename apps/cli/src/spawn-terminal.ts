import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import xterm from '@xterm/headless';
import { userEnvironment } from './spawn-fmnist';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** How large a terminal is, in characters. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** A line of a terminal, or the part of one that did not fit before. */
export interface TerminalLine {
  readonly text: string;
  /** Whether the line before it was too long, and goes on here. */
  readonly isRest: boolean;
}

/** The built command line in a terminal of its own: a real one to the program, one of our making to look at. */
export class SpawnedTerminal {
  /** All that was written, with its control sequences. */
  written = '';
  /** The exit code. */
  readonly ended: Promise<number | null>;
  readonly #screen: xterm.Terminal;
  readonly #script: ReturnType<typeof spawn>;
  readonly #folder: string;
  readonly #watchers = new Set<() => void>();

  /**
   * Starts `fmnist` with arguments as a shell reads them.
   * @param folder from where it is called
   */
  static async open(
    size: TerminalSize,
    args: string,
    folder: string,
    variables: NodeJS.ProcessEnv = {},
  ): Promise<SpawnedTerminal> {
    return new SpawnedTerminal(
      size,
      args,
      folder,
      variables,
      await mkdtemp(join(tmpdir(), 'fmnist-terminal-')),
    );
  }

  private constructor(
    { columns, rows }: TerminalSize,
    args: string,
    folder: string,
    variables: NodeJS.ProcessEnv,
    ownFolder: string,
  ) {
    this.#folder = ownFolder;
    this.#screen = new xterm.Terminal({ cols: columns, rows, scrollback: 10_000, allowProposedApi: true });
    const command =
      `tty > ${ownFolder}/tty; echo $$ > ${ownFolder}/pid; stty cols ${columns} rows ${rows}; ` +
      `exec ${process.execPath} ${main} ${args}`;
    this.#script = spawn('script', ['--quiet', '--return', '--flush', '--command', command, '/dev/null'], {
      cwd: folder,
      env: { ...userEnvironment(), TERM: 'xterm-256color', LC_ALL: 'C.UTF-8', ...variables },
    });
    this.#script.stdout?.setEncoding('utf8');
    this.#script.stdout?.on('data', (text: string) => {
      this.written += text;
      this.#screen.write(text, () => {
        for (const look of this.#watchers) look();
      });
    });
    this.ended = new Promise((resolve, reject) => {
      this.#script.on('error', reject);
      this.#script.on('close', (code) => {
        const done = () => rm(ownFolder, { recursive: true }).then(() => resolve(code), reject);
        this.#screen.write('', done);
      });
    });
  }

  /** All lines, also those that have gone off the screen, without empty ones at the end. */
  get lines(): TerminalLine[] {
    const buffer = this.#screen.buffer.active;
    const lines = Array.from({ length: buffer.length }, (_, row) => {
      const line = buffer.getLine(row);
      return { text: line?.translateToString(true) ?? '', isRest: line?.isWrapped ?? false };
    });
    return lines.slice(0, lines.findLastIndex(({ text }) => text !== '') + 1);
  }

  /** The lines that are on the screen. */
  get visible(): TerminalLine[] {
    return this.lines.slice(this.#screen.buffer.active.baseY);
  }

  /** All lines as one text. */
  get text(): string {
    return this.lines.map(({ text, isRest }) => (isRest ? text : `\n${text}`)).join('');
  }

  /** The column and the line, of {@link lines}, where the cursor is. */
  get cursor(): { readonly column: number; readonly line: number } {
    const { cursorX, cursorY, baseY } = this.#screen.buffer.active;
    return { column: cursorX, line: baseY + cursorY };
  }

  /** Calls a function after each change of the screen. */
  onChange(look: () => void): void {
    this.#watchers.add(look);
  }

  /** Waits until the text of the screen matches. @throws Error where the program ends before. */
  async until(pattern: RegExp): Promise<void> {
    const seen = new Promise<true>((resolve) => {
      const look = () => pattern.test(this.text) && resolve(true);
      this.onChange(look);
      look();
    });
    if ((await Promise.race([seen, this.ended])) === true) return;
    if (!pattern.test(this.text)) throw new Error(`The terminal never showed ${pattern}:${this.text}`);
  }

  /** Types on the keyboard; `\x03` is Ctrl-C. */
  type(keys: string): void {
    this.#script.stdin?.write(keys);
  }

  /** Sends a signal to the program. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    process.kill(Number(await readFile(join(this.#folder, 'pid'), 'utf8')), signal);
  }

  /** Makes the window larger or smaller, as a user does. */
  async resize({ columns, rows }: TerminalSize): Promise<void> {
    const device = (await readFile(join(this.#folder, 'tty'), 'utf8')).trim();
    this.#screen.resize(columns, rows);
    await promisify(execFile)('stty', ['-F', device, 'cols', String(columns), 'rows', String(rows)]);
  }
}
