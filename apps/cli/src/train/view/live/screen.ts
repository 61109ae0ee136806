import type { WriteStream } from 'node:tty';
import { cursorUp, eraseDown, eraseEndLine } from 'ansi-escapes';
import type { Room } from './frame';
import { widthOf } from './width';

/** Between these the terminal shows nothing half done, if it knows private mode 2026, synchronized output. */
const BEGIN_UPDATE = '\u001b[?2026h';
const END_UPDATE = '\u001b[?2026l';
const COLUMNS = 80;
const ROWS = 24;

/**
 * Lines at the end of what a terminal shows, drawn again and again in their place. The cursor rests below them, where it
 * is to be when the process ends, however it ends; so it is never hidden.
 */
export class Screen {
  readonly #stream: WriteStream;
  readonly #write: (text: string) => void;
  readonly #restore: () => void;
  #drawn: readonly string[] = [];

  /**
   * From here on what others write to the terminal goes above the lines.
   * @param others all streams that lead to the terminal, `stream` among them
   */
  constructor(stream: WriteStream, others: readonly WriteStream[]) {
    this.#stream = stream;
    this.#write = stream.write.bind(stream);
    const restorers = others.map((other) => this.#listenTo(other));
    this.#restore = () => {
      for (const restore of restorers) restore();
    };
  }

  /** The room for lines. The last row of the terminal is the cursor's. */
  get room(): Room {
    const { columns, rows } = this.#stream;
    return { columns: columns || COLUMNS, rows: (rows || ROWS) - 1 };
  }

  /** Puts lines where those drawn before were. */
  draw(lines: readonly string[]): void {
    const text = lines.map((line) => `${line}${eraseEndLine}\n`).join('');
    this.#write(`${BEGIN_UPDATE}${this.#toTop()}${text}${eraseDown}${END_UPDATE}`);
    this.#drawn = lines;
  }

  /** Leaves the lines where they are: those that come next are drawn below. */
  leave(): void {
    this.#drawn = [];
  }

  /** Leaves the lines, and the terminal to others. */
  close(): void {
    this.leave();
    this.#restore();
  }

  /**
   * Back to the first line. A terminal that has become narrower since has broken the lines that no longer fit, so that
   * they take more rows than when they were drawn.
   */
  #toTop(): string {
    const { columns } = this.room;
    const rows = this.#drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / columns)), 0);
    return rows > 0 ? `\r${cursorUp(rows)}` : '\r';
  }

  #listenTo(stream: WriteStream): () => void {
    const { write } = stream;
    stream.write = new Proxy(write, {
      apply: (target, self, what) => {
        if (this.#drawn.length > 0) this.#write(`${this.#toTop()}${eraseDown}`);
        this.leave();
        return Reflect.apply(target, self, what);
      },
    });
    return () => {
      stream.write = write;
    };
  }
}
