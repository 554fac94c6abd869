// A ZIP file made by another program (Python's zipfile, with a comment) is read; a damaged one is told.
import { describe, expect, it } from 'vitest';
import { crc32, membersOf, packedBytes, unpacked, ZipError, type Member } from './zip';

const FILE = 'UEsDBBQAAAAAAAAA3livrBtWBwAAAAcAAAANAAAAbWFuaWZlc3QuanNvbnsiYSI6MX1QSwMEFAAAAAgAAADeWHdAqZknAAAAswIAAAsAAABsb29rdXAuanNvbqtWykvMTS1WslKIVoo4vFjBOSNTwedIc166ko7CqMCowKATiK0FAFBLAQIUAxQAAAAAAAAA3livrBtWBwAAAAcAAAANAAAAAAAAAAAAAACAAQAAAABtYW5pZmVzdC5qc29uUEsBAhQDFAAAAAgAAADeWHdAqZknAAAAswIAAAsAAAAAAAAAAAAAAIABMgAAAGxvb2t1cC5qc29uUEsFBgAAAAACAAIAdAAAAIIAAAAJAGEgY29tbWVudA==';
const bytes = (): Uint8Array => Uint8Array.from(atob(FILE), (sign) => sign.charCodeAt(0));
const member = (of: Uint8Array, name: string): Member => {
  const found = membersOf(of).get(name);
  if (!found) throw new Error(name);
  return found;
};
const text = async (of: Uint8Array, name: string): Promise<string> => new TextDecoder().decode(await unpacked(packedBytes(of, member(of, name)), member(of, name)));

describe('a ZIP file', () => {
  it('has its members by name', () => expect([...membersOf(bytes()).keys()]).toEqual(['manifest.json', 'lookup.json']));

  it('is read, stored or deflated', async () => {
    expect(await text(bytes(), 'manifest.json')).toBe('{"a":1}');
    expect((JSON.parse(await text(bytes(), 'lookup.json')) as { names: string[] }).names).toEqual(Array<string>(40).fill('Xã Chi Lăng'));
    expect(member(bytes(), 'lookup.json').packed).toBeLessThan(member(bytes(), 'lookup.json').size / 4);
  });

  it('is refused when it is damaged, cut short, or none', async () => {
    expect(() => membersOf(new TextEncoder().encode('this is no ZIP file at all, but text'))).toThrow(ZipError);
    expect(() => membersOf(new Uint8Array())).toThrow(ZipError);
    const other = bytes();
    const { header } = member(other, 'manifest.json');
    other[header + 30 + 'manifest.json'.length + 2] = 0x62;
    await expect(text(other, 'manifest.json')).rejects.toThrow(ZipError);
    const deflated = bytes();
    const { header: at } = member(deflated, 'lookup.json');
    deflated.fill(0xff, at + 30 + 'lookup.json'.length, at + 36 + 'lookup.json'.length);
    await expect(text(deflated, 'lookup.json')).rejects.toThrow(ZipError);
    const huge = { ...member(bytes(), 'lookup.json'), size: 10 };
    await expect(unpacked(packedBytes(bytes(), huge), huge)).rejects.toThrow(ZipError);
  });

  it('has sums as the standard has them', () => expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926));
});
