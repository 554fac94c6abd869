// Server and browser of one spec file, and pages that are closed whatever happens.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { ofThePage, startBrowser } from './browser.js';
import { Plancover } from './driver.js';
import { startServer } from './server.js';

/** @typedef {Parameters<typeof Plancover.open>[2]} How */

export function stage() {
  /** @type {import('./server.js').Server | undefined} */
  let server;
  /** @type {import('playwright-core').Browser | undefined} */
  let browser;
  before(async () => {
    server = await startServer();
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  /**
   * Opens the page, acts, and asks in the end that nothing was complained about and no other origin was asked.
   * @param {How} how @param {(it: Plancover) => Promise<void>} act
   */
  return async function onPage(how, act) {
    assert.ok(server && browser, 'server and browser are running');
    const it = await Plancover.open(browser, server.url, how);
    try {
      await act(it);
      assert.deepEqual(ofThePage(it.record.complaints), [], 'the console stays silent');
      const { origin } = new URL(server.url);
      const strangers = it.record.requests.filter((url) => !url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url));
      assert.deepEqual(strangers, [], 'no request leaves the server’s origin');
    } catch (cause) {
      const folder = process.env['PLANCOVER_E2E_SHOTS'];
      if (folder) await it.page.screenshot({ path: `${folder}/failed-${Date.now()}.png` });
      throw cause;
    } finally {
      await it.close();
    }
  };
}
