// A unit kept for offline use answers look-ups without a network, in the same words as online.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PHONE } from './browser.js';
import { stage } from './stage.js';

const HERE = { lon: 106.76, lat: 21.85 };
/** The same place on VN-2000, central meridian 107°15′. */
const PLANE = '2417145 449180';
const ELSEWHERE = '107.3, 21.4';

describe('a pack', () => {
  const onPage = stage();

  /** What is not known; that boundaries are schematic comes from the notices of the answer. @param {import('./driver.js').Plancover} page */
  const unknown = (page) => page.page.locator('[data-unknown] li').allInnerTexts();

  /** What is said of a place with a network, in a browser that keeps nothing. @param {string} question */
  const online = async (question) => {
    let said = { verdict: '', plans: /** @type {string[]} */ ([]), lacks: '', unknown: /** @type {string[]} */ ([]) };
    await onPage({ hash: '#view=lookup', size: PHONE }, async (page) => {
      await page.ask(question);
      await page.answered();
      said = { verdict: await page.verdict(), plans: await page.plansAnswered(), lacks: (await page.page.locator('[data-lacks]').allInnerTexts()).join(), unknown: await unknown(page) };
    });
    return said;
  };

  it('tells its size, is kept, answers without a network as the server does, and is removed', async () => {
    const first = await online(`${HERE.lon}, ${HERE.lat}`);
    await onPage({ hash: '#view=lookup', size: PHONE, context: { serviceWorkers: 'allow', geolocation: { longitude: HERE.lon, latitude: HERE.lat }, permissions: ['geolocation'] } }, async (page) => {
      const { units } = await page.answer(`api/lookup?lon=${HERE.lon}&lat=${HERE.lat}`);
      const unit = units.at(-1);
      const manifest = await page.answer(`api/packs/${unit.code}/manifest.json`);
      await page.page.evaluate(() => navigator.serviceWorker.ready);
      await page.page.goto(`${page.base}#view=lookup&unit=${unit.code}`);
      await page.page.reload();
      await page.page.locator('[data-pack] [data-offer]').click();
      const offer = await page.page.locator('[data-keep]').innerText();
      assert.ok(offer.includes(`${Math.round(manifest.pack.bytes / 1000)}\u00a0kB`), `${offer}: ${manifest.pack.bytes}`);
      await page.page.locator('[data-keep]').click();
      await page.page.locator('[data-pack-state=kept]').waitFor();
      const middle = await online(`${unit.point[0]}, ${unit.point[1]}`);

      await page.page.waitForFunction(async () => {
        const keys = await (await caches.open('plancover-1')).keys();
        return ['/api/site', '/assets/FromPack-', '/assets/KeptPacks-'].every((path) => keys.some(({ url }) => new URL(url).pathname.startsWith(path)));
      });
      await page.page.context().setOffline(true);
      await page.page.goto(`${page.base}#view=lookup`);
      await page.page.reload();

      await page.ask(`${HERE.lon}, ${HERE.lat}`);
      await page.answered();
      await page.page.locator(`[data-from-pack="${unit.code}"]`).waitFor();
      assert.equal(await page.verdict(), first.verdict);
      assert.deepEqual(await page.plansAnswered(), first.plans);
      assert.equal((await page.page.locator('[data-lacks]').allInnerTexts()).join(), first.lacks);
      assert.ok(first.unknown.some((one) => one.includes('sơ đồ')), first.unknown.join());
      assert.deepEqual(await unknown(page), first.unknown);
      const told = await page.page.locator('[data-from-pack]').innerText();
      assert.ok(told.includes(manifest.as_of.split('-').reverse().join('/')) && told.includes(`phiên bản ${manifest.revision}`), told);

      await page.page.locator('[data-again]').click();
      await page.ask(PLANE);
      await page.answered();
      assert.equal(await page.verdict(), first.verdict);

      await page.page.locator('[data-again]').click();
      await page.page.locator('[data-gps]').click();
      await page.answered();
      assert.equal(await page.verdict(), first.verdict);

      // By name: what applies in the middle of the place, where the browser has not kept the page of the unit itself.
      await page.page.evaluate(async () => {
        const cache = await caches.open('plancover-1');
        for (const key of await cache.keys()) if (/\/api\/(?:units|search)/.test(key.url)) await cache.delete(key);
      });
      await page.page.locator('[data-again]').click();
      await page.ask(unit.name);
      await page.page.locator('[data-chooser] button[data-type=unit], [data-answer] [data-verdict]').first().waitFor();
      const choice = page.page.locator(`[data-chooser] button[data-id="${unit.code}"]`);
      if (await choice.count()) await choice.click();
      await page.answered();
      assert.equal((await page.verdict()).replace(/^.*? (có|chưa có|không có) /, '$1 '), middle.verdict.replace(/^.*? (có|chưa có|không có) /, '$1 '));

      // The address of the unit opens the page too.
      await page.page.goto(`${page.base}units/${unit.code}`);
      await page.answered();
      assert.match(await page.page.title(), new RegExp(unit.name));

      await page.page.goto(`${page.base}#view=lookup`);
      await page.ask(ELSEWHERE);
      await page.page.locator('[data-not-kept]').waitFor();

      await page.page.context().setOffline(false);
      await page.page.goto(`${page.base}#view=lookup`);
      await page.page.reload();
      await page.page.locator('[data-packs] .btn').click();
      await page.page.locator('[data-packs]').waitFor({ state: 'detached' });
      page.record.complaints.length = 0; // the browser itself reports what it could not load
    });
  });

  it('answers while the server cannot, for the day that is asked about, until it can again', () =>
    onPage({ hash: '#view=lookup', size: PHONE }, async (page) => {
      const { units } = await page.answer(`api/lookup?lon=${HERE.lon}&lat=${HERE.lat}`);
      const { code, valid_from: first } = units.at(-1);
      const told = page.page.locator(`[data-from-pack="${code}"]`);
      await page.page.goto(`${page.base}#view=lookup&unit=${code}`);
      await page.page.reload();
      await page.page.locator('[data-pack] [data-offer]').click();
      await page.page.locator('[data-keep]').click();
      await page.page.locator('[data-pack-state=kept]').waitFor();
      await page.page.locator('[data-again]').click();
      await page.page.locator('[data-packs]').waitFor();

      let broken = true;
      await page.page.route(/\/api\/(?:lookup|units)/, (route) => (broken ? route.fulfill({ status: 503, body: '{}' }) : route.continue()));
      for (const [at, holds] of [['2024-06-30', 'before'], ['2099-01-01', 'after']]) {
        await page.page.goto(`${page.base}#view=lookup&lon=${HERE.lon}&lat=${HERE.lat}&at=${at}`);
        await page.page.locator(`[data-from-pack="${code}"][data-holds=${holds}]`).waitFor();
      }
      // A former unit of the code is not what the pack has.
      assert.ok(first > '2000-01-01', first);
      await page.page.goto(`${page.base}units/${code}?at=2000-01-01#at=today`);
      await page.page.locator('[data-not-kept]').waitFor();

      await page.page.goto(`${page.base}#view=lookup&lon=${HERE.lon}&lat=${HERE.lat}`);
      await told.waitFor();
      broken = false;
      await page.page.evaluate(() => window.dispatchEvent(new Event('focus')));
      await told.waitFor({ state: 'detached' });
      await page.page.locator('[data-kept]').waitFor({ state: 'detached' });
      page.record.complaints.length = 0; // the browser itself reports what it could not load
    }));
});
