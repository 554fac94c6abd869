// Every view, in the light and in the dark, on a desk and on a phone, has nothing serious by axe (WCAG 2.2 AA).
// Colours are looked at when they have changed: without motion, and when what is disabled while it loads no longer is.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { DESKTOP, PHONE } from './browser.js';
import { stage } from './stage.js';

const VIEWS = [
  ['look-up', '#view=lookup', '[data-help]'],
  ['answer', '#view=lookup&lon=106.76&lat=21.85&at=2018-01-01', '[data-today] [data-verdict]'],
  ['unit', '#view=lookup&unit=06463@2025-06-30', '[data-versions]'],
  ['map', '#map=8.5/21.8/106.7', '[data-headline] .figure'],
  ['panel', '#lon=106.76&lat=21.85', '[data-panel] [data-verdict]'],
  ['split', '#split=zoning@2024-06-30', '[data-split-head]'],
  ['table', '#view=table', 'button[data-csv]:enabled'],
  ['indicators', '#view=indicators', '[data-indicator]'],
  ['issues', '#view=issues&kind=overlap', '[data-issue]'],
  ['plan', '#view=lookup&plan=MH-QHC-001', '[data-plan-panel] h2'],
  ['source', `#view=lookup&source=${encodeURIComponent('minh họa: seeds/illustrative.py, không phải văn bản thật')}`, '[data-citing]'],
  ['progress', '#view=progress', '[data-milestone]'],
];

describe('accessibility', async () => {
  const onPage = stage();
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

  for (const [name, hash, settled] of VIEWS) {
    for (const [size, scheme] of /** @type {const} */ ([[DESKTOP, 'light'], [PHONE, 'dark']])) {
      it(`has nothing serious: ${name}, ${size.width} px, ${scheme}`, () =>
        onPage({ hash: hash ?? '', size, context: { colorScheme: scheme, reducedMotion: 'reduce', bypassCSP: true } }, async (page) => {
          await page.page.locator(settled ?? 'main').first().waitFor();
          await page.page.evaluate(source);
          const found = await page.page.evaluate(async () => {
            // @ts-expect-error axe is put into the page by the line above
            const { violations } = await globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
            return violations
              .filter((/** @type {any} */ v) => v.impact === 'serious' || v.impact === 'critical')
              .map((/** @type {any} */ v) => `${v.id}: ${v.nodes.slice(0, 4).map((/** @type {any} */ n) => `${n.target.join(' ')} ${n.any[0]?.message ?? n.all[0]?.message ?? ''}`).join(' | ')}`);
          });
          assert.deepEqual(found, []);
        }));
    }
  }
});
