// The citizen's look-up: four ways in, one sentence first, the three kinds of "no", a link that stays.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PHONE } from './browser.js';
import { written } from './driver.js';
import { stage } from './stage.js';

const HERE = { lon: 106.76, lat: 21.85 };
// The same place on VN-2000, 107°15′ (gdaltransform, PROJ): easting, northing.
const PLANE = { x: 449180, y: 2417145 };

describe('the look-up', () => {
  const onPage = stage();

  it('answers a position in several forms with one sentence, then the plans', () =>
    onPage({ hash: '#view=lookup' }, async (page) => {
      const answer = await page.answer(`api/lookup?lon=${HERE.lon}&lat=${HERE.lat}`);
      for (const text of ['106.76, 21.85', '21.85N 106.76E', "21°51'00\"B 106°45'36\"Đ"]) {
        await page.ask(text);
        await page.answered();
        assert.deepEqual([page.hash().get('lon'), page.hash().get('lat')], ['106.76', '21.85'], text);
        const first = answer.plans.find((/** @type {any} */ p) => p.state === 'in_force' && p.quality !== 'illustrative') ?? answer.plans.find((/** @type {any} */ p) => p.state === 'in_force');
        const said = await page.verdict();
        assert.ok(said.includes(first.name) && said.includes(first.decision_number), said);
        assert.deepEqual((await page.plansAnswered()).sort(), answer.plans.map((/** @type {any} */ p) => p.id).sort());
        await page.page.locator('[data-again]').click();
      }
    }));

  it('asks which place is meant when several have the name', () =>
    onPage({ hash: '#view=lookup' }, async (page) => {
      await page.ask('chi lang');
      await page.page.locator('[data-which]').waitFor();
      const places = await page.page.locator('[data-chooser] button').allInnerTexts();
      assert.ok(places.length >= 4, places.join('\n'));
      assert.ok(places.every((text) => text.includes('Chi Lăng')), 'places of that name only');
      assert.ok(places.some((text) => /Huyện Tràng Định/.test(text)) && places.some((text) => /đơn vị cũ, đến hết 30\/06\/2025/.test(text)), 'told apart by parent and period');
      await page.page.locator('[data-chooser] button[data-id="06034"]').click();
      await page.answered();
      assert.equal(page.hash().get('unit'), '06034@2025-06-30');
      // Where the land of the former commune went.
      const lineage = await page.answer('api/units/06034/lineage?at=2025-06-30');
      const now = await page.page.locator('[data-turn=successors] li').allInnerTexts();
      assert.equal(now.length, lineage.successors.units.length);
    }));

  it('opens the one place of a name at once, without accents', () =>
    onPage({ hash: '#view=lookup' }, async (page) => {
      await page.ask('phuong ky lua');
      await page.answered();
      assert.equal(page.hash().get('unit'), '06187');
      const coverage = await page.answer('api/coverage?unit=06187');
      assert.ok((await page.page.locator('[data-answer] [data-tier=general]').innerText()).includes(`${written(coverage.tiers.general.percent)}%`), 'its figures are the API’s');
    }));

  it('answers a VN-2000 point in either order of the axes', () =>
    onPage({ hash: '#view=lookup' }, async (page) => {
      for (const text of [`X=${PLANE.y} Y=${PLANE.x}`, `${PLANE.x} ${PLANE.y}`]) {
        await page.ask(text);
        await page.answered();
        assert.equal(page.hash().get('parcel'), `9215/${PLANE.x},${PLANE.y}`, text);
        const answer = await page.answer(`api/lookup?x=${PLANE.x}&y=${PLANE.y}&crs=EPSG:9215`);
        assert.ok((await page.answerText()).includes(answer.units.at(-1).full_name));
        await page.page.locator('[data-again]').click();
      }
    }));

  it('answers a parcel of a certificate whose axes are the other way round, and draws it', () =>
    onPage({ hash: '#view=lookup' }, async (page) => {
      const { x, y } = PLANE;
      const corners = [[x, y], [x + 400, y], [x + 400, y + 300], [x, y + 300]];
      // Y (easting) first, as no certificate prints it, with numbers of corners and the first corner again.
      const table = [...corners, [x, y]].map(([east, north], i) => `${(i % 4) + 1}\t${east}.00\t${north}.00`).join('\n');
      await page.fill(table);
      await page.page.locator('[data-corners="4"][data-inside=true]').waitFor();
      assert.match(await page.page.locator('[data-corners]').innerText(), /đã đổi lại[\s\S]+120\.000\s*m²/);
      await page.page.locator('[data-ask]').click();
      await page.answered();
      const response = await fetch(`${page.base}api/lookup?crs=EPSG:9215`, {
        method: 'POST', headers: { 'content-type': 'application/geo+json' },
        body: JSON.stringify({ type: 'Polygon', coordinates: [[...corners, corners[0]]] }),
      });
      const answer = await response.json();
      assert.deepEqual((await page.plansAnswered()).sort(), answer.plans.map((/** @type {any} */ p) => p.id).sort());
      for (const plan of answer.plans) {
        const told = await page.page.locator(`[data-answer] [data-plan="${plan.id}"] [data-share]`).innerText();
        assert.ok(told.includes(`${written(plan.percent)}%`), `${plan.id}: ${told}`);
      }
      await page.page.waitForFunction(() => (window.plancover?.map.getLayer('page-parcel-fill') && window.plancover.map.queryRenderedFeatures({ layers: ['page-parcel-fill'] }).length > 0) ?? false, null, { timeout: 60_000 });
    }));

  it('takes a table of corners that is pasted into the search of another view', () =>
    onPage({ hash: '#view=table' }, async (page) => {
      await page.page.locator('input[role=combobox]').evaluate((field) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text', '2417145 449180\n2417145 449580\n2417445 449580\n2417445 449180');
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      });
      await page.page.locator('[data-corners="4"][data-inside=true]').waitFor();
      assert.equal(page.hash().get('view'), 'lookup');
    }));

  it('says that a zone is wrong, and offers those that fit', () =>
    onPage({ hash: '#view=lookup' }, async (page) => {
      // The same place in the 6° zone of 105°.
      await page.fill('2417624.5 681504.6');
      await page.page.locator('[data-wrong-zone]').waitFor();
      await page.page.locator('[data-ask]').click();
      assert.equal(page.hash().get('parcel'), null, 'nothing is asked of a place that is not meant');
      await page.page.locator('[data-wrong-zone] button[data-epsg="3405"]').click();
      await page.page.locator('[data-inside=true]').waitFor();
      await page.page.locator('[data-ask]').click();
      await page.answered();
      assert.equal(page.hash().get('parcel'), '3405/681504.6,2417624.5');
    }));

  it('tells what is wrong with what was typed', () =>
    onPage({ hash: '#view=lookup', size: PHONE }, async (page) => {
      for (const [text, code] of [['21.85N 106.76N', 'same_axis'], ['2417395 448983\n2417400 449008', 'two_corners'], ['18448983 2417395', 'zone_prefix'], ['106.76, 21.85\n106.77, 21.85', 'two_corners'], ['https://maps.app.goo.gl/Abc1', 'link']]) {
        await page.fill(text ?? '');
        await page.page.locator('[data-ask]').click();
        await page.page.locator(`[data-problem=${code}]`).waitFor();
      }
      await page.fill('106.76, 21.85\n106.77, 21.86\n106.77, 21.85\n106.76, 21.86');
      await page.page.locator('[data-crossing]').waitFor();
      await page.page.locator('[data-ask]').click();
      assert.equal(page.hash().get('parcel'), null, 'edges that cross are no parcel');
      assert.equal(await page.overflows(), false);
    }));

  it('says which "no" it is, and what is not known', () =>
    onPage({ hash: '#view=lookup&lon=106.55&lat=22.05' }, async (page) => {
      await page.answered();
      const answer = await page.answer('api/lookup?lon=106.55&lat=22.05');
      const covered = new Set(answer.plans.filter((/** @type {any} */ p) => p.state === 'in_force').map((/** @type {any} */ p) => p.tier));
      const lacks = await page.page.locator('[data-lack]').evaluateAll((list) => list.map((one) => one.dataset['lack'] ?? ''));
      assert.deepEqual(lacks, ['regional', 'general', 'zoning', 'detailed'].filter((tier) => !covered.has(tier)));
      for (const no of await page.page.locator('[data-lack]').evaluateAll((list) => list.map((one) => one.dataset['no'] ?? ''))) assert.match(no, /^(required|not_required|not_supplied)$/);
      assert.match(await page.page.locator('[data-unknown]').innerText(), /chưa được cung cấp/);
    }));

  it('sets a day in the past against today', () =>
    onPage({ hash: `#view=lookup&lon=${HERE.lon}&lat=${HERE.lat}&at=2012-01-01` }, async (page) => {
      await page.answered();
      const then = await page.answer(`api/lookup?lon=${HERE.lon}&lat=${HERE.lat}&at=2012-01-01`);
      assert.deepEqual((await page.plansAnswered()).sort(), then.plans.map((/** @type {any} */ p) => p.id).sort());
      await page.page.locator('[data-today] [data-verdict]').waitFor();
      const before = await page.verdict();
      await page.page.locator('[data-see-today]').click();
      await page.page.locator('[data-today]').waitFor({ state: 'detached' });
      await page.answered();
      assert.notEqual(await page.verdict(), before);
      assert.equal(page.hash().get('at'), null);
    }));

  it('offers examples of what is loaded, and answers each', () =>
    onPage({ hash: '#view=lookup' }, async (page) => {
      const { examples } = await page.answer('api/site');
      for (let i = 0; i < 3; i += 1) {
        await page.page.locator('[data-try]').nth(i).click();
        await page.page.locator('[data-ask]').click();
        const choice = page.page.locator(`[data-chooser] button[data-id="${examples.unit_code}"]`);
        await page.page.locator(`[data-which], [data-answer] [data-verdict]`).first().waitFor();
        if (await choice.count()) await choice.first().click();
        await page.answered();
        assert.ok((await page.answerText()).includes(examples.full_name), String(i));
        await page.page.locator('[data-again]').click();
        // What was typed stays, to be put right; the help is there when the box is empty.
        await page.fill('');
      }
    }));

  it('gives a link that always shows the same answer', () =>
    onPage({ hash: `#view=lookup&lon=${HERE.lon}&lat=${HERE.lat}` }, async (page) => {
      await page.answered();
      const said = await page.verdict();
      const link = (await page.page.locator('[data-copy]').getAttribute('data-link')) ?? '';
      const { today } = await page.answer('api/site');
      assert.equal(new URLSearchParams(new URL(link).hash.slice(1)).get('at'), today);
      await page.page.goto('about:blank');
      await page.page.goto(link);
      await page.answered();
      assert.equal(await page.verdict(), said);
    }));

  it('follows the reader’s own position on a phone, in English', () =>
    onPage({ hash: '#view=lookup&lang=en', size: PHONE, context: { geolocation: { longitude: HERE.lon, latitude: HERE.lat }, permissions: ['geolocation'] } }, async (page) => {
      await page.page.locator('[data-gps]').click();
      await page.answered();
      assert.match(await page.verdict(), /^This place has .+ in force by Decision/);
      assert.equal(await page.overflows(), false);
    }));
});
