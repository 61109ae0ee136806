/** The site's service worker: the page works without a connection after the first visit, and is cross-origin isolated. */
import { addPlugins, cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { NetworkFirst } from 'workbox-strategies';

/** The files that are kept at the first visit; the build puts them in. */
declare const SITE_FILES: PrecacheEntry[];

/** Says of every answer what makes a page cross-origin isolated, which hosts without own headers cannot. */
const isolating = {
  handlerWillRespond: async ({ response }: { response: Response }) => {
    const headers = new Headers(response.headers);
    headers.set('Cross-Origin-Opener-Policy', 'same-origin');
    headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
    const { status, statusText } = response;
    return new Response(response.body, { status, statusText, headers });
  },
};

addPlugins([isolating]);
cleanupOutdatedCaches();
precacheAndRoute(SITE_FILES);
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && /\.safetensors$|\/data\/near/.test(url.pathname),
  new NetworkFirst({ cacheName: 'fmnist-when-needed', plugins: [isolating] }),
);
