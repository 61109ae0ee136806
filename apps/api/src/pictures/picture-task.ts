/** A picture file to make pixels of. */
export interface PictureTask {
  readonly bytes: Uint8Array;
  /** What messages call it. */
  readonly name: string;
  readonly pixelLimit: number;
}

/** 28×28 pixels as models take them, or why there are none. */
export type PictureResult =
  | {
      readonly pixels: Uint8Array<ArrayBuffer>;
      readonly decodeSeconds: number;
      readonly prepareSeconds: number;
    }
  | { readonly unreadable: string; readonly tooLarge: boolean };
