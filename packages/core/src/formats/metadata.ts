import { UserError } from '../errors';

/** The version of the config this program writes. It reads this and all older ones. */
const FORMAT_VERSION = 1;
/** The key of the safetensors metadata that holds the config, as JSON. */
export const METADATA_KEY = 'fmnist';

/** What one of our files holds. */
export type FileKind = 'model' | 'parameters' | 'checkpoint';

/** Metadata of a file of a kind, with what else it says of itself. */
export function writeMetadata(kind: FileKind, config: object): Record<string, string> {
  return { [METADATA_KEY]: JSON.stringify({ formatVersion: FORMAT_VERSION, kind, ...config }) };
}

/** Whether metadata is that of one of our files. */
export function isOurs(metadata: Readonly<Record<string, string>>): boolean {
  return Object.hasOwn(metadata, METADATA_KEY);
}

/** What one of our files says of itself. @throws UserError where that is not JSON, or of a newer version. */
export function parseMetadata(metadata: Readonly<Record<string, string>>): unknown {
  let value: unknown;
  try {
    value = JSON.parse(metadata[METADATA_KEY]);
  } catch (error) {
    throw new UserError(`The file’s metadata "${METADATA_KEY}" is not JSON`, { cause: error });
  }
  const version = typeof value === 'object' && value && 'formatVersion' in value && value.formatVersion;
  if (typeof version !== 'number') {
    throw new UserError(`The file’s metadata "${METADATA_KEY}" does not say its formatVersion, a number`);
  }
  if (version > FORMAT_VERSION) {
    throw new UserError(
      `The file has format version ${version}, newer than ${FORMAT_VERSION}, the newest this program reads: update it`,
    );
  }
  return value;
}
