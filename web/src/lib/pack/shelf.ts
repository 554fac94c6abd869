// Where packs are kept in the browser: of each what answers look-ups, as it was packed, and what there is to tell of it.
import { membersOf, packedBytes, unpacked, ZipError, type Member } from './zip';
import { SHELF } from '../kept.svelte';
import { FORMAT, type FromPack, type PackFile } from './file';

const LOOKUP = 'lookup.json';
/** Unpacked bytes of one pack that a phone shall hold at once. */
const MOST = 200_000_000;

export interface KeptPack extends FromPack {
  /** Bytes that were fetched, and that are kept. */
  fetched: number;
  kept: number;
  member: Pick<Member, 'method' | 'size' | 'crc'>;
}

/** A pack without what answers look-ups, or of a format that this page does not know. */
export class PackError extends Error {}

export class Shelf {
  readonly #caches: CacheStorage;
  readonly #base: string;

  /** `base`: the page's own folder, under whose address packs are kept. */
  constructor(caches: CacheStorage, base: string) {
    this.#caches = caches;
    this.#base = base;
  }

  #key(unit: string, part: 'facts' | 'lookup'): string {
    return new URL(`packs/${encodeURIComponent(unit)}/${part}`, this.#base).href;
  }

  /** The newest first. */
  async list(): Promise<KeptPack[]> {
    if (!(await this.#caches.has(SHELF))) return [];
    const cache = await this.#caches.open(SHELF);
    const keys = (await cache.keys()).filter(({ url }) => url.startsWith(this.#base) && url.endsWith('/facts'));
    const found = await Promise.all(keys.map(async (key) => ((await (await cache.match(key))?.json()) ?? null) as KeptPack | null));
    return found.filter((one) => one !== null).sort((a, b) => b.as_of.localeCompare(a.as_of) || b.revision - a.revision);
  }

  /** Keeps what answers look-ups of a whole pack; refuses what it could not answer from later. */
  async put(zip: Uint8Array, told: Omit<FromPack, 'as_of' | 'revision'>): Promise<KeptPack> {
    const member = membersOf(zip).get(LOOKUP);
    if (!member) throw new PackError('no lookup.json');
    const packed = packedBytes(zip, member);
    const { as_of, revision, format_version } = await readPack(packed, member);
    if (format_version !== FORMAT) throw new PackError(`lookup.json of format ${format_version}`);
    const facts: KeptPack = { ...told, as_of, revision, fetched: zip.length, kept: packed.length, member: { method: member.method, size: member.size, crc: member.crc } };
    const cache = await this.#caches.open(SHELF);
    await cache.put(this.#key(told.unit, 'lookup'), new Response(packed as Uint8Array<ArrayBuffer>));
    await cache.put(this.#key(told.unit, 'facts'), new Response(JSON.stringify(facts), { headers: { 'content-type': 'application/json' } }));
    return facts;
  }

  async take({ unit, member }: KeptPack): Promise<PackFile | null> {
    const found = await (await this.#caches.open(SHELF)).match(this.#key(unit, 'lookup'));
    return found ? readPack(new Uint8Array(await found.arrayBuffer()), member) : null;
  }

  async remove(unit: string): Promise<void> {
    const cache = await this.#caches.open(SHELF);
    for (const part of ['facts', 'lookup'] as const) await cache.delete(this.#key(unit, part));
  }
}

async function readPack(packed: Uint8Array, member: KeptPack['member']): Promise<PackFile> {
  if (member.size > MOST) throw new ZipError(`${member.size} bytes`);
  return JSON.parse(new TextDecoder().decode(await unpacked(packed, member))) as PackFile;
}
