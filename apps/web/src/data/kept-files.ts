const CACHE = 'fmnist-data';

/** A file as it was kept on this device, if it was, and if the browser keeps files here at all. */
export async function keptFile(url: URL): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const response = await (await caches.open(CACHE)).match(url);
    return response && new Uint8Array(await response.arrayBuffer());
  } catch {
    return undefined;
  }
}

/** Keeps a file on this device. @returns whether that was possible: storage may be full, or denied. */
export async function keepFile(url: URL, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  try {
    await (await caches.open(CACHE)).put(url, new Response(bytes));
    return true;
  } catch {
    return false;
  }
}
