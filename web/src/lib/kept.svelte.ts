// Whether what is shown was kept by this browser because the server could not be reached.

class Kept {
  shown = $state(false);

  /** Told of each answer; `x-kept` is put on it by `public/sw.js`. */
  tell(response: Response): void {
    this.shown = response.headers.has('x-kept');
  }
}

export const kept = new Kept();

/** Keeps the page and its answers for when there is no network, where the browser can. */
export async function keepForLater(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator) || !window.isSecureContext) return;
  try {
    await navigator.serviceWorker.register(new URL('sw.js', document.baseURI));
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    active?.postMessage({ keep: [new URL('./', document.baseURI).href, ...loaded] });
  } catch {
    // private windows may refuse; the page works without
  }
}
