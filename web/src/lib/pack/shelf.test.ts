// Packs are kept whole or not at all, each page's own, and asked in the order in which they hold for a day.
import { beforeEach, describe, expect, it } from 'vitest';
import type { PackFile } from './file';
import { inOrder, PackError, Shelf, type KeptPack } from './shelf';
import { crc32, ZipError } from './zip';

/** The little of `CacheStorage` that a shelf needs: bodies and headers by address. */
class Kept {
  readonly entries = new Map<string, Response>();
  room = Infinity;
  has = (): Promise<boolean> => Promise.resolve(this.entries.size > 0);
  open = (): Promise<this> => Promise.resolve(this);
  keys = (): Promise<{ url: string }[]> => Promise.resolve([...this.entries.keys()].map((url) => ({ url })));
  match = (key: string | { url: string }): Promise<Response | undefined> => Promise.resolve(this.entries.get(typeof key === 'string' ? key : key.url)?.clone());
  delete = (key: string): Promise<boolean> => Promise.resolve(this.entries.delete(key));
  put = (key: string, response: Response): Promise<void> => {
    if (this.entries.size >= this.room) return Promise.reject(new DOMException('', 'QuotaExceededError'));
    this.entries.set(key, response);
    return Promise.resolve();
  };
}

/** A ZIP file of one stored member (APPNOTE 4.3.7, 4.3.12, 4.3.16). */
function zip(name: string, text: string): Uint8Array {
  const [title, body] = [new TextEncoder().encode(name), new TextEncoder().encode(text)];
  const both = [crc32(body), body.length, body.length];
  const bytes: number[] = [];
  const put = (size: 2 | 4, ...values: number[]): void => values.forEach((value) => bytes.push(...Array.from({ length: size }, (_, i) => (value >>> (8 * i)) & 0xff)));
  put(4, 0x04034b50); put(2, 20, 0, 0, 0, 0); put(4, ...both); put(2, title.length, 0);
  bytes.push(...title, ...body);
  const at = bytes.length;
  put(4, 0x02014b50); put(2, 20, 20, 0, 0, 0, 0); put(4, ...both); put(2, title.length, 0, 0, 0, 0); put(4, 0, 0);
  bytes.push(...title);
  put(4, 0x06054b50); put(2, 0, 0, 1, 1); put(4, bytes.length - 12 - at, at); put(2, 0);
  return Uint8Array.from(bytes);
}

const file = (more: Partial<PackFile> = {}): PackFile =>
  ({ format_version: 1, as_of: '2026-01-01', revision: 7, unit: '06463', bbox: [106, 21, 107, 22], notices: [], always: [], shapes: [], units: [], plans: [], areas: [], lacks: [], lack_tables: [], ...more });
const packed = (more: Partial<PackFile> = {}): Uint8Array => zip('lookup.json', JSON.stringify(file(more)));
const told = { unit: '06463', name: 'Xã Chi Lăng', unchanged_since: '2025-07-01', etag: 'W/"1"' };

describe('a shelf', () => {
  let kept: Kept;
  let shelf: Shelf;
  beforeEach(() => {
    kept = new Kept();
    shelf = new Shelf(kept as unknown as CacheStorage, 'https://plans.example/');
  });

  it('tells what it keeps, and gives it back', async () => {
    await shelf.put(packed(), told);
    await shelf.put(packed({ as_of: '2026-02-01' }), { ...told, unit: '180' });
    const [newest, first] = await shelf.list();
    expect(newest?.unit).toBe('180');
    expect(first).toMatchObject({ ...told, as_of: '2026-01-01', revision: 7, bbox: [106, 21, 107, 22] });
    expect(await shelf.take(first as KeptPack)).toEqual(file());
    await shelf.remove('06463');
    expect((await shelf.list()).map(({ unit }) => unit)).toEqual(['180']);
  });

  it('keeps the former pack whole when there is no room for the new one', async () => {
    await shelf.put(packed(), told);
    kept.room = 1;
    await expect(shelf.put(packed({ as_of: '2026-02-01' }), told)).rejects.toThrow(DOMException);
    const [only] = await shelf.list();
    expect(await shelf.take(only as KeptPack)).toEqual(file());
  });

  it('refuses a pack of another format, also one kept before, and one without look-ups', async () => {
    await expect(shelf.put(packed({ format_version: 2 }), told)).rejects.toThrow(PackError);
    await expect(shelf.put(zip('manifest.json', '{}'), told)).rejects.toThrow(PackError);
    expect(await shelf.list()).toEqual([]);
    const text = JSON.stringify(file({ format_version: 2 }));
    kept.entries.set('https://plans.example/packs/06463', new Response(text));
    const member = { method: 0, size: text.length, crc: crc32(new TextEncoder().encode(text)) };
    await expect(shelf.take({ ...told, as_of: '2026-01-01', revision: 7, bbox: [106, 21, 107, 22], kept: text.length, member })).rejects.toThrow(PackError);
    await expect(shelf.take({ ...told, as_of: '2026-01-01', revision: 7, bbox: [106, 21, 107, 22], kept: text.length, member: { ...member, crc: 1 } })).rejects.toThrow(ZipError);
  });

  it('does not list what another page of the same origin keeps', async () => {
    await new Shelf(kept as unknown as CacheStorage, 'https://plans.example/quy-hoach/').put(packed(), told);
    await new Shelf(kept as unknown as CacheStorage, 'https://plans.example/packs/').put(packed(), told);
    expect(await shelf.list()).toEqual([]);
  });
});

it('packs that hold for a day are asked first, then the newest', () => {
  const pack = (unit: string, unchanged_since: string | null, as_of: string): KeptPack => ({ ...told, unit, unchanged_since, as_of, revision: 7, bbox: [0, 0, 1, 1], kept: 1, member: { method: 0, size: 1, crc: 0 } });
  const list = [pack('district', '2025-07-01', '2026-01-01'), pack('commune', null, '2024-06-30')];
  expect(inOrder(list, '2024-06-30').map(({ unit }) => unit)).toEqual(['commune', 'district']);
  expect(inOrder(list, '2025-08-01').map(({ unit }) => unit)).toEqual(['district', 'commune']);
  expect(inOrder(list, '2026-03-01').map(({ unit }) => unit)).toEqual(['district', 'commune']);
});
