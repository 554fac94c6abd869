// The open issues of the data: counted by kind, filtered, paged, taken along, and led to from where quality is told.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { PHONE } from './browser.js';
import { written } from './driver.js';
import { stage } from './stage.js';

describe('the issues of the data', () => {
  const onPage = stage();
  /** @param {import('./driver.js').Plancover} page */
  const listed = (page) => page.page.locator('[data-issue]').evaluateAll((list) => list.map((one) => one.getAttribute('data-issue')));
  /** @param {import('./driver.js').Plancover} page */
  const told = (page) => page.page.locator('[data-issues-view][aria-busy=false] [data-total]').waitFor();

  it('are as many as the API has, page by page', () =>
    onPage({ hash: '#view=issues' }, async (page) => {
      await told(page);
      const answer = await page.answer('api/findings?about=all&limit=1000');
      assert.equal(await page.page.locator('[data-total]').getAttribute('data-total'), String(answer.total));
      const kinds = answer.findings.map((/** @type {any} */ one) => one.kind);
      assert.deepEqual(await listed(page), kinds.slice(0, 50));
      await page.page.locator('[data-page="50"]').click();
      await page.page.locator('[data-page="50"][aria-current=page]').waitFor();
      await told(page);
      assert.deepEqual(await listed(page), kinds.slice(50, 100));
      assert.ok(answer.counts.length > 2);
      for (const { kind, count } of answer.counts) assert.equal(await page.page.locator(`[data-kind="${kind}"] b`).innerText(), written(count).replace(/,00$/, ''), kind);
      // How many units and plans are of the least trusted grades.
      for (const [kind, grade, what] of [['schematic_boundary', 'schematic', 'đơn vị'], ['made_up', 'illustrative', 'quy hoạch']]) {
        const { count } = answer.counts.find((/** @type {any} */ one) => one.kind === kind);
        assert.equal(await page.page.locator(`[data-grade="${grade}"] [data-held]`).innerText(), `${written(count).replace(/,00$/, '')} ${what}`);
      }
    }));

  it('are filtered by kind and unit, and taken along', () =>
    onPage({ hash: '#view=issues', size: PHONE }, async (page) => {
      await told(page);
      const { findings } = await page.answer('api/findings?about=all&kind=overlap&limit=1000');
      const code = findings[0].units[0];
      await page.page.locator('[data-kind=overlap]').click();
      await page.page.locator('[data-about=overlap]').waitFor();
      await page.page.locator('[data-unit-filter]').fill(code);
      await page.page.locator(`[data-chooser] button[data-id="${code}"]`).click();
      const answer = await page.answer(`api/findings?about=all&kind=overlap&unit=${code}&limit=1000`);
      await page.page.locator(`[data-issues-view][aria-busy=false] [data-total="${answer.total}"]`).waitFor();
      assert.ok(answer.total > 0 && answer.total < findings.length);
      assert.deepEqual([page.hash().get('kind'), page.hash().get('unit')], ['overlap', code]);
      const [download] = await Promise.all([page.page.waitForEvent('download'), page.page.locator('[data-csv]').click()]);
      const rows = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
      assert.equal(rows.length, answer.total + 1);
      assert.equal(await page.overflows(), false);
      await page.page.reload();
      await page.page.locator(`[data-issues-view][aria-busy=false] [data-total="${answer.total}"]`).waitFor();
    }));

  it('lead to the plan and the unit, whose links have real addresses, and are led to from the notices', () =>
    onPage({ hash: '#view=table' }, async (page) => {
      await page.page.locator('[data-notices=open] [data-issues-link]').click();
      await told(page);
      const { findings } = await page.answer('api/findings?about=all&limit=1');
      const link = page.page.locator('[data-issue] dd a').first();
      assert.equal(await link.getAttribute('href'), `${page.base}plans/${findings[0].plans[0].id}#view=lookup`);
      await link.click();
      await page.page.locator(`[data-plan-panel="${findings[0].plans[0].id}"] h2`).waitFor();
      assert.match(await page.page.title(), new RegExp(findings[0].plans[0].name.slice(0, 20)));
      await page.page.goBack();
      await told(page);
    }));

  it('of a kind that there is not can be left, and another language stays on the page', () =>
    onPage({ hash: '#view=issues&kind=khong_co' }, async (page) => {
      await page.page.getByRole('alert').waitFor();
      await page.page.locator('[data-kind=""]').click();
      await page.page.locator('[data-page="50"]').click();
      await page.page.locator('[data-page="50"][aria-current=page]').waitFor();
      await page.page.evaluate(() => (location.hash += '&lang=en'));
      await page.page.locator('html[lang=en]').waitFor({ state: 'attached' });
      await told(page);
      assert.equal(await page.page.locator('[data-page][aria-current=page]').getAttribute('data-page'), '50');
      page.record.complaints.length = 0; // the browser itself reports what was refused
    }));
});
