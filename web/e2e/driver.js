// The page in the words of its readers: tiers, days, units, plans, figures. Specs talk to this only.
import { DESKTOP, openPage } from './browser.js';

/** @typedef {'regional' | 'general' | 'zoning' | 'detailed'} Tier */
/** @typedef {import('playwright-core').Page} Page */

export class Plancover {
  /** @param {import('./browser.js').Opened} opened @param {string} base */
  constructor(opened, base) {
    this.base = base;
    this.page = opened.page;
    this.record = opened.record;
    this.close = opened.close;
  }

  /**
   * @param {import('playwright-core').Browser} browser @param {string} base
   * @param {{ hash?: string, size?: { width: number, height: number }, context?: import('playwright-core').BrowserContextOptions, prepare?: (page: Page) => Promise<unknown> }} [how]
   */
  static async open(browser, base, { hash = '', size = DESKTOP, context = {}, prepare } = {}) {
    const it = new Plancover(await openPage(browser, size, context), base);
    if (prepare) await prepare(it.page);
    await it.page.goto(base + hash);
    return it;
  }

  // The server's own answers, to compare with.

  /** @param {string} path @returns {Promise<any>} */
  async answer(path) {
    const response = await fetch(this.base + path);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  /** The topmost unit and its children. @param {string} [at] @returns {Promise<any>} */
  async wholeProvince(at) {
    const q = at ? `&at=${at}` : '';
    const top = await this.answer(`api/coverage?${q.slice(1)}`);
    return this.answer(`api/coverage?unit=${top.children[0].unit.code}${q}`);
  }

  // The map.

  /** Waits until the map shows a tier on a day. @param {{ tier?: Tier, at?: string, revision?: string }} [what] */
  async mapDrawn({ tier = 'general', at, revision } = {}) {
    const key = `${tier}@${at ?? (await this.answer('api/site')).today}#${revision ?? ''}`;
    await this.page.waitForSelector(`[data-map-ready^="${key}"]`, { state: 'attached', timeout: 60_000 });
  }

  /** What the drawn communes say. @param {Tier} tier @returns {Promise<{ code: string, status: string }[]>} */
  communesDrawn(tier) {
    return this.page.evaluate((t) => {
      const found = window.plancover?.map.queryRenderedFeatures({ layers: ['communes-fill'] }) ?? [];
      return found.map((f) => ({ code: String(f.properties['code']), status: String(f.state['status'] ?? f.properties[`${t}_status`]) }));
    }, tier);
  }

  /** How many clearly different colours the map has, read from its pixels. @returns {Promise<number>} */
  coloursDrawn() {
    return this.page.evaluate(
      () =>
        new Promise((done) => {
          const map = window.plancover?.map;
          if (!map) return done(0);
          map.once('render', () => {
            const canvas = map.getCanvas();
            const gl = canvas.getContext('webgl2') ?? canvas.getContext('webgl');
            if (!gl) return done(0);
            const pixels = new Uint8Array(canvas.width * canvas.height * 4);
            gl.readPixels(0, 0, canvas.width, canvas.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
            /** @type {Map<string, number>} */
            const counts = new Map();
            for (let i = 0; i < pixels.length; i += 64) {
              const key = [0, 1, 2].map((c) => Math.round((pixels[i + c] ?? 0) / 24)).join();
              counts.set(key, (counts.get(key) ?? 0) + 1);
            }
            done([...counts.values()].filter((n) => n > pixels.length / 64 / 200).length);
          });
          map.triggerRepaint();
        }),
    );
  }

  /** @returns {Promise<{ zoom: number, lon: number, lat: number }>} */
  camera() {
    return this.page.evaluate(() => {
      const map = window.plancover?.map;
      return { zoom: map?.getZoom() ?? 0, lon: map?.getCenter().lng ?? 0, lat: map?.getCenter().lat ?? 0 };
    });
  }

  /** Where a position is in the window. @param {number} lon @param {number} lat @returns {Promise<{ x: number, y: number }>} */
  place(lon, lat) {
    return this.page.evaluate(
      ([x, y]) => {
        const map = window.plancover?.map;
        const box = map?.getContainer().getBoundingClientRect();
        const point = map?.project([x ?? 0, y ?? 0]);
        return { x: (box?.left ?? 0) + (point?.x ?? 0), y: (box?.top ?? 0) + (point?.y ?? 0) };
      },
      [lon, lat],
    );
  }

  /** A position on the map that no other part covers, with the unit drawn there. @returns {Promise<{ lon: number, lat: number, code: string }>} */
  openGround() {
    return this.page.evaluate(() => {
      const map = window.plancover?.map;
      const box = map?.getContainer().getBoundingClientRect();
      if (!map || !box) throw new Error('no map');
      for (let i = 0; i < 400; i += 1) {
        const x = box.width * (0.3 + 0.4 * ((i * 0.618034) % 1));
        const y = box.height * (0.2 + 0.6 * ((i * 0.754878) % 1));
        const under = document.elementFromPoint(box.left + x, box.top + y);
        const feature = map.queryRenderedFeatures([x, y], { layers: ['communes-fill'] })[0];
        if (under === map.getCanvas() && feature) {
          const { lng, lat } = map.unproject([x, y]);
          return { lon: lng, lat, code: String(feature.properties['code']) };
        }
      }
      throw new Error('no commune in sight');
    });
  }

  /** @param {number} lon @param {number} lat */
  async pressAt(lon, lat) {
    const { x, y } = await this.place(lon, lat);
    await this.page.mouse.click(x, y);
  }

  /** @param {number} lon @param {number} lat @returns {Promise<string>} */
  async pointAt(lon, lat) {
    const { x, y } = await this.place(lon, lat);
    await this.page.mouse.move(x - 3, y - 3);
    await this.page.mouse.move(x, y);
    return this.page.locator('[data-tip]').innerText();
  }

  // What is asked about.

  /** @param {Tier} tier */
  async chooseTier(tier) {
    await this.page.locator(`input[type=radio][value=${tier}]`).last().check({ force: true });
  }

  /** @param {string} at */
  async chooseDay(at) {
    await this.page.locator('[data-day]').fill(at);
  }

  /** The day the slider's thumb is at. */
  sliderDay() {
    return this.page.locator('[data-slider]').evaluate((el) => (el instanceof HTMLInputElement ? new Date(el.valueAsNumber * 86_400_000).toISOString().slice(0, 10) : ''));
  }

  day() {
    return this.page.locator('[data-day]').inputValue();
  }

  /** @param {'lookup' | 'map' | 'table' | 'indicators' | 'progress'} view */
  async look(view) {
    await this.page.locator(`button[data-view=${view}]`).click();
  }

  /** @param {'vi' | 'en'} lang */
  async speak(lang) {
    await this.page.locator(`button[data-lang=${lang}]`).click();
  }

  /** Types into the search box and reads the results. @param {string} text @returns {Promise<string[]>} */
  async search(text) {
    await this.page.getByRole('combobox').fill(text);
    await this.page.getByRole('option').first().waitFor();
    return this.page.getByRole('option').allInnerTexts();
  }

  // The panel.

  async panelTold() {
    await this.page.locator('[data-panel] h2').waitFor();
    await this.page.locator('[data-panel] [aria-busy=true]').waitFor({ state: 'detached' });
  }

  async panelTitle() {
    await this.panelTold();
    return this.page.locator('[data-panel] h2').first().innerText();
  }

  panelText() {
    return this.page.locator('[data-panel]').innerText();
  }

  chain() {
    return this.page.locator('[data-chain] button').evaluateAll((buttons) => buttons.map((b) => b.dataset['code'] ?? ''));
  }

  plansTold() {
    return this.page.locator('[data-panel] [data-plan]').evaluateAll((plans) => plans.map((p) => p.dataset['plan'] ?? ''));
  }

  async closePanel() {
    await this.page.locator('[data-close]').click();
  }

  // The look-up.

  /** Types into the box. @param {string} text */
  async fill(text) {
    await this.page.locator('#lookup-box').fill(text);
  }

  /** @param {string} text */
  async ask(text) {
    await this.fill(text);
    await this.page.locator('[data-ask]').click();
  }

  async answered() {
    await this.page.locator('[data-answer] [data-verdict]').first().waitFor();
    await this.page.locator('[data-answer] [aria-busy=true]').waitFor({ state: 'detached' });
  }

  verdict() {
    return this.page.locator('[data-answer] [data-verdict]').first().innerText();
  }

  answerText() {
    return this.page.locator('[data-answer]').innerText();
  }

  plansAnswered() {
    return this.page.locator('[data-answer] [data-plan]').evaluateAll((plans) => plans.map((p) => p.dataset['plan'] ?? ''));
  }

  // The table.

  async tableTold() {
    await this.page.locator('[data-table-view][aria-busy=false] table').waitFor();
  }

  rows() {
    return this.page.locator('[data-table-view] tbody tr[data-row]').evaluateAll((rows) => rows.map((r) => r.dataset['row'] ?? ''));
  }

  /** @param {string} unit a code, or `total` @param {string} cell such as `general.percent` */
  figure(unit, cell) {
    return this.page.locator(`tr[data-row="${unit}"] [data-cell="${cell}"]`).evaluate((td) => {
      // Without the word that only screen readers are told.
      const copy = td.cloneNode(true);
      if (copy instanceof Element) for (const hidden of copy.querySelectorAll('.sr-only')) hidden.remove();
      return copy.textContent?.trim() ?? '';
    });
  }

  /** @param {string} column */
  async sortBy(column) {
    await this.page.locator(`th[data-column="${column}"] button`).click();
  }

  /** @param {string} unit */
  async drillInto(unit) {
    await this.page.locator(`tr[data-row="${unit}"] th button`).click();
  }

  // The notices.

  /** The codes of the notices that are told in full. */
  notices() {
    return this.page.locator('[data-notice]').evaluateAll((list) => list.map((n) => n.dataset['notice'] ?? ''));
  }

  async collapseNotices() {
    await this.page.locator('[data-notices=open] button').click();
  }

  hash() {
    return new URLSearchParams(new URL(this.page.url()).hash.slice(1));
  }

  /** Waits until the address says something. @param {string} key @param {string | null} value */
  async addressSays(key, value) {
    await this.page.waitForFunction(([k, v]) => new URLSearchParams(location.hash.slice(1)).get(k ?? '') === v, [key, value]);
  }

  /** Whether the page is wider than its window. */
  overflows() {
    return this.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth || document.body.scrollWidth > window.innerWidth);
  }
}

/** 1234.5 as the page writes it. @param {number} value @param {'vi' | 'en'} [lang] */
export function written(value, lang = 'vi') {
  const [whole = '', part = ''] = value.toFixed(2).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, lang === 'vi' ? '.' : ',');
  return `${grouped}${lang === 'vi' ? ',' : '.'}${part}`;
}
