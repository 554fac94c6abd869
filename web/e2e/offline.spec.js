// Without a network, in the frame of another page, and on a first visit.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { PHONE } from './browser.js';
import { stage } from './stage.js';

describe('the page elsewhere', () => {
  const onPage = stage();

  it('answers what was looked up before when there is no network, and says so', () =>
    onPage({ hash: '#view=lookup&lon=106.76&lat=21.85', size: PHONE, context: { serviceWorkers: 'allow' } }, async (page) => {
      await page.answered();
      const said = await page.verdict();
      await page.page.evaluate(() => navigator.serviceWorker.ready);
      // Seen once more with the worker in place, so that its answers are kept.
      await page.page.reload();
      await page.answered();
      await page.page.waitForFunction(async () => {
        const keys = await (await caches.open('plancover-1')).keys();
        return ['/', '/api/site', '/api/lookup'].every((path) => keys.some(({ url }) => new URL(url).pathname === path)) && keys.some(({ url }) => url.includes('/assets/index-'));
      });
      await page.page.context().setOffline(true);
      await page.page.reload();
      await page.answered();
      assert.equal(await page.verdict(), said);
      await page.page.locator('[data-kept]').waitFor();
      await page.page.context().setOffline(false);
      // What is shown is asked for anew, and the mark is gone.
      const anew = page.page.waitForResponse((response) => response.url().includes('/api/lookup') && response.headers()['x-kept'] === undefined);
      await page.page.evaluate(() => window.dispatchEvent(new Event('focus')));
      await anew;
      await page.page.locator('[data-kept]').waitFor({ state: 'detached' });
      page.record.complaints.length = 0; // the browser itself reports what it could not load
    }));

  it('stands in the frame of another page with what its address asks for', () =>
    onPage({}, async (page) => {
      await page.page.goto(`${page.base}embed?view=table&at=2024-06-30`);
      await page.tableTold();
      assert.equal((await page.rows()).length, 11);
      assert.equal(await page.page.locator('header').count(), 0);
      assert.equal(await page.page.locator('a[target=_blank]').count(), 1);
    }));

  it('guides a first visit in four steps, once', () =>
    onPage({ hash: '#view=lookup&lang=en' }, async (page) => {
      for (const step of ['0', '1', '2', '3']) {
        await page.page.locator(`[data-guide="${step}"]`).waitFor();
        await page.page.locator('[data-next]').click();
      }
      await page.page.locator('[data-guide-again]').waitFor();
      await page.page.reload();
      await page.page.locator('[data-guide-again]').waitFor();
      assert.equal(await page.page.locator('[data-guide]').count(), 0);
    }));

  it('needs little before the look-up is there: at most 60 KB of programs, and no map', () =>
    onPage({ hash: '#view=lookup', size: PHONE }, async (page) => {
      await page.page.locator('#lookup-box').waitFor();
      const scripts = [...new Set(page.record.requests.filter((url) => url.endsWith('.js')))];
      const sizes = await Promise.all(scripts.map(async (url) => gzipSync(new Uint8Array(await (await fetch(url)).arrayBuffer())).length));
      const bytes = sizes.reduce((a, b) => a + b, 0);
      assert.ok(scripts.length > 0 && bytes <= 60 * 1024, `${bytes} bytes: ${scripts.join(' ')}`);
    }));

  it('has at most 120 KB of programs of its own beside the map’s', async () => {
    const folder = new URL('../dist/assets/', import.meta.url);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.js'));
    const sizes = await Promise.all(names.map(async (name) => gzipSync(await readFile(new URL(name, folder))).length));
    const map = Math.max(...sizes);
    const own = sizes.reduce((a, b) => a + b, 0) - map;
    assert.ok(map > 200_000 && own <= 120 * 1024, `${own} bytes beside ${map}`);
  });
});
