import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What is measured while the service runs, as Prometheus reads it. */
export class Metrics {
  readonly registry = new Registry();
  readonly inProgress = new Gauge({
    name: 'fmnist_requests_in_progress',
    help: 'Requests that are being answered',
    registers: [this.registry],
  });
  readonly #requests = new Counter({
    name: 'fmnist_requests_total',
    help: 'Requests that were answered',
    labelNames: ['method', 'route', 'status'],
    registers: [this.registry],
  });
  readonly #failures = new Counter({
    name: 'fmnist_request_failures_total',
    help: 'Requests that were answered with an error, by its code',
    labelNames: ['code'],
    registers: [this.registry],
  });
  readonly #duration = new Histogram({
    name: 'fmnist_request_duration_seconds',
    help: 'From the head of a request to the end of its answer',
    labelNames: ['route'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  readonly #queue = this.#seconds('fmnist_queue_seconds', 'How long pictures waited for a model');
  readonly #decode = this.#seconds('fmnist_decode_seconds', 'How long decoding a picture took');
  readonly #prepare = this.#seconds(
    'fmnist_prepare_seconds',
    'How long finding the garment on a picture took',
  );
  readonly #inference = this.#seconds('fmnist_inference_seconds', 'How long a model took for a batch');
  readonly #batchSize = new Histogram({
    name: 'fmnist_batch_size_pictures',
    help: 'How many pictures a model was asked at once',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers: [this.registry],
  });
  readonly #swaps = new Counter({
    name: 'fmnist_model_loads_total',
    help: 'Versions of models that were loaded or refused',
    labelNames: ['model', 'outcome'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Shows how much waits, asked when somebody reads the metrics. */
  watchQueues(pictures: () => number, undecoded: () => number): void {
    const gauge = (name: string, help: string, length: () => number) =>
      new Gauge({
        name,
        help,
        registers: [this.registry],
        collect() {
          this.set(length());
        },
      });
    gauge('fmnist_queue_pictures', 'Pictures that wait for a model', pictures);
    gauge('fmnist_decode_queue_pictures', 'Pictures that wait to be decoded', undecoded);
  }

  answered(method: string, route: string, status: number, seconds: number): void {
    this.#requests.inc({ method, route, status });
    this.#duration.observe({ route }, seconds);
  }

  failed(code: string): void {
    this.#failures.inc({ code });
  }

  queued(seconds: number): void {
    this.#queue.observe(seconds);
  }

  decoded(seconds: number): void {
    this.#decode.observe(seconds);
  }

  prepared(seconds: number): void {
    this.#prepare.observe(seconds);
  }

  inferred(seconds: number, batchSize: number): void {
    this.#inference.observe(seconds);
    this.#batchSize.observe(batchSize);
  }

  loaded(model: string, outcome: 'loaded' | 'refused'): void {
    this.#swaps.inc({ model, outcome });
  }

  #seconds(name: string, help: string): Histogram {
    return new Histogram({ name, help, buckets: SECONDS, registers: [this.registry] });
  }
}
