import { useEffect, useState } from 'react';

/** Registers the service worker of the built site. */
export function useServiceWorker(): void {
  useEffect(() => {
    if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return;
    // Where it may not be registered, as in a private window, the page works as well, with a connection.
    navigator.serviceWorker.register(new URL('sw.js', document.baseURI)).catch(() => undefined);
  }, []);
}

/** Whether the page, which has one thread now, would have all of them after a reload. */
export function useMoreThreadsAfterReload(): boolean {
  const [isReady, setIsReady] = useState(false);
  useEffect(() => {
    if (crossOriginIsolated || !('serviceWorker' in navigator) || navigator.serviceWorker.controller) return;
    navigator.serviceWorker.ready.then(() => setIsReady(true));
  }, []);
  return isReady;
}
