import type { Cancellation } from '../http/cancellation';
import { HttpError, overloaded, tooSlow } from '../http/http-error';
import type { TaskWorker } from '../workers/task-worker';
import { WorkerPool } from '../workers/worker-pool';
import { pictureTypeOf } from './picture-format';
import type { PictureResult, PictureTask } from './picture-task';
import { readAtOnce } from './read-at-once';

/** How pictures are read. */
export interface PictureOptions {
  /** How many pictures are read at once. */
  readonly threads: number;
  /** How many pictures may wait. */
  readonly queueSize: number;
  /** How many pixels a picture may have. */
  readonly pixelLimit: number;
  /** How long reading one may take before its thread is stopped. */
  readonly limitMs: number;
}

/** Hears what is measured. */
export interface PictureObserver {
  decoded(seconds: number): void;
  prepared(seconds: number): void;
}

interface Waiting {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly cancellation: Cancellation;
  readonly resolve: (pixels: Uint8Array<ArrayBuffer>) => void;
  readonly reject: (error: unknown) => void;
}

/** Makes pixels out of picture files, off the event loop; no more at once than there are threads. */
export class PictureReader {
  readonly #pool: WorkerPool<PictureTask, PictureResult>;
  readonly #options: PictureOptions;
  readonly #observer: PictureObserver;
  #queue: Waiting[] = [];

  constructor(options: PictureOptions, observer: PictureObserver) {
    this.#options = options;
    this.#observer = observer;
    this.#pool = new WorkerPool(new URL('./picture-worker.js', import.meta.url), options.threads);
    this.#pool.onIdle = () => this.#dispatch();
  }

  /** How many pictures wait. */
  get length(): number {
    return this.#queue.length;
  }

  /**
   * The 28×28 pixels of each picture.
   * @param names what messages call them
   * @throws HttpError 415 for what is of none of the formats, 422 for what cannot be read, 413 for too many pixels, 503
   *   where more would wait than may; and the reason when it is cancelled.
   */
  async read(
    files: readonly Uint8Array[],
    names: readonly string[],
    cancellation: Cancellation,
  ): Promise<Uint8Array<ArrayBuffer>[]> {
    cancellation.throwIfCancelled();
    files.forEach((bytes, index) => {
      if (pictureTypeOf(bytes)) return;
      const message = `${names[index]} is no PNG, JPEG, WebP, AVIF or GIF, whatever it is called`;
      throw new HttpError(415, 'unsupported_format', message);
    });
    const read = files.map((bytes) => this.#readAtOnce(bytes));
    if (isComplete(read)) return read;
    this.#makeRoom(read.filter((pixels) => pixels === undefined).length);
    const cancelled = new Promise<never>((_, reject) => {
      cancellation.onCancel(reject);
    });
    const pictures = read.map(
      (pixels, index) =>
        pixels ??
        new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
          this.#queue.push({ bytes: files[index], name: names[index], cancellation, resolve, reject });
        }),
    );
    this.#dispatch();
    return Promise.race([Promise.all(pictures), cancelled]);
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  #readAtOnce(bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
    const read = readAtOnce(bytes);
    if (read) this.#observer.decoded(read.seconds);
    return read?.pixels;
  }

  /** @throws HttpError 503 where so many more would be too many. */
  #makeRoom(count: number): void {
    const isFull = () => this.#queue.length + count > this.#options.queueSize;
    if (isFull()) this.#removeCancelled();
    // A lone request of many pictures is taken whole: it is bounded by how many one may have.
    if (this.#queue.length > 0 && isFull())
      throw overloaded('Too many pictures are waiting to be decoded', 1);
  }

  #dispatch(): void {
    for (let worker = this.#pool.idle(); worker && this.#queue.length > 0; worker = this.#pool.idle()) {
      const waiting = this.#queue.shift();
      if (waiting && !waiting.cancellation.isCancelled) this.#run(worker, waiting);
    }
  }

  #removeCancelled(): void {
    this.#queue = this.#queue.filter(({ cancellation }) => !cancellation.isCancelled);
  }

  async #run(worker: TaskWorker<PictureTask, PictureResult>, waiting: Waiting): Promise<void> {
    const { limitMs, pixelLimit } = this.#options;
    try {
      const bytes = new Uint8Array(waiting.bytes);
      const task = { bytes, name: waiting.name, pixelLimit };
      const result = await this.#pool.runWithin(worker, task, limitMs, () => tooSlow(limitMs), [
        bytes.buffer,
      ]);
      if ('unreadable' in result) {
        throw result.tooLarge
          ? new HttpError(413, 'too_many_pixels', result.unreadable)
          : new HttpError(422, 'unreadable_picture', result.unreadable);
      }
      this.#observer.decoded(result.decodeSeconds);
      this.#observer.prepared(result.prepareSeconds);
      waiting.resolve(result.pixels);
    } catch (error) {
      waiting.reject(error);
    }
  }
}

function isComplete<Item>(items: readonly (Item | undefined)[]): items is Item[] {
  return items.every((item) => item !== undefined);
}
