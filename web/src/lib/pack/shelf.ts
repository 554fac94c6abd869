// Where packs are kept in the browser: of each what answers look-ups, as it was packed, and with it what there is to tell of it.
import { membersOf, packedBytes, unpacked, ZipError, type Member } from './zip';
import { SHELF } from '../kept.svelte';
import type { Bbox } from '../types';
import { dayIn, FORMAT, type FromPack, type PackFile } from './file';

const LOOKUP = 'lookup.json';
/** The header that has what there is to tell: one entry of the cache is written as a whole or not at all. */
const FACTS = 'x-pack';
/** Unpacked bytes of one pack that a phone shall hold at once. */
const MOST = 200_000_000;

export interface KeptPack extends FromPack {
  /** Nothing outside is answered. */
  bbox: Bbox;
  /** Of the pack on the server: another one means that something in it has changed. */
  etag: string;
  /** Bytes that are kept. */
  kept: number;
  member: Pick<Member, 'method' | 'size' | 'crc'>;
}

/** A pack without what answers look-ups, or of a format that this page does not know. */
export class PackError extends Error {}

/** Those that hold for a day come first, else as they were. */
export function inOrder(list: readonly KeptPack[], at: string): KeptPack[] {
  const fits = (pack: KeptPack): number => (['same', 'unchanged'].includes(dayIn(pack, at)) ? 0 : 1);
  return [...list].sort((a, b) => fits(a) - fits(b));
}

export class Shelf {
  readonly #caches: CacheStorage;
  readonly #folder: string;

  /** `base`: the page's own folder, under whose address packs are kept. */
  constructor(caches: CacheStorage, base: string) {
    this.#caches = caches;
    this.#folder = new URL('packs/', base).href;
  }

  #key(unit: string): string {
    return `${this.#folder}${encodeURIComponent(unit)}`;
  }

  /** The newest first, of this page alone: other sites may keep theirs under the same origin. */
  async list(): Promise<KeptPack[]> {
    if (!(await this.#caches.has(SHELF))) return [];
    const cache = await this.#caches.open(SHELF);
    const keys = (await cache.keys()).filter(({ url }) => url.startsWith(this.#folder) && !url.slice(this.#folder.length).includes('/'));
    const told = await Promise.all(keys.map(async (key) => (await cache.match(key))?.headers.get(FACTS)));
    const found = told.flatMap((facts) => (facts ? [JSON.parse(decodeURIComponent(facts)) as KeptPack] : []));
    return found.sort((a, b) => b.as_of.localeCompare(a.as_of) || b.revision - a.revision);
  }

  /** Keeps what answers look-ups of a whole pack; refuses what it could not answer from later. */
  async put(zip: Uint8Array, told: Pick<KeptPack, 'unit' | 'name' | 'unchanged_since' | 'etag'>): Promise<void> {
    const member = membersOf(zip).get(LOOKUP);
    if (!member) throw new PackError('no lookup.json');
    const { method, size, crc } = member;
    const packed = packedBytes(zip, member);
    const { as_of, revision, bbox } = await readPack(packed, member);
    const facts: KeptPack = { ...told, as_of, revision, bbox, kept: packed.length, member: { method, size, crc } };
    const cache = await this.#caches.open(SHELF);
    await cache.put(this.#key(told.unit), new Response(packed as Uint8Array<ArrayBuffer>, { headers: { [FACTS]: encodeURIComponent(JSON.stringify(facts)) } }));
  }

  async take({ unit, member }: KeptPack): Promise<PackFile | null> {
    const found = await (await this.#caches.open(SHELF)).match(this.#key(unit));
    return found ? readPack(new Uint8Array(await found.arrayBuffer()), member) : null;
  }

  async remove(unit: string): Promise<void> {
    await (await this.#caches.open(SHELF)).delete(this.#key(unit));
  }
}

async function readPack(packed: Uint8Array, member: KeptPack['member']): Promise<PackFile> {
  if (member.size > MOST) throw new ZipError(`${member.size} bytes`);
  const file = JSON.parse(new TextDecoder().decode(await unpacked(packed, member))) as PackFile;
  if (file.format_version !== FORMAT) throw new PackError(`lookup.json of format ${file.format_version}`);
  return file;
}
