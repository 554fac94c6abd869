// The page in the words of its readers: tiers, days, units, plans, figures. Specs talk to this only.
import { DESKTOP, openPage } from './browser.js';
import { OnMap } from './onmap.js';

/** @typedef {import('./onmap.js').Tier} Tier */
/** @typedef {import('playwright-core').Page} Page */

export class Plancover extends OnMap {
  /**
   * @param {import('playwright-core').Browser} browser @param {string} base
   * @param {{ hash?: string, size?: { width: number, height: number }, context?: import('playwright-core').BrowserContextOptions, prepare?: (page: Page) => Promise<unknown> }} [how]
   */
  static async open(browser, base, { hash = '', size = DESKTOP, context = {}, prepare } = {}) {
    const it = new Plancover(await openPage(browser, size, context), base);
    if (prepare) await prepare(it.page);
    await it.page.goto(base + hash);
    return it;
  }

  /** The topmost unit and its children. @param {string} [at] @returns {Promise<any>} */
  async wholeProvince(at) {
    const q = at ? `&at=${at}` : '';
    const top = await this.answer(`api/coverage?${q.slice(1)}`);
    return this.answer(`api/coverage?unit=${top.children[0].unit.code}${q}`);
  }

  // What is asked about.

  /** @param {Tier} tier */
  async chooseTier(tier) {
    await this.page.locator(`input[type=radio][value=${tier}]`).last().check({ force: true });
  }

  /** @param {string} at */
  async chooseDay(at) {
    await this.page.locator('[data-day]').fill(at);
  }

  /** The day the slider's thumb is at. */
  sliderDay() {
    return this.page.locator('[data-slider]').evaluate((el) => (el instanceof HTMLInputElement ? new Date(el.valueAsNumber * 86_400_000).toISOString().slice(0, 10) : ''));
  }

  day() {
    return this.page.locator('[data-day]').inputValue();
  }

  /** @param {'lookup' | 'map' | 'table' | 'indicators' | 'progress'} view of those in the navigation */
  async look(view) {
    await this.page.locator(`button[data-view=${view}]`).click();
  }

  /** @param {'vi' | 'en'} lang */
  async speak(lang) {
    await this.page.locator(`button[data-lang=${lang}]`).click();
  }

  /** Types into the search box and reads the results. @param {string} text @returns {Promise<string[]>} */
  async search(text) {
    await this.page.locator('input[role=combobox]').fill(text);
    await this.page.getByRole('option').first().waitFor();
    return this.page.getByRole('option').allInnerTexts();
  }

  // The panel.

  async panelTold() {
    await this.page.locator('[data-panel] h2').waitFor();
    await this.page.locator('[data-panel] [aria-busy=true]').waitFor({ state: 'detached' });
  }

  async panelTitle() {
    await this.panelTold();
    return this.page.locator('[data-panel] h2').first().innerText();
  }

  panelText() {
    return this.page.locator('[data-panel]').innerText();
  }

  chain() {
    return this.page.locator('[data-chain] button').evaluateAll((buttons) => buttons.map((b) => b.dataset['code'] ?? ''));
  }

  plansTold() {
    return this.page.locator('[data-panel] [data-plan]').evaluateAll((plans) => plans.map((p) => p.dataset['plan'] ?? ''));
  }

  async closePanel() {
    await this.page.locator('[data-close]').click();
  }

  // The look-up.

  /** Types into the box. @param {string} text */
  async fill(text) {
    await this.page.locator('#lookup-box').fill(text);
  }

  /** @param {string} text */
  async ask(text) {
    await this.fill(text);
    await this.page.locator('[data-ask]').click();
  }

  async answered() {
    await this.page.locator('[data-answer] [data-verdict]').first().waitFor();
    await this.page.locator('[data-answer] [aria-busy=true]').waitFor({ state: 'detached' });
  }

  verdict() {
    return this.page.locator('[data-answer] [data-verdict]').first().innerText();
  }

  answerText() {
    return this.page.locator('[data-answer]').innerText();
  }

  plansAnswered() {
    return this.page.locator('[data-answer] [data-plan]').evaluateAll((plans) => plans.map((p) => p.dataset['plan'] ?? ''));
  }

  // The table.

  async tableTold() {
    await this.page.locator('[data-table-view][aria-busy=false] table').waitFor();
  }

  rows() {
    return this.page.locator('[data-table-view] tbody tr[data-row]').evaluateAll((rows) => rows.map((r) => r.dataset['row'] ?? ''));
  }

  /** @param {string} unit a code, or `total` @param {string} cell such as `general.percent` */
  figure(unit, cell) {
    return this.page.locator(`tr[data-row="${unit}"] [data-cell="${cell}"]`).evaluate((td) => {
      // Without the word that only screen readers are told.
      const copy = td.cloneNode(true);
      if (copy instanceof Element) for (const hidden of copy.querySelectorAll('.sr-only')) hidden.remove();
      return copy.textContent?.trim() ?? '';
    });
  }

  /** @param {string} column */
  async sortBy(column) {
    await this.page.locator(`th[data-column="${column}"] button`).click();
  }

  /** @param {string} unit */
  async drillInto(unit) {
    await this.page.locator(`tr[data-row="${unit}"] th button`).click();
  }

  // The notices.

  /** The codes of the notices that are told in full. */
  notices() {
    return this.page.locator('[data-notice]').evaluateAll((list) => list.map((n) => n.dataset['notice'] ?? ''));
  }

  async collapseNotices() {
    await this.page.locator('[data-notices=open] > button').click();
  }

  /** What the address says, whether after `#` or in its path. */
  hash() {
    return said(new URL(this.page.url()));
  }

  /** Waits until the address says something. @param {string} key @param {string | null} value */
  async addressSays(key, value) {
    await this.page.waitForURL((url) => said(url).get(key) === value);
  }

  /** Whether the page is wider than its window. */
  overflows() {
    return this.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth || document.body.scrollWidth > window.innerWidth);
  }
}

/** @param {URL} url */
function said({ pathname, searchParams, hash }) {
  const told = new URLSearchParams(hash.slice(1));
  const [, kind, id = ''] = /\/(unit|plan|area|indicator|source)s\/([^/]+)$/.exec(pathname) ?? [];
  const on = searchParams.get('at');
  if (kind && !told.has(kind)) told.set(kind, `${decodeURIComponent(id)}${kind === 'unit' && on && told.has('at') ? `@${on}` : ''}`);
  if (kind && on && !told.has('at')) told.set('at', on);
  if (told.get('at') === 'today') told.delete('at');
  return told;
}

/** 1234.5 as the page writes it. @param {number} value @param {'vi' | 'en'} [lang] */
export function written(value, lang = 'vi') {
  const [whole = '', part = ''] = value.toFixed(2).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, lang === 'vi' ? '.' : ',');
  return `${grouped}${lang === 'vi' ? ',' : '.'}${part}`;
}
