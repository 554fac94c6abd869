// What applies here: by search, by a press on the map, by position; plans, former units, links and the way back.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { written } from './driver.js';
import { stage } from './stage.js';

describe('what applies here', () => {
  const onPage = stage();

  it('is found without accents', () =>
    onPage({}, async (page) => {
      await page.mapDrawn();
      const results = await page.search('dong mo');
      assert.ok(results.some((text) => text.includes('Đồng Mỏ')), results.join('\n'));
      await page.page.keyboard.press('ArrowDown');
      await page.page.keyboard.press('Enter');
      assert.match(await page.panelTitle(), /Đồng Mỏ/);
    }));

  it('tells of a former unit as it was when it existed', () =>
    onPage({}, async (page) => {
      await page.mapDrawn();
      const { results } = await page.answer('api/search?q=thi%20tran%20dong%20mo');
      const unit = results.find((/** @type {any} */ r) => r.type === 'unit' && r.name === 'Thị trấn Đồng Mỏ');
      const last = new Date(Date.parse(unit.valid_to) - 86_400_000).toISOString().slice(0, 10);
      const until = last.split('-').reverse().join('/');
      await page.search('thi tran dong mo');
      const option = page.page.locator('[role=option][data-type=unit]', { hasText: 'Thị trấn Đồng Mỏ' }).first();
      assert.ok((await option.innerText()).includes(`đơn vị cũ, đến hết ${until}`));
      await option.click();
      assert.equal(await page.panelTitle(), 'Thị trấn Đồng Mỏ');
      assert.equal(page.hash().get('unit'), `06463@${last}`);
      assert.ok((await page.panelText()).includes(`Đơn vị cũ: tồn tại đến hết ${until}`));
      const coverage = await page.answer(`api/coverage?unit=06463&at=${last}`);
      const shown = await page.page.locator('[data-panel] [data-tier=general]').innerText();
      assert.ok(shown.includes(`${written(coverage.tiers.general.percent)}%`), shown);
    }));

  it('offers a picture of the unit for a report', () =>
    onPage({ hash: '#unit=20&at=2024-06-30' }, async (page) => {
      await page.panelTold();
      const href = await page.page.locator('[data-picture]').getAttribute('href');
      const picture = await fetch(new URL(href ?? '', page.base));
      assert.equal(picture.headers.get('content-type'), 'image/png');
      assert.match(picture.url, /maps\/coverage-general\.png\?unit=20&at=2024-06-30&lang=vi$/);
    }));

  it('is told by a press on the map: units, coverage, plans', () =>
    onPage({}, async (page) => {
      await page.mapDrawn();
      const { lon, lat } = await page.openGround();
      await page.pressAt(lon, lat);
      await page.panelTold();
      const at = page.hash();
      const answer = await page.answer(`api/lookup?lon=${at.get('lon')}&lat=${at.get('lat')}`);
      assert.equal(await page.panelTitle(), answer.units.at(-1).full_name);
      assert.deepEqual(await page.chain(), answer.units.map((/** @type {{ code: string }} */ u) => u.code));
      assert.deepEqual((await page.plansTold()).sort(), answer.plans.map((/** @type {{ id: string }} */ p) => p.id).sort());
      assert.equal(await page.page.locator('[data-tiers] li').count(), 4);
    }));

  it('opens a plan with its events, and comes back', () =>
    onPage({}, async (page) => {
      const { plans } = await page.answer('api/plans?limit=50');
      const plan = plans.find((/** @type {{ state: string, territory_basis: string }} */ p) => p.state === 'in_force' && p.territory_basis !== 'none') ?? plans[0];
      const whole = await page.answer(`api/plans/${encodeURIComponent(plan.id)}`);
      const first = whole.units[0];
      await page.page.goto(`${page.base}#unit=${first ? first.code : (await page.wholeProvince()).unit.code}`);
      await page.page.reload();
      await page.mapDrawn();
      await page.panelTold();
      const before = await page.panelTitle();
      await page.page.locator(`[data-panel] [data-plan="${plan.id}"]`).click();
      await page.page.locator(`[data-plan-panel="${plan.id}"] h2`).waitFor();
      assert.equal(await page.panelTitle(), plan.name);
      assert.equal(await page.page.locator('[data-events] li').count(), whole.events.length);
      if (plan.quality === 'illustrative') assert.ok((await page.page.locator('[data-panel] [data-illustrative]').count()) > 0, 'marked as made up');
      await page.page.goBack();
      await page.page.locator('[data-panel] [data-unit]').waitFor();
      assert.equal(await page.panelTitle(), before);
    }));

  it('says so plainly outside', () =>
    onPage({ hash: '#lon=100.5&lat=10.5' }, async (page) => {
      await page.page.locator('[data-outside]').waitFor();
      assert.match(await page.panelText(), /Ngoài vùng có dữ liệu/);
      assert.deepEqual(await page.plansTold(), []);
    }));

  it('follows the reader’s own position', async () => {
    /** @type {{ longitude: number, latitude: number } | undefined} */
    let geolocation;
    await onPage({}, async (page) => {
      await page.mapDrawn();
      const ground = await page.openGround();
      geolocation = { longitude: Number(ground.lon.toFixed(5)), latitude: Number(ground.lat.toFixed(5)) };
    });
    assert.ok(geolocation);
    await onPage({ context: { geolocation, permissions: ['geolocation'] } }, async (page) => {
      await page.mapDrawn();
      await page.page.locator('[data-gps]').click();
      await page.panelTold();
      assert.equal(page.hash().get('lon'), String(geolocation?.longitude));
    });
  });

  it('tells why there is no position when it is refused', () =>
    onPage({ context: { permissions: [] } }, async (page) => {
      await page.mapDrawn();
      await page.page.locator('[data-gps]').click();
      await page.page.locator('[data-gps-talk][role=alert]').waitFor();
      assert.match(await page.page.locator('[data-gps-talk]').innerText(), /vị trí/);
    }));

  it('can be shared as a link, and undone with the back button', () =>
    onPage({}, async (page) => {
      await page.mapDrawn();
      const { lon, lat } = await page.openGround();
      await page.pressAt(lon, lat);
      const title = await page.panelTitle();
      const link = page.page.url();
      await page.page.goBack();
      await page.page.locator('[data-panel]').waitFor({ state: 'detached' });
      await page.page.goto('about:blank');
      await page.page.goto(link);
      assert.equal(await page.panelTitle(), title);
      await page.page.keyboard.press('Escape');
      await page.page.locator('[data-panel]').waitFor({ state: 'detached' });
    }));
});
