// Each thing has an address of its own: the server answers it with the page, which shows the thing, names the window after it, and hands the address out.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PHONE } from './browser.js';
import { stage } from './stage.js';

const AT = '2025-12-31';

describe('the address of a thing', () => {
  const onPage = stage();

  it('shows it, names the window after it, and is what is copied', () =>
    onPage({}, async (page) => {
      const { plans } = await page.answer(`api/plans?at=${AT}&limit=1`);
      const { plan } = await page.answer(`api/plans/${encodeURIComponent(plans[0].id)}?at=${AT}`);
      const { results } = await page.answer(`api/search?q=lang%20son&at=${AT}&limit=50`);
      const { indicators } = await page.answer(`api/indicators?at=${AT}`);
      const area = results.find((/** @type {any} */ one) => one.type === 'area');
      const { unit } = await page.answer('api/units/06463?at=2025-06-30');
      const all = [
        ['units/06463?at=2025-06-30', '[data-unit="06463"] h2', unit.full_name],
        [`plans/${encodeURIComponent(plans[0].id)}?at=${AT}`, '[data-plan-panel] h2', plans[0].name],
        [`areas/${encodeURIComponent(area.id)}?at=${AT}`, '[data-area] h2', area.name],
        [`sources/${encodeURIComponent(plan.source).replace(/%3A/g, ':')}?at=${AT}`, '[data-source] h2', plan.source],
      ];
      for (const [address, heading, name] of all) {
        const answer = await fetch(page.base + address);
        const head = (await answer.text()).split('</head>')[0] ?? '';
        assert.equal(answer.status, 200, address);
        assert.ok(head.includes('rel="canonical"') && /<title>[^<]{5,}<\/title>/.test(head), head);
        await page.page.goto(page.base + address);
        const told = page.page.locator(heading ?? '').first();
        await told.waitFor();
        assert.equal(await told.innerText(), name);
        await page.page.waitForFunction((of) => document.title.startsWith(of), name ?? '');
        assert.equal(await page.page.locator('[data-copy]').getAttribute('data-link'), page.base + address);
      }
      const { id, title } = indicators.find((/** @type {any} */ one) => one.as_set);
      await page.page.goto(`${page.base}indicators/${id}?at=${AT}`);
      await page.page.locator(`[data-indicator="${id}"].linked`).waitFor();
      assert.ok((await page.page.title()).startsWith(title.vi));
    }));

  it('stands in the address bar when it is opened, survives a reload, and is undone by the back button', () =>
    onPage({ hash: '#view=lookup' }, async (page) => {
      await page.ask('thi tran dong mo');
      await page.page.locator('[data-chooser] button[data-id="06463"]').first().click();
      await page.page.locator('[data-unit="06463"] h2').waitFor();
      assert.equal(new URL(page.page.url()).pathname, '/units/06463');
      const name = await page.page.locator('[data-unit] h2').first().innerText();
      await page.page.reload();
      await page.page.locator('[data-unit="06463"] h2').waitFor();
      assert.equal(await page.page.locator('[data-unit] h2').first().innerText(), name);
      await page.page.goBack();
      await page.page.locator('[data-help]').waitFor();
      assert.equal(new URL(page.page.url()).pathname, '/');
    }));

  it('opens the look-up on a phone, in the language it asks for', () =>
    onPage({ size: PHONE }, async (page) => {
      await page.page.goto(`${page.base}units/06463?at=2025-06-30&lang=en`);
      await page.answered();
      assert.equal(await page.page.locator('[data-shown]').getAttribute('data-shown'), 'lookup');
      assert.equal(await page.page.locator('html').getAttribute('lang'), 'en');
      assert.equal(await page.day(), '2025-06-30');
    }));

  it('that nothing has says so', () =>
    onPage({}, async (page) => {
      await page.page.goto(`${page.base}plans/KHONG-CO`);
      await page.page.locator('[data-plan-panel] [role=alert]').waitFor();
      page.record.complaints.length = 0; // the browser itself reports what was not found
    }));

  it('of a document leads to all that cites it, and back', () =>
    onPage({ hash: `#view=lookup&plan=MH-QHC-001&at=${AT}` }, async (page) => {
      await page.page.locator('[data-cited]').click();
      await page.page.locator('[data-citing=plan] a', { hasText: 'Quy hoạch chung thành phố Lạng Sơn' }).first().waitFor();
      const plan = await page.answer(`api/plans/MH-QHC-001?at=${AT}`);
      assert.equal(await page.page.locator('[data-source] h2').innerText(), plan.plan.source);
      await page.page.locator('[data-again]').click();
      await page.page.locator('[data-plan-panel] h2').waitFor();
    }));
});
