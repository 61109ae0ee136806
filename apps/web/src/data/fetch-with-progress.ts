import { UserError } from '@fmnist/core';

/**
 * A file's bytes.
 * @param onBytes hears how many have come so far
 * @throws UserError where it is not to be had, or the connection breaks.
 */
export async function fetchWithProgress(
  url: URL,
  onBytes: (loaded: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const name = url.pathname.split('/').at(-1);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  try {
    const response = await fetch(url);
    if (!response.ok || !response.body) {
      throw new UserError(`${name} is not on this site: it answers ${response.status}`);
    }
    let loaded = 0;
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      chunks.push(part.value);
      loaded += part.value.length;
      onBytes(loaded);
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${name} could not be fetched whole: is there a connection?`, { cause: error });
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
