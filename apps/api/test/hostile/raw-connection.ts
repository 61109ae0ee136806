import { connect } from 'node:net';

/**
 * Sends bytes as they are, and gives the statuses of all that comes back until the server closes or has been quiet for
 * a while.
 * @param quietMs how long to wait for the first answer
 * @param isGone whether to go away right after sending
 */
export async function sendRaw(
  url: string,
  pieces: readonly (string | Uint8Array)[],
  { isGone = false, quietMs = 5000 } = {},
): Promise<number[]> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = '';
  await new Promise<void>((resolve) => {
    socket.setTimeout(quietMs, () => socket.destroy());
    socket.on('data', (data) => {
      text += data.toString('latin1');
      // More may follow, but not much later.
      socket.setTimeout(200);
    });
    // The server may hang up on us, which is an answer, too.
    socket.on('error', () => {});
    socket.on('close', () => resolve());
    socket.on('connect', () => {
      for (const piece of pieces) socket.write(piece);
      if (isGone) setTimeout(() => socket.destroy(), 20);
    });
  });
  return [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
}
