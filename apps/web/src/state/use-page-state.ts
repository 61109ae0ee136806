import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { type PageState, readFragment, writeFragment } from './page-state';

const CHANGED = 'fmnist:state';

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  window.addEventListener('popstate', listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener('hashchange', listener);
    window.removeEventListener('popstate', listener);
    window.removeEventListener(CHANGED, listener);
  };
}

/** The page's state, held by the URL, and what changes it: another view is a step in the history, the rest is not. */
export function usePageState(): [PageState, (changes: Partial<PageState>) => void] {
  const fragment = useSyncExternalStore(
    subscribe,
    () => window.location.hash,
    () => '',
  );
  const state = useMemo(() => readFragment(fragment), [fragment]);
  const change = useCallback((changes: Partial<PageState>) => {
    const before = readFragment(window.location.hash);
    const after = { ...before, ...changes };
    const url = writeFragment(after);
    if (after.view === before.view) window.history.replaceState(null, '', url);
    else window.history.pushState(null, '', url);
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return [state, change];
}
