import type { DownloadProgress } from '@fmnist/data/node';
import { Presets, SingleBar } from 'cli-progress';

/** Bars on stderr for what takes a while; none where stderr is no terminal, or where it is to be quiet. */
export class ProgressBars {
  readonly #bars = new Map<string, SingleBar>();

  constructor(readonly quiet = false) {}

  /** A bar for each file. */
  download({ file, receivedBytes, totalBytes }: DownloadProgress): void {
    this.#update(file, `${file} {bar} {percentage}% of {total} bytes`, receivedBytes, totalBytes);
  }

  /** How many of how many pictures are read or written. */
  pictures(done: number, total: number): void {
    this.#update('pictures', 'pictures {bar} {value} of {total}', done, total);
  }

  /** Takes the bars away from the line they draw on. */
  stop(): void {
    for (const bar of this.#bars.values()) bar.stop();
  }

  #update(name: string, format: string, value: number, total: number | undefined): void {
    if (this.quiet) return;
    let bar = this.#bars.get(name);
    if (!bar) {
      bar = new SingleBar({ format, stream: process.stderr, noTTYOutput: false }, Presets.shades_classic);
      bar.start(total ?? 0, 0);
      this.#bars.set(name, bar);
    }
    bar.update(value);
    if (value === total) bar.stop();
  }
}
