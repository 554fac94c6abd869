// What the page costs its readers, beside its budget: `make bench-web`. Figures only: nothing here passes or fails by them (docs/benchmarks.md).
import { DESKTOP, PHONE, startBrowser } from '../e2e/browser.js';
import { startServer } from '../e2e/server.js';
import { note, packed, programs, told as toldBudget } from './budget.js';
import { Visit, watched } from './measured.js';

/** @typedef {import('./measured.js').Wire & { ms: number }} Cost */
/** @typedef {{ browser: import('playwright-core').Browser, url: string, today: string, first: string, same: string, other: string, lon: number, lat: number }} Country */

const RUNS = Number(process.env['PLANCOVER_BENCH_RUNS'] ?? 5);
const SECONDS = Number(process.env['PLANCOVER_BENCH_SECONDS'] ?? 10);
const PATIENCE = 300_000;

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB`;
/** @param {string} title @param {string[]} cells */
const line = (title, cells) => console.log([title.padEnd(58), ...cells.map((cell) => cell.padStart(14))].join(''));

/** Runs that each begin with an empty cache; the median time, with the wire of the last. @param {string} title @param {() => Promise<Cost>} run */
async function told(title, run) {
  /** @type {Cost[]} */
  const costs = [];
  for (let i = 0; i < RUNS; i += 1) costs.push(await run());
  const last = /** @type {Cost} */ (costs.at(-1));
  const ms = median(costs.map((cost) => cost.ms));
  line(title, [`${ms.toFixed(0)} ms`, String(last.requests), String(last.tiles), kilobytes(last.bytes)]);
  return { ...last, ms };
}

/** @param {Visit} visit @param {string} selector @param {'attached' | 'visible'} [state] */
const there = (visit, selector, state = 'visible') => visit.page.locator(selector).first().waitFor({ state, timeout: PATIENCE });

/** @param {Visit} visit @param {string} day */
const drawn = (visit, day) => there(visit, `[data-map=main][data-map-ready^="general@${day}"]`, 'attached');

/** @param {Country} country @param {{ width: number, height: number }} size @param {string} hash @param {(visit: Visit) => Promise<unknown>} until @param {boolean} [slow] */
async function visited({ browser, url }, size, hash, until, slow) {
  const visit = await Visit.open(browser, size, slow);
  try {
    return await visit.costs(() => visit.page.goto(url + hash, { timeout: PATIENCE }), () => until(visit));
  } finally {
    await visit.close();
  }
}

/** A day chosen on the map that shows today. @param {Country} country @param {string[]} days the last of them is measured */
async function dayChosen({ browser, url, today }, days) {
  const visit = await Visit.open(browser, DESKTOP);
  try {
    await visit.page.goto(url, { timeout: PATIENCE });
    await drawn(visit, today);
    /** @type {Cost | undefined} */
    let cost;
    for (const day of days) cost = await visit.costs(() => visit.page.locator('[data-day]').fill(day), () => drawn(visit, day));
    return /** @type {Cost} */ (cost);
  } finally {
    await visit.close();
  }
}

/** @param {Country} country */
async function asked({ browser, url, lon, lat }) {
  const visit = await Visit.open(browser, PHONE);
  try {
    await visit.page.goto(`${url}#view=lookup`, { timeout: PATIENCE });
    await there(visit, '#lookup-box');
    await visit.page.locator('#lookup-box').fill(`${lat}, ${lon}`);
    return await visit.costs(() => visit.page.locator('[data-ask]').click(), () => there(visit, '[data-answer] [data-verdict]'));
  } finally {
    await visit.close();
  }
}

