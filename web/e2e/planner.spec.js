// The planner's map and table: days as colours on the same tiles, two maps side by side, gaps, filters.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { written } from './driver.js';
import { stage } from './stage.js';

describe('the planner’s map', () => {
  const onPage = stage();

  it('shows another day of the same boundaries without asking for tiles, in the figures of the API', () =>
    onPage({ hash: '#at=2026-10-02' }, async (page) => {
      await page.mapDrawn({ at: '2026-10-02' });
      const asked = page.record.requests.filter((url) => url.includes('/tiles/')).length;
      await page.chooseDay('2025-08-01');
      await page.mapDrawn({ at: '2025-08-01' });
      assert.equal(page.record.requests.filter((url) => url.includes('/tiles/')).length, asked, 'no tile was asked for');
      const answer = await page.answer('api/coverage?group=smallest_units&at=2025-08-01');
      const expected = new Map(answer.children.map((/** @type {any} */ c) => [c.unit.code, c.tiers.general.status]));
      const drawn = await page.communesDrawn('general');
      assert.ok(drawn.length > 30);
      for (const { code, status } of drawn) assert.equal(status, expected.get(code), code);
      await page.chooseTier('detailed');
      await page.mapDrawn({ at: '2025-08-01', tier: 'detailed' });
      const detailed = new Map(answer.children.map((/** @type {any} */ c) => [c.unit.code, c.tiers.detailed.status]));
      for (const { code, status } of await page.communesDrawn('detailed')) assert.equal(status, detailed.get(code), code);
    }));

  it('has other units where boundaries were others', () =>
    onPage({ hash: '#at=2025-07-01' }, async (page) => {
      await page.mapDrawn({ at: '2025-07-01' });
      await page.page.locator('[data-slider]').focus();
      await page.page.keyboard.press('ArrowLeft');
      await page.page.waitForFunction(() => !location.hash.includes('2025-07-01'));
      const at = await page.day();
      await page.mapDrawn({ at });
      const answer = await page.answer(`api/coverage?group=smallest_units&at=${at}`);
      const codes = new Set(answer.children.map((/** @type {any} */ c) => c.unit.code));
      assert.ok(codes.size > 150);
      for (const { code } of await page.communesDrawn('general')) assert.ok(codes.has(code), code);
    }));

  it('plays the days of change', () =>
    onPage({ hash: '#at=2026-01-01' }, async (page) => {
      await page.mapDrawn({ at: '2026-01-01' });
      await page.page.locator('[data-play]').click();
      const { days } = await page.answer('api/timeline');
      assert.equal(page.record.requests.filter((url) => url.includes('/api/timeline')).length, 1, 'the days are asked for once');
      const later = days.map((/** @type {any} */ d) => d.date).filter((/** @type {string} */ d) => d > '2026-01-01');
      await page.page.waitForFunction((day) => (new URLSearchParams(location.hash.slice(1)).get('at') ?? '9') >= day, later[2], { timeout: 60_000 });
      await page.page.locator('[data-play]').click();
      const stopped = await page.page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get('at'));
      assert.ok(later.includes(stopped), String(stopped));
    }));

  it('sets two days beside each other, and moves both', () =>
    onPage({ hash: '#split=@2024-06-30&map=9/21.8/106.7' }, async (page) => {
      const today = (await page.answer('api/site')).today;
      await page.page.waitForSelector(`[data-map=main][data-map-ready^="general@${today}"]`, { state: 'attached', timeout: 60_000 });
      await page.page.waitForSelector('[data-map=other][data-map-ready^="general@2024-06-30"]', { state: 'attached', timeout: 60_000 });
      await page.page.locator('[data-split-tier]').selectOption('zoning');
      await page.page.waitForSelector('[data-map=other][data-map-ready^="zoning@2024-06-30"]', { state: 'attached', timeout: 60_000 });
      await page.addressSays('split', 'zoning@2024-06-30');
      const then = await page.answer('api/coverage?at=2024-06-30');
      await page.page.locator('[data-split-figure]', { hasText: `${written(then.children[0].tiers.zoning.percent)}%` }).waitFor();
      await page.page.locator('[data-split-head] button').click();
      await page.page.locator('[data-map=other]').waitFor({ state: 'detached' });
    }));

  it('draws the land that is not covered', () =>
    onPage({ hash: '#tier=zoning' }, async (page) => {
      await page.mapDrawn({ tier: 'zoning' });
      await page.page.locator('[data-gaps]').check();
      await page.addressSays('gaps', '1');
      await page.page.waitForFunction(() => (window.plancover?.map.getLayer('page-gaps-fill') && window.plancover.map.queryRenderedFeatures({ layers: ['page-gaps-fill'] }).length > 10) ?? false, null, { timeout: 60_000 });
      const tiers = await page.page.evaluate(() => [...new Set(window.plancover?.map.queryRenderedFeatures({ layers: ['page-gaps-fill'] }).map((f) => f.properties['tier']))]);
      assert.deepEqual(tiers, ['zoning']);
    }));

  it('asks for no land that is not covered while days are played, and draws it when they stop', () =>
    onPage({ hash: '#tier=zoning&gaps=1&at=2026-01-01&map=9/21.8/106.7' }, async (page) => {
      await page.mapDrawn({ tier: 'zoning', at: '2026-01-01' });
      const { days } = await page.answer('api/timeline');
      const later = days.map((/** @type {any} */ d) => d.date).filter((/** @type {string} */ d) => d > '2026-01-01');
      await page.page.locator('[data-play]').click();
      await page.page.locator('[data-gaps-wait]').waitFor();
      await page.page.waitForURL((url) => (new URLSearchParams(url.hash.slice(1)).get('at') ?? '9') >= later[2], { timeout: 60_000 });
      assert.deepEqual(page.record.requests.filter((url) => url.includes('/tiles/gaps/') && !url.includes('at=2026-01-01')), []);
      await page.page.locator('[data-play]').click();
      await page.page.locator('[data-gaps-wait]').waitFor({ state: 'detached' });
      const at = await page.day();
      await page.page.waitForFunction(() => (window.plancover?.map.getLayer('page-gaps-fill') && window.plancover.map.queryRenderedFeatures({ layers: ['page-gaps-fill'] }).length > 10) ?? false, null, { timeout: 60_000 });
      assert.ok(page.record.requests.some((url) => url.includes('/tiles/gaps/') && url.includes(`at=${at}`)), at);
    }));

  it('says that too much is in view to draw what is not covered', () =>
    onPage({ hash: '#gaps=1&map=6/21.8/106.7' }, async (page) => {
      await page.mapDrawn();
      assert.equal(page.record.requests.filter((url) => url.includes('/tiles/gaps/')).length, 0, 'no tile that tells nothing is asked for');
      await page.page.locator('[data-gaps-unseen] button').click();
      await page.page.locator('[data-gaps-unseen]').waitFor({ state: 'detached' });
      await page.page.waitForFunction(() => (window.plancover?.map.getLayer('page-gaps-fill') && window.plancover.map.queryRenderedFeatures({ layers: ['page-gaps-fill'] }).length > 0) ?? false, null, { timeout: 60_000 });
    }));

  it('colours the districts there were last by their former land', () =>
    onPage({ hash: '#rows=former_districts' }, async (page) => {
      await page.mapDrawn();
      const answer = await page.answer('api/coverage?group=former_districts');
      const expected = new Map(answer.children.map((/** @type {any} */ c) => [c.unit.code, c.tiers.general.status]));
      const drawn = new Map((await page.communesDrawn('general')).map(({ code, status }) => [code, status]));
      assert.equal(drawn.size, expected.size);
      for (const [code, status] of drawn) assert.equal(status, expected.get(code), code);
      await page.page.locator('[data-former]').uncheck();
      await page.mapDrawn();
      assert.ok(new Set((await page.communesDrawn('general')).map(({ code }) => code)).size > 30);
    }));

  it('is coloured by the share of an indicator, in the colours of its style', () =>
    onPage({ hash: '#look=share' }, async (page) => {
      await page.mapDrawn();
      const legend = await page.answer('styles/indicators/legend.json');
      const told = await page.page.locator('[data-legend]').innerText();
      for (const entry of legend.entries.filter((/** @type {any} */ e) => !e.notice)) assert.ok(told.includes(entry.vi), entry.vi);
    }));

  it('filters the table, and takes along what is left', () =>
    onPage({ hash: '#view=table&at=2024-06-30&rows=smallest_units' }, async (page) => {
      await page.tableTold();
      const answer = await page.answer('api/coverage?unit=20&group=smallest_units&at=2024-06-30');
      assert.equal((await page.rows()).length, answer.children.length);
      await page.page.locator('[data-filter]').fill('chi lang');
      const expected = answer.children.filter((/** @type {any} */ c) => /Chi Lăng/.test(c.unit.full_name));
      assert.deepEqual((await page.rows()).sort(), expected.map((/** @type {any} */ c) => c.unit.code).sort());
      const waiting = page.page.waitForEvent('download');
      await page.page.locator('[data-csv]').click();
      const lines = (await readFile(await (await waiting).path(), 'utf8')).trim().split('\r\n');
      const heading = lines[0]?.split(',') ?? [];
      assert.equal(lines[1]?.split(',')[heading.indexOf('quality')], answer.unit.quality);
      assert.equal(lines.length, 2 + expected.length, 'head, total, rows');
      for (const row of expected) assert.ok(lines.some((line) => line.includes(row.unit.code) && line.includes(row.tiers.general.percent.toFixed(2))), row.unit.code);
    }));

  it('groups by former districts where there are no districts any more', () =>
    onPage({ hash: '#view=table&rows=former_districts' }, async (page) => {
      await page.tableTold();
      const answer = await page.answer('api/coverage?unit=20&group=former_districts');
      assert.deepEqual((await page.rows()).sort(), answer.children.map((/** @type {any} */ c) => c.unit.code).sort());
      assert.ok((await page.page.locator('tr[data-row="187"] th').innerText()).includes('(cũ)'));
      assert.equal(await page.figure('187', 'general.percent'), `${written(answer.children.find((/** @type {any} */ c) => c.unit.code === '187').tiers.general.percent)}%`);
    }));
});
