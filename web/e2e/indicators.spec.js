// The indicators: the API's own figures, target lines, who is missing, on any day; each name leads to the map.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PHONE } from './browser.js';
import { written } from './driver.js';
import { stage } from './stage.js';

const DAY = '2026-11-20';

describe('the indicators', () => {
  const onPage = stage();

  it('have the figures, the target lines and the lists of the API', () =>
    onPage({ hash: `#view=indicators&at=${DAY}` }, async (page) => {
      const answer = await page.answer(`api/indicators?at=${DAY}`);
      for (const indicator of answer.indicators.filter((/** @type {any} */ i) => i.as_set)) {
        const card = page.page.locator(`[data-indicator="${indicator.id}"]`);
        assert.equal(await card.locator('[data-value]').innerText(), `${written(indicator.value)}%`);
        assert.equal(await card.locator('[data-target]').count(), indicator.targets.length);
        const missing = card.locator('[data-state=missing]');
        if (indicator.as_set.missing.length === 0) continue;
        await missing.locator('summary').click();
        const shown = await missing.locator('[data-subject]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-subject')));
        assert.deepEqual(shown, indicator.as_set.missing.map((/** @type {any} */ s) => s.id));
      }
      assert.equal(await page.page.locator('[data-indicator=commune_general] [data-basis="2023-05-27"] .mark').count(), 2);
    }));

  it('lead from a former district to the map of its land', () =>
    onPage({ hash: `#view=indicators&at=${DAY}` }, async (page) => {
      const card = page.page.locator('[data-indicator=district_regional]');
      await card.locator('[data-state=satisfied] summary').click();
      await card.locator('[data-state=satisfied] [data-subject="186"] button').click();
      await page.page.locator('[data-unit="186"]').waitFor();
      assert.equal(page.hash().get('unit'), '186@2023-05-27');
    }));

  it('fit on a phone', () =>
    onPage({ hash: '#view=indicators', size: PHONE }, async (page) => {
      await page.page.locator('[data-indicator=commune_general]').waitFor();
      const [whole, seen] = await page.page.locator('[data-indicators-view]').evaluate((view) => [view.scrollWidth, view.clientWidth]);
      assert.equal(whole, seen);
    }));
});
