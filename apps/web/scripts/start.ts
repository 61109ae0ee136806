/** Serves the built site, cross-origin isolated, so that training has all threads. */
import { fileURLToPath } from 'node:url';
import { serve } from '@fmnist/browser';

const { url } = await serve({
  isolated: true,
  routes: { '/': { folder: fileURLToPath(new URL('../out/', import.meta.url)) } },
});
console.log(`The site is at ${url}/ (Ctrl-C ends it)`);
