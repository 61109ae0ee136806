import type { WriteStream } from 'node:tty';
import type { Callbacks, RunningTraining } from '@fmnist/core';
import type { TrainingView } from '../training-view';
import { frame } from './frame';
import { Screen } from './screen';
import { type Style, styleOf } from './style';
import { Watch } from './watch';

/** How long a frame stands, in milliseconds. */
const MIN_FRAME_MS = 100;
const MAX_FRAME_MS = 1000;
/** How many times as long as it took to draw: so drawing takes little from the training, also where much else goes on. */
const REST = 50;

/**
 * The training on a terminal, drawn again up to ten times a second in its place. The training calls nothing here: whoever
 * draws looks where it is.
 */
export class LiveView implements TrainingView {
  readonly #stream: WriteStream;
  readonly #style: Style;
  #running: { readonly watch: Watch; readonly screen: Screen } | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #redraw = () => this.#draw();
  /** After Ctrl-Z the shell has written below the lines. */
  readonly #goOn = () => this.#running?.screen.leave();

  constructor(stream: WriteStream) {
    this.#stream = stream;
    this.#style = styleOf(stream, process.env);
  }

  say(line: string): void {
    this.#stream.write(`${line}\n`);
  }

  follow(): Callbacks {
    return { trainBegin: (training) => this.#begin(training) };
  }

  close(): void {
    if (!this.#running) return;
    clearTimeout(this.#timer);
    this.#stream.off('resize', this.#redraw);
    process.off('SIGCONT', this.#goOn);
    const { watch, screen } = this.#running;
    watch.end();
    screen.draw(frame(watch.look(performance.now()), screen.room, this.#style));
    screen.close();
    this.#running = undefined;
  }

  #begin(training: RunningTraining): void {
    const terminals = [process.stdout, process.stderr].filter((stream) => stream.isTTY);
    this.#running = {
      watch: new Watch(training, performance.now()),
      screen: new Screen(this.#stream, terminals),
    };
    this.#stream.on('resize', this.#redraw);
    process.on('SIGCONT', this.#goOn);
    this.#draw();
  }

  #draw(): void {
    if (!this.#running) return;
    clearTimeout(this.#timer);
    const { watch, screen } = this.#running;
    const beganMs = performance.now();
    screen.draw(frame(watch.look(beganMs), screen.room, this.#style));
    const tookMs = performance.now() - beganMs;
    this.#timer = setTimeout(this.#redraw, Math.min(MAX_FRAME_MS, Math.max(MIN_FRAME_MS, REST * tookMs)));
  }
}
