// A headless Chromium, and pages that remember what they asked for and complained about.
import { chromium } from 'playwright-core';

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
];

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

/** @typedef {{ requests: string[], complaints: string[] }} Record */
/** @typedef {{ page: import('playwright-core').Page, record: Record, close: () => Promise<void> }} Opened */

/** @returns {Promise<import('playwright-core').Browser>} */
export function startBrowser() {
  return chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: FLAGS });
}

/**
 * A fresh page with no memory of earlier ones.
 * @param {import('playwright-core').Browser} browser
 * @param {{ width: number, height: number }} size
 * @param {import('playwright-core').BrowserContextOptions} [more]
 * @returns {Promise<Opened>}
 */
export async function openPage(browser, size, more = {}) {
  const phone = size.width < 500;
  const context = await browser.newContext({ viewport: size, locale: 'vi-VN', hasTouch: phone, isMobile: phone, reducedMotion: 'reduce', serviceWorkers: 'block', ...more });
  /** @type {Record} */
  const record = { requests: [], complaints: [] };
  context.on('request', (request) => record.requests.push(request.url()));
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') record.complaints.push(message.text());
  });
  page.on('pageerror', (error) => record.complaints.push(String(error)));
  return { page, record, close: () => context.close() };
}

/** Complaints of the graphics driver, and of this driver about the worker it blocks, that say nothing about the page. @param {string[]} complaints */
export const ofThePage = (complaints) => complaints.filter((text) => !/GL Driver Message|GPU stall|software WebGL|swiftshader|blocked by Playwright/i.test(text));
