// The packs kept in this browser: fetched, listed, removed, and asked when the server cannot be.
import { base, getJson } from '../api';
import { browserCaches, keepLoaded, kept } from '../kept.svelte';
import { Remembered } from '../map/remembered';
import type { SearchResult, Unit } from '../types';
import { holds, lookupIn, type FromPack, type PackedLookup, type PackFile } from './file';
import { isThere, namedIn, placesOf } from './names';
import { inOrder, Shelf, type KeptPack } from './shelf';

/** What the server tells of a pack before it is fetched. */
export interface Manifest {
  as_of: string;
  unchanged_since: string | null;
  unit: Unit;
  pack: { bytes: number; etag: string };
}

const SAME_TIME = 4;

class Packs {
  list: KeptPack[] = $state.raw([]);
  readonly #caches = browserCaches();
  readonly #shelf = this.#caches && new Shelf(this.#caches, base);
  /** Packs need a place that browsers give to safe connections only. */
  readonly possible = this.#shelf !== null;
  readonly #files = new Remembered<PackFile | null>(SAME_TIME);

  /** Nothing is listed where the browser does not tell. */
  async refresh(): Promise<KeptPack[]> {
    this.list = (await this.#shelf?.list().catch(() => null)) ?? [];
    return this.list;
  }

  manifest(unit: string, at: string, signal: AbortSignal): Promise<Manifest> {
    return getJson<Manifest>(`api/packs/${encodeURIComponent(unit)}/manifest.json`, { at }, signal);
  }

  /** `tell` is told how many bytes have come. */
  async keep({ unit, as_of, unchanged_since, pack }: Manifest, tell: (bytes: number) => void, signal: AbortSignal): Promise<void> {
    const zip = await fetched(new URL(`api/packs/${encodeURIComponent(unit.code)}?at=${as_of}`, base).href, pack.bytes, tell, signal);
    await this.#shelf?.put(zip, { unit: unit.code, name: unit.full_name, unchanged_since, etag: pack.etag });
    kept.packs = true;
    // The pack is kept by now, whatever the browser or its reader says to the rest.
    void this.#prepared().catch(() => undefined);
    await this.refresh();
  }

  /** The parts of the page that show answers of packs are kept with them, and browsers asked not to make room by them. */
  async #prepared(): Promise<void> {
    await Promise.allSettled([import('../../components/AreaPanel.svelte'), import('../../components/FromPack.svelte'), import('../../components/KeptPacks.svelte')]);
    await Promise.allSettled([keepLoaded(base), (navigator as { storage?: Partial<StorageManager> }).storage?.persist?.()]);
  }

  /** What could not be removed stays listed. */
  async remove(unit: string): Promise<void> {
    await this.#shelf?.remove(unit).catch(() => undefined);
    await this.refresh();
  }

  /** The files of the packs that may answer, the best for the day first; one that cannot be read does not keep the others from it. */
  async *#each(at: string, may: (pack: KeptPack) => boolean = () => true): AsyncGenerator<[KeptPack, PackFile]> {
    for (const pack of inOrder(await this.refresh(), at).filter(may)) {
      const file = await this.#files.of(`${pack.unit}@${pack.as_of}#${pack.revision}.${pack.member.crc}`, async () => (await this.#shelf?.take(pack)) ?? null).catch(() => null);
      if (file) yield [pack, file];
    }
  }

  async lookup(lon: number, lat: number, at: string): Promise<PackedLookup | null> {
    for await (const [pack, file] of this.#each(at, ({ bbox }) => holds(bbox, lon, lat))) {
      const found = lookupIn(file, lon, lat);
      if (found) return { ...found, pack: told(pack) };
    }
    return null;
  }

  async search(asked: string, at: string): Promise<SearchResult[]> {
    const found = new Map<string, SearchResult>();
    for await (const [, file] of this.#each(at)) for (const one of namedIn(file, asked)) found.set(`${one.type}:${one.id}`, found.get(`${one.type}:${one.id}`) ?? one);
    return [...found.values()].map((one) => ({ ...one, current: isThere(one, at) }));
  }

  /** A place that is there on a day: a code may have been another unit's before. */
  async place(type: SearchResult['type'], id: string, at: string): Promise<SearchResult | null> {
    for await (const [, file] of this.#each(at)) {
      const found = placesOf(file).find((one) => one.type === type && one.id === id && isThere(one, at));
      if (found) return found;
    }
    return null;
  }
}

const told = ({ unit, name, as_of, revision, unchanged_since }: KeptPack): FromPack => ({ unit, name, as_of, revision, unchanged_since });

/** Never more than was said. */
async function fetched(url: string, bytes: number, tell: (bytes: number) => void, signal: AbortSignal): Promise<Uint8Array> {
  const response = await fetch(url, { signal });
  if (!response.ok || !response.body) throw new Error(`${response.status}`);
  const all = new Uint8Array(bytes);
  let at = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return all.subarray(0, at);
    if (at + value.length > bytes) {
      await reader.cancel();
      throw new Error(`more than ${bytes} bytes`);
    }
    all.set(value, at);
    at += value.length;
    tell(at);
  }
}

export const packs = new Packs();
