// What is asked when the server cannot be reached: the packs kept in this browser. They are loaded only then.
import { api, ApiFailure } from './api';
import { kept } from './kept.svelte';
import type { packs } from './pack/packs.svelte';
import type { Search } from './types';

export const unreachable = (cause: unknown): boolean => cause instanceof ApiFailure && (cause.kind === 'offline' || cause.kind === 'unavailable');

/** The server's answer; without it what a pack tells until the server is reached again, and where none can, the server's failure. */
export async function orFromPacks<T>(asked: Promise<T>, from: (shelf: typeof packs) => Promise<T | null>): Promise<T> {
  try {
    return await asked;
  } catch (cause) {
    if (!unreachable(cause)) throw cause;
    const found = await import('./pack/packs.svelte').then(({ packs: shelf }) => from(shelf)).catch(() => null);
    if (found === null) throw cause;
    kept.shown = true;
    return found;
  }
}

/** Places by name. Packs tell of places only, not of plans. */
export const searched = (q: string, at: string, signal: AbortSignal): Promise<Search> =>
  orFromPacks<Search>(api.search(q, at, signal), async (shelf) => {
    const [results, [newest]] = [await shelf.search(q, at), shelf.list];
    return newest && results.length > 0 ? { as_of: newest.as_of, revision: newest.revision, notices: [], results } : null;
  });
