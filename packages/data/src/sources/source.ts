import type { DataFile } from '../fashion-mnist';

/** A place the data set's files can come from. */
export interface Source {
  readonly name: string;
  /**
   * A file's decompressed, verified bytes, or nothing where the source does not have it.
   * @throws UserError saying why the source cannot give it.
   */
  fetch(file: DataFile): Promise<Uint8Array | undefined>;
}

/** How far a download has come. */
export interface DownloadProgress {
  readonly file: string;
  readonly receivedBytes: number;
  /** Nothing where the server does not say. */
  readonly totalBytes: number | undefined;
}
