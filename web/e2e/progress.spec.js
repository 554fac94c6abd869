// Progress: coverage over time against the API's series, and milestones with their delays.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PHONE } from './browser.js';
import { written } from './driver.js';
import { stage } from './stage.js';

describe('progress', () => {
  const onPage = stage();

  it('draws coverage over time, the forecast apart, with the figures of the API', () =>
    onPage({ hash: '#view=progress&tier=zoning' }, async (page) => {
      const section = page.page.locator('[data-history=zoning]');
      await section.locator('path.actual').waitFor({ state: 'attached' });
      const series = await page.answer('api/coverage/history?tier=zoning&unit=20');
      await section.locator('summary').click();
      const rows = await section.locator('tbody tr').allInnerTexts();
      assert.equal(rows.length, series.points.length);
      assert.ok(rows[0]?.includes(`${written(series.points.at(-1).percent)}%`), rows[0]);
      await page.chooseTier('general');
      await page.page.locator('[data-history=general] path.forecast').waitFor({ state: 'attached' });
    }));

  it('lists what is overdue by how many days, and opens the plan', () =>
    onPage({ hash: '#view=progress' }, async (page) => {
      const overdue = await page.answer('api/milestones?state=overdue&limit=1000');
      await page.page.locator('[data-milestone]').first().waitFor();
      assert.match(await page.page.locator('[data-milestones=overdue]').innerText(), new RegExp(`\\b${overdue.total}$`));
      const late = await page.page.locator('[data-milestone] [data-late]').evaluateAll((list) => list.map((one) => Number(one.dataset['late'])));
      assert.deepEqual(late, overdue.milestones.slice(0, late.length).map((/** @type {any} */ m) => m.days_late));
      await page.page.locator('[data-along]').click();
      await page.page.locator('[data-timeline] line.late').first().waitFor({ state: 'attached' });
      const made = overdue.milestones.filter((/** @type {any} */ m) => m.quality === 'illustrative' && (m.planned_from ?? m.planned_to));
      assert.ok(made.length > 0);
      await page.page.locator('[data-timeline] li [data-illustrative]').first().waitFor();
      await page.page.locator('[data-timeline] li button').first().click();
      await page.page.locator('[data-plan-panel] h2').waitFor();
    }));

  it('draws an indicator over time against its targets', () =>
    onPage({ hash: '#view=indicators' }, async (page) => {
      const card = page.page.locator('[data-indicator=commune_general]');
      await card.locator('[data-over-time] summary').click();
      await card.locator('[data-over-time] svg path.actual').waitFor({ state: 'attached' });
      const { indicator, history } = await page.answer('api/indicators/commune_general');
      const label = await card.locator('[data-over-time] svg').getAttribute('aria-label');
      assert.ok(label?.includes(`${written(indicator.as_set.value)}%`), label ?? '');
      assert.equal(page.record.requests.filter((url) => url.includes('/api/indicators/commune_general')).length, 1, 'asked for once');
      // A step up or down for each day on which the value changed.
      const path = (await card.locator('[data-over-time] path.actual').getAttribute('d')) ?? '';
      assert.equal(path.split('V').length, history.length);
      const rows = await card.locator('[data-step]').evaluateAll((list) => list.map((row) => row.getAttribute('data-step')));
      assert.deepEqual(rows.reverse(), history.map((/** @type {any} */ step) => step.date));
      assert.ok((await card.locator('.target-end').count()) > 0);
    }));

  it('fits on a phone', () =>
    onPage({ hash: '#view=progress', size: PHONE }, async (page) => {
      await page.page.locator('[data-milestone]').first().waitFor();
      assert.equal(await page.overflows(), false);
      await page.page.locator('[data-along]').click();
      await page.page.locator('[data-timeline]').waitFor();
      assert.equal(await page.overflows(), false);
    }));
});
