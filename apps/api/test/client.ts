import { errorAnswer } from '../src/schemas/error-answer';
import { predictAnswer } from '../src/schemas/predict';

/** Asks a running service as its users do, and checks that answers are as its schemas say. */
export function clientOf(url: () => string) {
  const post = (body: RequestInit['body'], headers: Record<string, string> = {}, query = '') =>
    fetch(`${url()}/v1/predict${query}`, { method: 'POST', body: body ?? null, headers });
  const postJson = (body: unknown, query = '', headers: Record<string, string> = {}) =>
    post(JSON.stringify(body), { 'Content-Type': 'application/json', ...headers }, query);
  return {
    post,
    postJson,
    /** The answer to a body of JSON. */
    predict: async (body: unknown, query = '') => answerIn(await postJson(body, query)),
  };
}

/** What an answer says that names pictures. */
export async function answerIn(response: Response) {
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return predictAnswer.strict().parse(await response.json());
}

/** What an answer says that went wrong. */
export async function errorIn(response: Response) {
  return errorAnswer.strict().parse(await response.json());
}
