// One visit, watched: what was asked for, what came over the wire, and how evenly frames were drawn.
import { openPage } from '../e2e/browser.js';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ requests: number, unchanged: number, bytes: number, tiles: number }} Wire */

/** A mobile network and a processor as cheap phones have: 1.6 Mbit/s, 150 ms there and back, a quarter of the speed. */
const SLOW = { offline: false, latency: 150, downloadThroughput: (1.6e6 / 8) * 0.9, uploadThroughput: 750e3 / 8 };
const SLOWER = 4;

export class Visit {
  /** @param {import('../e2e/browser.js').Opened} opened */
  constructor(opened) {
    this.opened = opened;
    this.page = opened.page;
    /** @type {Promise<Wire>[]} */
    this.ended = [];
    opened.page.context().on('requestfinished', (request) => this.ended.push(weighed(request)));
  }

  /** @param {import('playwright-core').Browser} browser @param {{ width: number, height: number }} size @param {boolean} [slow] */
  static async open(browser, size, slow = false) {
    const visit = new Visit(await openPage(browser, size));
    await visit.page.addInitScript(() => {
      /** @type {number[]} */
      const long = [];
      Object.assign(globalThis, { long });
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => long.push(entry.duration))).observe({ type: 'longtask', buffered: true });
    });
    if (slow) {
      const session = await visit.page.context().newCDPSession(visit.page);
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', SLOW);
      await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    }
    return visit;
  }

  /** What an act costs until something is there: milliseconds, and what came over the wire meanwhile. @param {() => Promise<unknown>} act @param {() => Promise<unknown>} there */
  async costs(act, there) {
    await Promise.all(this.ended);
    const before = this.ended.length;
    const start = performance.now();
    await act();
    await there();
    const ms = performance.now() - start;
    return { ms, ...(await this.wire(before)) };
  }

  /** @param {number} from @returns {Promise<Wire>} */
  async wire(from) {
    const all = await Promise.all(this.ended.slice(from));
    const sum = { requests: 0, unchanged: 0, bytes: 0, tiles: 0 };
    for (const one of all) for (const key of /** @type {(keyof Wire)[]} */ (Object.keys(sum))) sum[key] += one[key];
    return sum;
  }

  /** Tasks of more than 50 ms, in which the page does not answer its reader: how many, and how much longer than that all together (ms). */
  async long() {
    const all = /** @type {number[]} */ (await this.page.evaluate('globalThis.long'));
    return { count: all.length, longest: Math.max(0, ...all), over: all.reduce((sum, ms) => sum + ms - 50, 0) };
  }

  close() {
    return this.opened.close();
  }
}

/** @param {import('playwright-core').Request} request @returns {Promise<Wire>} */
async function weighed(request) {
  // A headless Chromium asks for the icon anew at every address; others keep it.
  if (request.url().endsWith('/favicon.svg')) return { requests: 0, unchanged: 0, bytes: 0, tiles: 0 };
  const tiles = request.url().includes('/tiles/') ? 1 : 0;
  try {
    const [sizes, response] = [await request.sizes(), await request.response()];
    const unchanged = response?.status() === 304 ? 1 : 0;
    return { requests: 1, unchanged, bytes: sizes.responseHeadersSize + (unchanged ? 0 : sizes.responseBodySize), tiles };
  } catch {
    // the page was closed meanwhile
    return { requests: 0, unchanged: 0, bytes: 0, tiles: 0 };
  }
}

/**
 * Watches the page for some seconds: days shown, pictures drawn by the map, frames of the page, the longest time without a frame (ms), in which the page does
 * not answer its reader, and all such times of more than 100 ms together (ms).
 * @param {Page} page @param {number} seconds @returns {Promise<{ days: number, drawn: number, frames: number, longest: number, late: number, seconds: number }>}
 */
export function watched(page, seconds) {
  return page.evaluate(
    (length) =>
      new Promise((done) => {
        const seen = { days: 0, drawn: 0, frames: 0, longest: 0, late: 0, seconds: length };
        const begun = performance.now();
        let [frame, at] = [begun, new URLSearchParams(location.hash.slice(1)).get('at')];
        const drawn = () => (seen.drawn += 1);
        window.plancover?.map.on('render', drawn);
        const tick = () => {
          const now = performance.now();
          const gap = now - frame;
          seen.frames += 1;
          seen.longest = Math.max(seen.longest, gap);
          if (gap > 100) seen.late += gap;
          frame = now;
          const day = new URLSearchParams(location.hash.slice(1)).get('at');
          if (day !== at) seen.days += 1;
          at = day;
          if (now - begun < length * 1000) requestAnimationFrame(tick);
          else {
            window.plancover?.map.off('render', drawn);
            seen.seconds = (now - begun) / 1000;
            done(seen);
          }
        };
        requestAnimationFrame(tick);
      }),
    seconds,
  );
}
