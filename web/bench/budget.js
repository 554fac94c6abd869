// What the page may cost (its budget), what it does cost, and whether that is within it.
import { gzipSync } from 'node:zlib';

/** @typedef {{ title: string, value: number, written: string, most?: number, least?: number, limit: string }} Figure */

/** @type {Figure[]} */
const figures = [];

/** Notes a figure beside what it may be; without a limit it is only told. @param {string} title @param {number} value @param {string} written @param {{ most?: number, least?: number, limit?: string }} [of] */
export function note(title, value, written, { limit = '–', ...bounds } = {}) {
  figures.push({ title, value, written, limit, ...bounds });
}

/** @param {Figure} figure */
function verdict({ value, most, least }) {
  if (most === undefined && least === undefined) return '';
  return value <= (most ?? Infinity) && value >= (least ?? -Infinity) ? 'met' : 'NOT MET';
}

/** The figures as a table: title, figure, budget, whether it is met. */
export function told() {
  console.log(`\n${'budget'.padEnd(64)}${'figure'.padStart(16)}${'budget'.padStart(16)}${''.padStart(12)}`);
  for (const figure of figures) console.log(`${figure.title.padEnd(64)}${figure.written.padStart(16)}${figure.limit.padStart(16)}${verdict(figure).padStart(12)}`);
}

/** @param {string} url */
export const packed = async (url) => gzipSync(new Uint8Array(await (await fetch(url)).arrayBuffer())).length;

/** Every program of the page that a server gives, found from its page: address and bytes (gzip). @param {string} base @returns {Promise<Map<string, number>>} */
export async function programs(base) {
  const named = /(?<=["'(/])[\w.-]+-[\w-]{8}\.js(?=["')])/g;
  /** @type {Map<string, number>} */
  const found = new Map();
  const waiting = [...(await (await fetch(base)).text()).matchAll(named)].map(([name]) => name);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const url = `${base}assets/${name}`;
    if (found.has(url)) continue;
    const response = await fetch(url);
    if (!response.ok) continue;
    const text = await response.text();
    found.set(url, gzipSync(text).length);
    waiting.push(...[...text.matchAll(named)].map(([more]) => more));
  }
  return found;
}
