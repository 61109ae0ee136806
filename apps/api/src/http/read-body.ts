import type { IncomingMessage } from 'node:http';
import type { BodyBudget } from './body-budget';
import type { Cancellation } from './cancellation';
import { HttpError } from './http-error';

/**
 * The body of a request, counted while it comes, so that no more is kept than may be. What it takes of the budget goes
 * back when the request is over.
 * @param onOver calls what it is given when the request is over
 * @throws HttpError 413 where it is larger than `limit` bytes, 415 where it is compressed, 503 where there is no room, 408
 *   where it is cancelled first.
 */
export async function readBody(
  incoming: IncomingMessage,
  limit: number,
  budget: BodyBudget,
  cancellation: Cancellation,
  onOver: (giveBack: () => void) => void,
): Promise<Buffer> {
  const encoding = incoming.headers['content-encoding'];
  if (encoding && encoding.toLowerCase() !== 'identity') {
    throw new HttpError(415, 'unsupported_encoding', 'Send the body as it is, without Content-Encoding');
  }
  const announced = Number(incoming.headers['content-length'] ?? 0);
  if (announced > limit) throw tooLarge(limit);
  let length = 0;
  onOver(() => budget.giveBack(length));
  const chunks: Buffer[] = [];
  const take = (chunk: Buffer) => {
    if (length + chunk.length > limit) throw tooLarge(limit);
    budget.take(chunk.length);
    length += chunk.length;
    chunks.push(chunk);
  };
  await new Promise<void>((resolve, reject) => {
    const onData = (chunk: Buffer) => {
      try {
        take(chunk);
      } catch (error) {
        end(() => reject(error));
      }
    };
    const onEnd = () => end(resolve);
    const onClose = () => end(() => reject(clientGone()));
    const stopListening = cancellation.onCancel(() => end(() => reject(tooSlowBody())));
    const end = (settle: () => void) => {
      incoming.off('data', onData).off('end', onEnd).off('error', onClose).off('close', onClose);
      incoming.pause();
      stopListening();
      settle();
    };
    incoming.on('data', onData).on('end', onEnd).on('error', onClose).on('close', onClose);
    if (cancellation.isCancelled) end(() => reject(tooSlowBody()));
    else if (incoming.destroyed) onClose();
  });
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, length);
}

/** What is noted of a request whose sender went away; nobody hears it. */
export function clientGone(): HttpError {
  return new HttpError(400, 'client_gone', 'The client went away');
}

function tooSlowBody(): HttpError {
  return new HttpError(408, 'body_too_slow', 'The body came too slowly', { Connection: 'close' });
}

function tooLarge(limit: number): HttpError {
  return new HttpError(413, 'body_too_large', `The body may have ${limit} bytes at most`, {
    Connection: 'close',
  });
}
