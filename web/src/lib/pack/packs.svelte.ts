// The packs kept in this browser: fetched, listed, removed, and asked when the server cannot be.
import { base, getJson } from '../api';
import { keepLoaded } from '../kept.svelte';
import { Remembered } from '../map/remembered';
import type { SearchResult, Unit } from '../types';
import { lookupIn, type FromPack, type PackedLookup, type PackFile } from './file';
import { namedIn, placesOf } from './names';
import { Shelf, type KeptPack } from './shelf';

/** What the server tells of a pack before it is fetched. */
export interface Manifest {
  as_of: string;
  revision: number;
  unchanged_since: string;
  unit: Unit;
  pack: { bytes: number; href: string };
}

const SAME_TIME = 4;

class Packs {
  /** Packs need a place that browsers give to safe connections only. */
  readonly possible = typeof caches !== 'undefined';
  list: KeptPack[] = $state.raw([]);
  readonly #shelf = this.possible ? new Shelf(caches, base) : null;
  readonly #files = new Remembered<PackFile | null>(SAME_TIME);

  async refresh(): Promise<KeptPack[]> {
    this.list = (await this.#shelf?.list()) ?? [];
    return this.list;
  }

  manifest(unit: string, at: string, signal: AbortSignal): Promise<Manifest> {
    return getJson<Manifest>(`api/packs/${encodeURIComponent(unit)}/manifest.json`, { at }, signal);
  }

  /** `tell` is told how many bytes have come. */
  async keep({ unit, as_of, unchanged_since }: Manifest, today: string, tell: (bytes: number) => void, signal: AbortSignal): Promise<void> {
    const zip = await fetched(new URL(`api/packs/${encodeURIComponent(unit.code)}?at=${as_of}`, base).href, tell, signal);
    await this.#shelf?.put(zip, { unit: unit.code, name: unit.full_name, unchanged_since, kept_on: today });
    await Promise.all([this.refresh(), this.#prepared()]);
  }

  /** The parts of the page that show answers of packs are kept with them, and browsers asked not to make room by them. */
  async #prepared(): Promise<void> {
    await Promise.allSettled([import('../../components/AreaPanel.svelte'), import('../../components/FromPack.svelte'), import('../../components/KeptPacks.svelte'), navigator.storage.persist()]);
    await keepLoaded(base);
  }

  async remove(unit: string): Promise<void> {
    await this.#shelf?.remove(unit);
    await this.refresh();
  }

  /** The files of all packs, the newest first. */
  async *#each(): AsyncGenerator<[KeptPack, PackFile]> {
    for (const pack of await this.refresh()) {
      const file = await this.#files.of(`${pack.unit}@${pack.as_of}#${pack.revision}.${pack.member.crc}`, async () => (await this.#shelf?.take(pack)) ?? null);
      if (file) yield [pack, file];
    }
  }

  async lookup(lon: number, lat: number): Promise<PackedLookup | null> {
    for await (const [pack, file] of this.#each()) {
      const found = lookupIn(file, lon, lat);
      if (found) return { ...found, pack: told(pack) };
    }
    return null;
  }

  async search(asked: string): Promise<SearchResult[]> {
    const found = new Map<string, SearchResult>();
    for await (const [, file] of this.#each()) for (const one of namedIn(file, asked)) found.set(`${one.type}:${one.id}`, found.get(`${one.type}:${one.id}`) ?? one);
    return [...found.values()];
  }

  async place(type: SearchResult['type'], id: string): Promise<SearchResult | null> {
    for await (const [, file] of this.#each()) {
      const found = placesOf(file).find((one) => one.type === type && one.id === id);
      if (found) return found;
    }
    return null;
  }
}

const told = ({ unit, name, as_of, revision, unchanged_since, kept_on }: KeptPack): FromPack => ({ unit, name, as_of, revision, unchanged_since, kept_on });

async function fetched(url: string, tell: (bytes: number) => void, signal: AbortSignal): Promise<Uint8Array> {
  const response = await fetch(url, { signal });
  if (!response.ok || !response.body) throw new Error(`${response.status}`);
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
    tell(length);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export const packs = new Packs();
