// Whether what is shown was kept by this browser because the server could not be reached.

/** The place of packs (`pack/shelf.ts`); spared by `public/sw.js` when it makes room. */
export const SHELF = 'plancover-packs';

/** Null where the browser gives none: without a safe connection, or in the frame of another site that is shut off. */
export function browserCaches(): CacheStorage | null {
  try {
    return typeof caches === 'undefined' ? null : caches;
  } catch {
    return null;
  }
}

class Kept {
  shown = $state(false);
  /** Packs may be kept: what lists them is loaded only then. */
  packs = $state(false);
  /** Grows when the server is reached again after kept answers: what is shown is then asked for anew. */
  round = $state(0);

  /** Told of each answer; `x-kept` is put on it by `public/sw.js`. Only the site's own, which is asked for again and again, ends it. */
  tell(response: Response, path: string): void {
    if (response.headers.has('x-kept')) this.shown = true;
    else if (this.shown && path === 'api/site') {
      this.shown = false;
      this.round += 1;
    }
  }
}

export const kept = new Kept();

/** Keeps the page and its answers for when there is no network, where the browser can. */
export async function keepForLater(base: string): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator) || !window.isSecureContext) return;
  try {
    await navigator.serviceWorker.register(new URL('sw.js', base));
    await keepLoaded(base);
  } catch {
    // private windows may refuse; the page works without
  }
}

/** Hands the worker the addresses of all that was loaded, with the page itself; it fetches what it has not. */
export async function keepLoaded(base: string): Promise<void> {
  if (!('serviceWorker' in navigator) || !(await navigator.serviceWorker.getRegistration(base))) return;
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  active?.postMessage({ keep: [base, ...loaded] });
}
