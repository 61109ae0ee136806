import type { Classification } from '@fmnist/models';
import { JsonObject } from '../json-object';
import type { SentRequest } from './requests';

/** How far a probability may be off: others sum up in another order. */
const TOLERANCE = 1e-3;

/**
 * Sends each request once.
 * @param expected what each picture shows
 * @throws where an answer is another.
 */
export async function checkAnswers(
  url: string,
  requests: readonly SentRequest[],
  expected: readonly Classification[],
): Promise<void> {
  for (const { contentType, body, pictures } of requests) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': contentType },
      body: new Uint8Array(body),
    });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`it answers ${response.status}: ${text.slice(0, 200)}`);
    const predictions = JsonObject.parse(text, 'The answer').objects('predictions');
    if (predictions.length !== pictures.length) {
      throw new Error(`of ${pictures.length} pictures it named ${predictions.length}`);
    }
    pictures.forEach((picture, index) => {
      const { label, probability } = expected[picture];
      const given = predictions[index].object('probabilities').number(label);
      if (!(Math.abs(given - probability) <= TOLERANCE)) {
        throw new Error(`picture ${picture} is ${label} with ${probability}; it says ${given}`);
      }
    });
  }
}
