import { type ClientRequestOptions, hc } from 'hono/client';
import type { Api } from './app';

/**
 * A client of the service whose requests and answers are typed: what a route does not take does not compile.
 * @param url where the service is, as in `http://127.0.0.1:8080`
 *
 * @example
 * const api = createClient('http://127.0.0.1:8080');
 * const response = await api.v1.predict.$post({ json: { pixels }, query: { top: '3' } });
 * if (response.ok) console.log((await response.json()).predictions[0].label);
 */
export function createClient(url: string, options?: ClientRequestOptions) {
  return hc<Api>(url, options);
}