/** @param {Country} country @param {string} title @param {string} hash */
async function played({ browser, url, first }, title, hash) {
  const visit = await Visit.open(browser, DESKTOP);
  try {
    await visit.page.goto(`${url}#at=${first}${hash}`, { timeout: PATIENCE });
    await drawn(visit, first);
    await Promise.all(visit.ended);
    const before = visit.ended.length;
    await visit.page.locator('[data-play]').click();
    const seen = await watched(visit.page, SECONDS);
    await visit.page.locator('[data-play]').click();
    const wire = await visit.wire(before);
    const each = Math.max(seen.days, 1);
    line(title, [`${(seen.days / seen.seconds).toFixed(1)}/s`, `${(seen.drawn / seen.seconds).toFixed(1)}/s`, `${seen.longest.toFixed(0)} ms`, `${(seen.late / (seen.seconds * 10)).toFixed(0)} %`,
      (wire.requests / each).toFixed(1), (wire.tiles / each).toFixed(1), kilobytes(wire.bytes / each)]);
  } finally {
    await visit.close();
  }
}

/** The thumb of the slider moved to and fro, as a reader does to compare days. @param {Country} country @param {string} title @param {string} hash */
async function dragged({ browser, url, today }, title, hash) {
  const visit = await Visit.open(browser, DESKTOP);
  try {
    await visit.page.goto(`${url}#at=${today}${hash}`, { timeout: PATIENCE });
    await drawn(visit, today);
    const box = await visit.page.locator('[data-slider]').boundingBox();
    if (!box) throw new Error('no slider');
    const y = box.y + box.height / 2;
    await visit.page.mouse.move(box.x + box.width - 10, y);
    await visit.page.mouse.down();
    const watching = watched(visit.page, SECONDS);
    const end = performance.now() + SECONDS * 1000;
    for (let step = 0; performance.now() < end; step += 1) await visit.page.mouse.move(box.x + (box.width - 20) * (0.5 + 0.48 * Math.cos(step / 40)) + 10, y);
    const seen = await watching;
    await visit.page.mouse.up();
    line(title, [`${(seen.days / seen.seconds).toFixed(1)}/s`, `${(seen.drawn / seen.seconds).toFixed(1)}/s`, `${seen.longest.toFixed(0)} ms`, `${(seen.late / (seen.seconds * 10)).toFixed(0)} %`]);
    return seen.frames / seen.seconds;
  } finally {
    await visit.close();
  }
}

/** The parts of the budget that one visit tells. @param {Country} country */
async function firstView({ browser, url, lon, lat }) {
  const visit = await Visit.open(browser, PHONE, true);
  try {
    await visit.page.goto(`${url}#view=lookup`, { timeout: PATIENCE });
    await there(visit, '#lookup-box');
    const scripts = [...new Set(visit.opened.record.requests.filter((address) => address.endsWith('.js')))];
    const bytes = (await Promise.all(scripts.map(packed))).reduce((a, b) => a + b, 0);
    note('programs for the first view of the look-up, gzip', bytes, kilobytes(bytes), { most: 60 * 1024, limit: '≤ 60 KiB' });
    const all = [...(await programs(url)).values()];
    const map = Math.max(...all);
    const own = all.reduce((a, b) => a + b, 0) - map;
    note(`programs of its own beside the map's (${kilobytes(map)}), gzip`, own, kilobytes(own), { most: 120 * 1024, limit: '≤ 120 KiB' });
    await visit.page.goto(`${url}?#view=lookup&lon=${lon}&lat=${lat}`, { timeout: PATIENCE });
    await there(visit, '[data-answer] [data-verdict]');
    const long = await visit.long();
    note('long tasks until the first answer, slow: more than 50 ms', long.count, String(long.count));
    note('  the longest of them', long.longest, `${long.longest.toFixed(0)} ms`);
    note('  blocked by them (each beyond 50 ms)', long.over, `${long.over.toFixed(0)} ms`);
    const others = visit.opened.record.requests.filter((address) => !address.startsWith(url) && !/^(?:data|blob):/.test(address));
    note('requests to another origin', others.length, String(others.length), { most: 0, limit: '0' });
  } finally {
    await visit.close();
  }
}

