// The page as a whole: languages, notices, a phone, trouble, an empty store.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PHONE } from './browser.js';
import { stage } from './stage.js';

describe('the page', () => {
  const onPage = stage();

  it('speaks Vietnamese first, English when asked, and remembers', () =>
    onPage({}, async (page) => {
      await page.mapDrawn();
      assert.equal(await page.page.locator('html').getAttribute('lang'), 'vi');
      await page.speak('en');
      await page.page.locator('html[lang=en]').waitFor({ state: 'attached' });
      assert.match(await page.page.locator('[data-legend]').innerText(), /Partly covered/);
      await page.page.goto('about:blank');
      await page.page.goto(page.base);
      await page.page.locator('html[lang=en]').waitFor({ state: 'attached' });
      await page.look('table');
      await page.tableTold();
      assert.match(await page.figure('total', 'area'), /^[\d,]+\.\d\d$/);
    }));

  it('tells every notice, and never quite hides them', () =>
    onPage({}, async (page) => {
      await page.mapDrawn();
      const top = await page.answer('api/coverage');
      const expected = top.notices.map((/** @type {{ code: string }} */ n) => n.code);
      assert.ok(expected.length > 0, 'the default store has something to tell');
      for (const code of expected) assert.ok((await page.notices()).includes(code), code);
      await page.collapseNotices();
      const badge = page.page.locator('[data-notices=badge]');
      await badge.waitFor();
      assert.deepEqual(await page.notices(), []);
      await badge.click();
      assert.ok((await page.notices()).length >= expected.length);
    }));

  it('works on a phone', () =>
    onPage({ size: PHONE }, async (page) => {
      await page.page.locator('[data-box]').waitFor();
      assert.equal(page.hash().get('view'), 'lookup');
      assert.equal(await page.overflows(), false, 'the look-up has no horizontal scroll');
      assert.ok(page.record.requests.every((url) => !url.includes('/tiles/')), 'the look-up needs no map');
      await page.look('map');
      await page.mapDrawn();
      await page.page.goBack();
      await page.page.locator('[data-box]').waitFor();
      await page.look('map');
      await page.mapDrawn();
      assert.equal(await page.overflows(), false, 'the map has no horizontal scroll');
      const { lon, lat } = await page.openGround();
      const spot = await page.place(lon, lat);
      await page.page.touchscreen.tap(spot.x, spot.y);
      await page.panelTold();
      assert.equal(await page.overflows(), false, 'the sheet has no horizontal scroll');
      const sheet = await page.page.locator('[data-panel]').boundingBox();
      assert.ok(sheet && sheet.width === PHONE.width && sheet.y > 200, 'a sheet at the bottom');
      await page.closePanel();
      const gps = await page.page.locator('[data-gps]').boundingBox();
      assert.ok(gps && gps.height >= 44 && gps.y > PHONE.height / 2, 'the position button is within reach of a thumb');
      await page.look('table');
      await page.tableTold();
      assert.equal(await page.overflows(), false, 'the table has no horizontal scroll');
      await page.chooseTier('detailed');
      const code = (await page.rows())[0] ?? '';
      assert.match(await page.figure(code, 'detailed.percent'), /%$/);
    }));

  it('tells that the server cannot be reached, and tries again', () =>
    onPage({ prepare: (p) => p.route('**/api/site', (route) => route.abort()) }, async (page) => {
      const alert = page.page.getByRole('alert');
      await alert.waitFor();
      assert.match(await alert.innerText(), /Không nối được tới máy chủ/);
      await page.page.unroute('**/api/site');
      page.record.complaints.length = 0; // the browser itself reports the broken request
      await page.page.getByRole('button', { name: 'Thử lại' }).click();
      await page.mapDrawn();
    }));

  it('tells how to begin when nothing is loaded', () =>
    onPage(
      {
        prepare: (p) =>
          p.route('**/api/coverage*', async (route) => {
            const notices = [{ code: 'no_units', vi: 'Chưa có đơn vị nào.', en: 'No unit yet.' }];
            await route.fulfill({ json: { as_of: '2026-01-01', revision: 1, notices, of: 'unit', unit: null, area_km2: null, tiers: null, children: [] } });
          }),
      },
      async (page) => {
        await page.page.locator('[data-empty]').first().waitFor();
        assert.match(await page.page.locator('[data-empty]').first().innerText(), /plancover import units/);
      },
    ));
});
