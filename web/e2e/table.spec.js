// The table: the API's own figures, rounded; downwards, back up, sorted, on any day.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { written } from './driver.js';
import { stage } from './stage.js';

const TIERS = ['regional', 'general', 'zoning', 'detailed'];

describe('the table', () => {
  const onPage = stage();

  it('has the figures of the API, rounded to two decimals', () =>
    onPage({}, async (page) => {
      await page.look('table');
      await page.tableTold();
      const answer = await page.wholeProvince();
      assert.deepEqual((await page.rows()).sort(), answer.children.map((/** @type {any} */ c) => c.unit.code).sort());
      for (const row of answer.children.slice(0, 12)) {
        assert.equal(await page.figure(row.unit.code, 'area'), written(row.area_km2));
        for (const tier of TIERS) {
          assert.equal(await page.figure(row.unit.code, `${tier}.percent`), `${written(row.tiers[tier].percent)}%`);
          assert.equal(await page.figure(row.unit.code, `${tier}.covered`), written(row.tiers[tier].covered_km2));
        }
      }
      assert.equal(await page.figure('total', 'area'), written(answer.area_km2));
      for (const tier of TIERS) assert.equal(await page.figure('total', `${tier}.percent`), `${written(answer.tiers[tier].percent)}%`);
    }));

  it('has districts on a day when there were districts', () =>
    onPage({ hash: '#view=table' }, async (page) => {
      await page.tableTold();
      await page.chooseDay('2024-06-30');
      await page.page.locator('tr[data-row="187"]').waitFor();
      assert.equal((await page.rows()).length, 11);
      const answer = await page.wholeProvince('2024-06-30');
      assert.equal(await page.figure('total', 'general.covered'), written(answer.tiers.general.covered_km2));
    }));

  it('leads into a district, and back up', () =>
    onPage({ hash: '#view=table&at=2024-06-30' }, async (page) => {
      await page.tableTold();
      await page.drillInto('187');
      await page.page.locator('[data-breadcrumb] button').first().waitFor();
      await page.tableTold();
      const answer = await page.answer('api/coverage?unit=187&at=2024-06-30');
      assert.deepEqual((await page.rows()).sort(), answer.children.map((/** @type {any} */ c) => c.unit.code).sort());
      await page.page.locator('[data-breadcrumb] button').first().click();
      await page.page.locator('tr[data-row="187"]').waitFor();
      assert.equal((await page.rows()).length, 11);
      await page.page.goBack();
      await page.page.locator('tr[data-row="187"]').waitFor({ state: 'detached' });
    }));

  it('is sorted as asked', () =>
    onPage({ hash: '#view=table' }, async (page) => {
      await page.tableTold();
      await page.sortBy('area');
      const answer = await page.wholeProvince();
      const areas = new Map(answer.children.map((/** @type {any} */ c) => [c.unit.code, c.area_km2]));
      const shown = (await page.rows()).map((code) => Number(areas.get(code)));
      assert.deepEqual(shown, [...shown].sort((a, b) => b - a));
      assert.equal(await page.page.locator('th[data-column=area]').getAttribute('aria-sort'), 'descending');
    }));

  it('says when the unit did not exist', () =>
    onPage({ hash: '#view=table&unit=187&at=2026-01-01' }, async (page) => {
      await page.page.getByRole('alert').waitFor();
      assert.match(await page.page.getByRole('alert').innerText(), /Không tìm thấy/);
      page.record.complaints.length = 0; // the browser itself reports the 404
      await page.page.locator('[data-breadcrumb] button').click();
      await page.tableTold();
    }));

  it('can be taken along as CSV', () =>
    onPage({ hash: '#view=table' }, async (page) => {
      await page.tableTold();
      const waiting = page.page.waitForEvent('download');
      const report = new URL((await page.page.locator('[data-report]').getAttribute('href')) ?? '', page.base);
      assert.equal(report.pathname, '/api/report.xlsx');
      assert.match(report.searchParams.get('at') ?? '', /^\d{4}-\d{2}-\d{2}$/);
      await page.page.locator('[data-csv]').click();
      assert.match((await waiting).suggestedFilename(), /^plancover-.+-\d{4}-\d{2}-\d{2}\.csv$/);
    }));
});
