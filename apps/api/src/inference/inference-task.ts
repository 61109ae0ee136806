import type { Classification } from '@fmnist/models';
import type { PackedShown } from './packed-shown';

/** Pixels of one picture or several, 0 to 255, one after the other. */
export type Pixels = Uint8Array<ArrayBuffer> | Float32Array<ArrayBuffer>;

/** What a model is, as the thread finds it in its file. */
export interface ModelFacts {
  /** The names of its classes, in order. */
  readonly labels: readonly string[];
  readonly parameters: number;
  /** SHA-256 of its parameters. */
  readonly weightsSha256: string;
  /** Whether it tells pictures of no class. */
  readonly tellsNovelty: boolean;
}

/** What a picture shows, and, where it was asked for, what that hangs on. */
export interface Shown extends Classification {
  /**
   * A number from 0 to 255 for each pixel, the largest where a little change counts most: the gradient of the class's
   * score, without its sign (Simonyan, Vedaldi & Zisserman 2013, section 3).
   */
  readonly saliency?: Uint8Array;
}

/** What an inference thread does. */
export type InferenceTask =
  | { readonly type: 'load'; readonly key: string; readonly bytes: Uint8Array; readonly batchSize: number }
  | { readonly type: 'unload'; readonly key: string }
  | {
      readonly type: 'classify';
      readonly key: string;
      readonly pixels: Pixels;
      /** For which of the pictures, by their indices, to tell what the answer hangs on. */
      readonly explained: readonly number[];
    };

/** What comes of it. */
export type InferenceResult =
  | { readonly type: 'loaded'; readonly facts: ModelFacts }
  | { readonly type: 'unloaded' }
  | {
      readonly type: 'classified';
      readonly shown: PackedShown;
      readonly seconds: number;
    };
