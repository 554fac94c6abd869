// The map of the page in the words of its readers: what is drawn, where things are, what is pointed at.

/** @typedef {'regional' | 'general' | 'zoning' | 'detailed'} Tier */

export class OnMap {
  /** @param {import('./browser.js').Opened} opened @param {string} base */
  constructor(opened, base) {
    this.base = base;
    this.page = opened.page;
    this.record = opened.record;
    this.close = opened.close;
  }

  // The server's own answers, to compare with.

  /** @param {string} path @returns {Promise<any>} */
  async answer(path) {
    const response = await fetch(this.base + path);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
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
}
