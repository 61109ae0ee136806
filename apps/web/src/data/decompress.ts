/**
 * The bytes of a file that was stored compressed. Some servers send `.gz` files as what they hold, and the browser has
 * then unpacked them already.
 * @throws TypeError where the compressed bytes are damaged.
 */
export async function decompress(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
