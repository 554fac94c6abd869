// The map: drawn, coloured, following tier and day, keeping the view.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stage } from './stage.js';

describe('the map', () => {
  const onPage = stage();

  it('shows the communes of today in the colours of their status', () =>
    onPage({}, async (page) => {
      await page.mapDrawn();
      const drawn = await page.communesDrawn('general');
      const province = await page.wholeProvince();
      assert.ok(new Set(drawn.map((d) => d.code)).size >= Math.min(40, province.children.length), 'most communes are in sight');
      assert.ok(new Set(drawn.map((d) => d.status)).size >= 3, 'several statuses occur');
      assert.ok((await page.coloursDrawn()) >= 4, 'statuses have different colours');
    }));

  it('has a legend with a word for each status', () =>
    onPage({}, async (page) => {
      await page.mapDrawn();
      const legend = await page.page.locator('[data-legend]').innerText();
      for (const word of ['Phủ kín', 'Phủ một phần', 'Đang lập', 'Chưa có']) assert.ok(legend.includes(word), word);
    }));

  it('follows the tier and keeps the view', () =>
    onPage({ hash: '#map=10/21.8/106.7' }, async (page) => {
      await page.mapDrawn();
      const before = await page.camera();
      for (const tier of /** @type {const} */ (['zoning', 'detailed', 'regional', 'general'])) {
        await page.chooseTier(tier);
        await page.mapDrawn({ tier });
        const unit = (await page.communesDrawn(tier))[0];
        assert.ok(unit && /full|partial|preparing|none/.test(unit.status), `${tier} has statuses`);
      }
      assert.deepEqual(await page.camera(), before);
    }));

  it('follows the day: other units, the same view', () =>
    onPage({}, async (page) => {
      await page.mapDrawn();
      const before = await page.camera();
      const today = new Set((await page.communesDrawn('general')).map((d) => d.code));
      await page.chooseDay('2024-06-30');
      await page.mapDrawn({ at: '2024-06-30' });
      const then = new Set((await page.communesDrawn('general')).map((d) => d.code));
      assert.ok(then.size > today.size, `more communes then (${then.size}) than today (${today.size})`);
      assert.deepEqual(await page.camera(), before);
      assert.equal(page.hash().get('at'), '2024-06-30');
    }));

  it('steps from change to change with the keyboard, and back to today', () =>
    onPage({}, async (page) => {
      await page.mapDrawn();
      const { days } = await page.answer('api/timeline');
      const { today } = await page.answer('api/site');
      const last = days.map((/** @type {{ date: string }} */ d) => d.date).filter((/** @type {string} */ d) => d < today).at(-1);
      await page.page.locator('[data-slider]').focus();
      await page.page.keyboard.press('ArrowLeft');
      await page.addressSays('at', last);
      assert.equal(await page.day(), last);
      await page.mapDrawn({ at: last });
      await page.page.getByRole('button', { name: 'Hôm nay' }).click();
      await page.addressSays('at', null);
      await page.mapDrawn();
    }));

  it('opens on the day and at the place of a link', () =>
    onPage({ hash: '#at=2024-06-30&tier=zoning&map=10/21.8/106.7&lon=106.1&lat=22.3' }, async (page) => {
      await page.mapDrawn({ tier: 'zoning', at: '2024-06-30' });
      assert.equal(await page.day(), '2024-06-30');
      assert.equal(await page.sliderDay(), '2024-06-30');
      const { zoom, lon, lat } = await page.camera();
      assert.deepEqual([zoom, lat.toFixed(4), lon.toFixed(4)], [10, '21.8000', '106.7000']);
    }));

  it('names the unit under the pointer, with its share', () =>
    onPage({}, async (page) => {
      await page.mapDrawn();
      const ground = await page.openGround();
      const { unit } = await page.answer(`api/units/${ground.code}`);
      const tip = await page.pointAt(ground.lon, ground.lat);
      assert.ok(tip.includes(unit.full_name), tip);
      assert.match(tip, /\d,\d\d%/);
    }));

  it('redraws by itself when the data changes', () =>
    onPage({}, async (page) => {
      await page.mapDrawn();
      const site = await page.answer('api/site');
      await page.page.route('**/api/site', (route) => route.fulfill({ json: { ...site, revision: 987_654 } }));
      const asked = Promise.all(['/api/coverage', '/tiles/'].map((part) => page.page.waitForRequest((request) => request.url().includes(part))));
      await page.page.evaluate(() => window.dispatchEvent(new Event('focus')));
      await asked;
      await page.mapDrawn({ revision: '987654' });
    }));
});