/** The days to look at: today, others of the same and of other boundaries. @param {string} url @param {import('playwright-core').Browser} browser @returns {Promise<Country>} */
async function countryAt(url, browser) {
  /** @param {string} path @returns {Promise<any>} */
  const answer = async (path) => (await fetch(url + path)).json();
  const [site, timeline] = await Promise.all([answer('api/site'), answer('api/timeline')]);
  /** @type {string[]} */
  const days = timeline.days.map((/** @type {{ date: string }} */ day) => day.date).filter((/** @type {string} */ day) => day < site.today);
  const turn = timeline.days.filter((/** @type {any} */ day) => day.boundaries > 0 && day.date <= site.today).at(-1)?.date ?? '';
  const since = days.filter((day) => day >= turn);
  const [west, south, east, north] = site.bbox;
  return {
    browser, url, today: site.today, first: days[0] ?? site.today, same: since[Math.floor(since.length / 2)] ?? site.today, other: days.filter((day) => day < turn).at(-1) ?? site.today,
    lon: Number(((west + east) / 2).toFixed(5)), lat: Number(((south + north) / 2).toFixed(5)),
  };
}

/** @param {Country} country */
async function measure(country) {
  const { lon, lat, today, same, other } = country;
  const answered = (/** @type {Visit} */ visit) => there(visit, '[data-answer] [data-verdict]');
  line('', ['time', 'requests', 'of tiles', 'over the wire']);
  await told('look-up, phone: until the box is there', () => visited(country, PHONE, '#view=lookup', (visit) => there(visit, '#lookup-box')));
  await told('  the same on a slow network and processor', () => visited(country, PHONE, '#view=lookup', (visit) => there(visit, '#lookup-box'), true));
  await told('look-up, phone: a link to a place, until its answer', () => visited(country, PHONE, `#view=lookup&lon=${lon}&lat=${lat}`, answered));
  const first = await told('  the same on a slow network and processor', () => visited(country, PHONE, `#view=lookup&lon=${lon}&lat=${lat}`, answered, true));
  await told('look-up, phone: a place asked for in the box', () => asked(country));
  await told('map, desk: until all of it is drawn', () => visited(country, DESKTOP, '', (visit) => drawn(visit, today)));
  await told('map, phone: until all of it is drawn', () => visited(country, PHONE, '#map=6/16/106', (visit) => drawn(visit, today)));
  await told(`another day of the same boundaries (${same})`, () => dayChosen(country, [same]));
  await told('  the same day a second time', () => dayChosen(country, [same, today, same]));
  await told(`a day of other boundaries (${other})`, () => dayChosen(country, [other]));
  console.log('');
  line(`playing for ${SECONDS} s from ${country.first}`, ['days', 'drawn', 'longest wait', 'waiting', 'requests/day', 'tiles/day', 'wire/day']);
  const near = `&map=9/${lat}/${lon}`;
  await played(country, 'the whole country', '');
  await played(country, 'near, zoom 9', near);
  await played(country, 'near, with the land not covered', `${near}&gaps=1`);
  const far = await dragged(country, 'the slider dragged: the whole country', '');
  const close = await dragged(country, 'the slider dragged: near, zoom 9', near);
  await firstView(country);
  note('first answer at 1.6 Mbit/s, 150 ms, a quarter of the processor', first.ms, `${(first.ms / 1000).toFixed(2)} s`, { most: 2500, limit: '≤ 2.5 s' });
  note('  over the wire until then', first.bytes, kilobytes(first.bytes));
  note('frames while the slider is dragged, the whole country', far, `${far.toFixed(0)}/s`, { least: 30, limit: '≥ 30/s' });
  note('frames while the slider is dragged, near', close, `${close.toFixed(0)}/s`, { least: 30, limit: '≥ 30/s' });
  toldBudget();
}

const server = await startServer({ ...(process.argv[2] ? { store: process.argv[2] } : {}), seconds: 1200 });
const browser = await startBrowser();
try {
  await measure(await countryAt(server.url, browser));
} finally {
  await browser.close();
  await server.stop();
}
