// Reads members of a ZIP file (PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16): stored or deflated, without encryption or ZIP64.

export interface Member {
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  crc: number;
  /** Bytes in the file, and unpacked. */
  packed: number;
  size: number;
  /** Where its own header begins. */
  header: number;
}

/** What is no ZIP file, or is damaged. */
export class ZipError extends Error {}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const COMMENT_MOST = 0xffff;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function endOf(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - COMMENT_MOST); at -= 1) if (view.getUint32(at, true) === END) return at;
  throw new ZipError('no end of a central directory');
}

/** The members by name. */
export function membersOf(bytes: Uint8Array): Map<string, Member> {
  const view = viewOf(bytes);
  const end = endOf(view);
  const found = new Map<string, Member>();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + ENTRY_BYTES > view.byteLength || view.getUint32(at, true) !== ENTRY) throw new ZipError('a damaged central directory');
    const [nameLength, extra, comment] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)];
    const name = new TextDecoder().decode(bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength));
    found.set(name, {
      name, method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true), packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true), header: view.getUint32(at + 42, true),
    });
    at += ENTRY_BYTES + nameLength + extra + comment;
  }
  return found;
}

/** The bytes of a member as they stand in the file. */
export function packedBytes(bytes: Uint8Array, { header, packed }: Member): Uint8Array {
  const view = viewOf(bytes);
  if (header + LOCAL_BYTES > view.byteLength || view.getUint32(header, true) !== LOCAL) throw new ZipError('a damaged header');
  const from = header + LOCAL_BYTES + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  if (from + packed > view.byteLength) throw new ZipError('a file cut short');
  return bytes.slice(from, from + packed);
}

/** CRC-32 as ZIP has it (reflected polynomial 0xedb88320). */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** Packed bytes unpacked, as long as they were said to be and with the same sum. */
export async function unpacked(packed: Uint8Array, { method, size, crc }: Pick<Member, 'method' | 'size' | 'crc'>): Promise<Uint8Array> {
  if (method !== 0 && method !== 8) throw new ZipError(`packed by method ${method}`);
  const bytes = method === 0 ? packed : await inflated(packed, size);
  if (bytes.length !== size || crc32(bytes) !== crc) throw new ZipError('other bytes than were packed');
  return bytes;
}

/** Never more than was said: a damaged file does not fill the memory. */
async function inflated(packed: Uint8Array, most: number): Promise<Uint8Array> {
  const stream = new Blob([packed as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const all = new Uint8Array(most);
  let at = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
    if (done || !value) return all.subarray(0, at);
    if (at + value.length > most) throw new ZipError('more bytes than were packed');
    all.set(value, at);
    at += value.length;
  }
}
